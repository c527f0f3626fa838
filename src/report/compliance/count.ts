import type { LatePass } from '../../model/across.js';
import type { Result, SeverityCount } from '../../model/result.js';
import type { Severity } from '../../model/severity.js';

/** How a set of registries stands, while it is being counted. */
export class Count {
  registries = 0;
  judged = 0;
  compliant = 0;
  suppressed = 0;
  readonly counts: Record<Severity, SeverityCount> = {
    error: { fail: 0, open: 0 },
    warning: { fail: 0, open: 0 },
    note: { fail: 0, open: 0 },
  };

  /** Counts what failed or is open; passes are no part of a standing. */
  add({ outcome, rule, suppression }: Pick<Result, 'outcome' | 'rule' | 'suppression'>): void {
    if (outcome !== 'fail' && outcome !== 'open') return;
    if (suppression) this.suppressed++;
    else this.counts[rule.severity][outcome]++;
  }
}

/** How often one rule came out as what. */
export class RuleCount {
  passed = 0;
  failed = 0;
  open = 0;
  suppressed = 0;
  /** How many registries it spoke of: of one it may say several things. */
  applied = 0;
  #last: number | undefined;

  /** @param registry the position of the registry; undefined for a finding about the inventory as a whole */
  add({ outcome, suppression }: Pick<Result, 'outcome' | 'suppression'>, registry: number | undefined): void {
    if (outcome === 'notApplicable') return;
    if (registry !== undefined && registry !== this.#last) this.applied++;
    if (registry !== undefined) this.#last = registry;
    if (outcome === 'pass') this.passed++;
    else if (suppression) this.suppressed++;
    else if (outcome === 'fail') this.failed++;
    else this.open++;
  }

  /** What it found right once it had seen all registries. */
  addLate({ passed, registries }: LatePass): void {
    this.passed += passed;
    this.applied += registries.length;
  }
}
