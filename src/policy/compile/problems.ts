import type { Part, Path, PolicySource } from '../../documents/source.js';
import type { ErrorDetails } from '../../model/error.js';

/** A mistake, before its place is known. */
export type Mistake = Omit<ErrorDetails, 'location' | 'frame'>;

/** Where a condition was written, and what to do with a mistake in it. */
export class Reporter {
  readonly problems: ErrorDetails[];
  readonly #source: PolicySource | undefined;
  readonly #path: Path;
  readonly #fixed: boolean;

  /**
   * @param source absent for the condition of a built-in rule in a built-in pack, which has no mistakes
   * @param fixed whether all mistakes are told at `path`: the condition is a built-in rule's, and only the
   * parameters that were given at `path` can be wrong
   */
  constructor(problems: ErrorDetails[], source: PolicySource | undefined, path: Path, fixed = false) {
    this.problems = problems;
    this.#source = source;
    this.#path = path;
    this.#fixed = fixed;
  }

  /** The same, further down. */
  at(...steps: Path): Reporter {
    return this.#fixed ? this : new Reporter(this.problems, this.#source, [...this.#path, ...steps]);
  }

  /** Tells of a mistake inside the text that stands here, from one character of it to another. */
  reportInside(from: number, to: number, mistake: Mistake): void {
    this.problems.push(this.#source?.problemInside(this.#path, from, to, mistake) ?? mistake);
  }

  report(mistake: Mistake, part: Part = 'value'): void {
    this.problems.push(this.#source?.problem(this.#path, part, mistake) ?? mistake);
  }
}
