import type { BadOutcome, Baseline, BaselineComparison, BaselineState } from '../model/baseline.js';
import type { Suppression } from '../model/waiver.js';

/** A run beside its baseline. */
export class Comparison {
  /** What a finding of the baseline is suppressed by: the same object for all of them. */
  readonly suppression: Suppression;
  readonly #baseline: Baseline;
  /** The fingerprints of the baseline that the run has found again. */
  readonly #seen = new Set<string>();
  #new = 0;
  #unchanged = 0;

  constructor(baseline: Baseline) {
    this.#baseline = baseline;
    this.suppression = { kind: 'baseline', file: baseline.file };
  }

  /**
   * Whether a finding was there when the baseline was taken. What could not be decided then and fails now is
   * new: nobody accepted that.
   *
   * @param fingerprint undefined where it could be that of another registry as well: then it is new
   * @param waived whether it is accepted in another way; then it is not counted as new
   */
  state(fingerprint: string | undefined, outcome: BadOutcome, waived: boolean): BaselineState {
    const accepted = fingerprint === undefined ? undefined : this.#baseline.outcomes.get(fingerprint);
    if (fingerprint !== undefined && accepted !== undefined) this.#seen.add(fingerprint);
    const known = accepted === 'fail' || (accepted === 'open' && outcome === 'open');
    if (known) this.#unchanged++;
    else if (!waived) this.#new++;
    return known ? 'unchanged' : 'new';
  }

  /** The comparison, once all registries are known. */
  result(): BaselineComparison {
    const baseline = this.#baseline;
    const seen = this.#seen;
    return {
      file: baseline.file,
      new: this.#new,
      unchanged: this.#unchanged,
      absent: baseline.outcomes.size - seen.size,
      absentEntries: () => baseline.entries((fingerprint) => !seen.has(fingerprint)),
    };
  }
}
