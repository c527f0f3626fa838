import type { BaselineComparison } from '../model/baseline.js';
import { failsGate } from '../model/gate.js';
import type { Notice, Registry } from '../model/registry.js';
import type { NoticeCount, SeverityCount, Summary } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import type { FailOn, Severity } from '../model/severity.js';
import type { PolicyFinding, Suppression } from '../model/waiver.js';

/** Kinds of notice that are told apart. Names of unknown fields are the inventory's to choose. */
export const MOST_KINDS = 200;

/** Counts what the engine finds, as it goes. */
export class Tally {
  registries = 0;
  passed = 0;
  notApplicable = 0;
  /** Registries to which no rule applied. */
  unjudged = 0;
  /** The rules with a `when` of the user's that applied to a registry, or may have. */
  readonly applied = new Set<Rule>();
  readonly counts: Record<Severity, SeverityCount> = {
    error: { fail: 0, open: 0 },
    warning: { fail: 0, open: 0 },
    note: { fail: 0, open: 0 },
  };
  readonly suppressed: Record<Suppression['kind'], number> = { waiver: 0, baseline: 0 };
  readonly #notices = new Map<string, NoticeCount>();

  notice(notices: readonly Notice[], registry: Registry): void {
    for (const notice of notices) {
      const key = `${notice.code} ${notice.field ?? ''}`;
      const known = this.#notices.get(key);
      if (known) this.#notices.set(key, { ...known, count: known.count + 1 });
      else if (this.#notices.size < MOST_KINDS)
        this.#notices.set(key, { ...notice, count: 1, first: registry });
    }
  }

  /** All that was counted. Findings about the policy count like those about a registry. */
  summary(
    failOn: FailOn,
    failOnOpen: boolean,
    policyFindings: readonly PolicyFinding[] = [],
    baseline?: BaselineComparison,
    aboutPolicy: readonly NoticeCount[] = [],
  ): Summary {
    const { registries, unjudged, passed, notApplicable, suppressed } = this;
    const counts = this.#countsWith(policyFindings);
    return {
      registries,
      unjudged,
      passed,
      notApplicable,
      counts,
      suppressed,
      policyFindings,
      ...(baseline && { baseline }),
      notices: [...aboutPolicy, ...this.#notices.values()],
      failed: failsGate(counts, { failOn, failOnOpen }),
    };
  }

  #countsWith(policyFindings: readonly PolicyFinding[]): Record<Severity, SeverityCount> {
    const { error, warning, note } = this.counts;
    const counts = { error: { ...error }, warning: { ...warning }, note: { ...note } };
    for (const { severity } of policyFindings) counts[severity].fail++;
    return counts;
  }
}
