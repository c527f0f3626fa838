import type { Notice, Registry } from '../model/registry.js';
import type { NoticeCount, SeverityCount, Summary } from '../model/result.js';
import { atOrAbove, type FailOn, type Severity, severities } from '../model/severity.js';

/** Kinds of notice that are told apart. Names of unknown fields are the inventory's to choose. */
const MOST_KINDS = 200;

/** Counts what the engine finds, as it goes. */
export class Tally {
  registries = 0;
  passed = 0;
  notApplicable = 0;
  readonly counts: Record<Severity, SeverityCount> = {
    error: { fail: 0, open: 0 },
    warning: { fail: 0, open: 0 },
    note: { fail: 0, open: 0 },
  };
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

  summary(failOn: FailOn, failOnOpen: boolean): Summary {
    const { registries, passed, notApplicable, counts } = this;
    const failed = severities.some((severity) => {
      const { fail, open } = counts[severity];
      return atOrAbove(severity, failOn) && (fail > 0 || (failOnOpen && open > 0));
    });
    return { registries, passed, notApplicable, counts, notices: [...this.#notices.values()], failed };
  }
}
