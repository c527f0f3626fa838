import type { BadOutcome, Baseline, BaselineComparison, BaselineState } from '../model/baseline.js';
import type { Suppression } from '../model/waiver.js';

/** What is kept of each finding of a baseline while a run goes on. */
const marks = { unseen: 0, seen: 1 } as const;

/** A run beside its baseline. Takes a byte for each finding of the baseline, whatever the run finds. */
export class Comparison {
  /** What a finding of the baseline is suppressed by: the same object for all of them. */
  readonly suppression: Suppression;
  readonly #baseline: Baseline;
  readonly #marks: Uint8Array;
  #new = 0;
  #unchanged = 0;

  constructor(baseline: Baseline) {
    this.#baseline = baseline;
    this.#marks = new Uint8Array(baseline.size);
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
    const index = fingerprint === undefined ? -1 : this.#baseline.indexOf(fingerprint);
    if (index >= 0) this.#marks[index] = marks.seen;
    const known = index >= 0 && (outcome === 'open' || this.#baseline.outcomeAt(index) === 'fail');
    if (known) this.#unchanged++;
    else if (!waived) this.#new++;
    return known ? 'unchanged' : 'new';
  }

  /** The comparison, once all registries are known. */
  result(): BaselineComparison {
    const baseline = this.#baseline;
    const seen = this.#marks;
    return {
      file: baseline.file,
      new: this.#new,
      unchanged: this.#unchanged,
      absent: seen.reduce((sum, mark) => sum + (mark === marks.unseen ? 1 : 0), 0),
      absentEntries: () =>
        baseline.entries((fingerprint) => {
          const index = baseline.indexOf(fingerprint);
          return index >= 0 && seen[index] === marks.unseen;
        }),
    };
  }
}
