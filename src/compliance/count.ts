import type { Result, SeverityCount } from '../model/result.js';
import type { Severity } from '../model/severity.js';

/** How a set of registries stands, while it is being counted. */
export class Count {
  registries = 0;
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

  add({ outcome, suppression }: Pick<Result, 'outcome' | 'suppression'>): void {
    if (outcome === 'pass') this.passed++;
    else if (outcome !== 'fail' && outcome !== 'open') return;
    else if (suppression) this.suppressed++;
    else if (outcome === 'fail') this.failed++;
    else this.open++;
  }

  /** How many registries the rule spoke of. */
  get applied(): number {
    return this.passed + this.failed + this.open + this.suppressed;
  }
}
