/**
 * The time that a whole listing may take. Its timer keeps the process alive on purpose: were everything
 * else to fall silent, the program must still end in an error and not simply stop.
 */
export class Deadline {
  readonly totalMs: number;
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: NodeJS.Timeout;

  constructor(totalMs: number) {
    this.totalMs = totalMs;
    this.#end = performance.now() + totalMs;
    this.#timer = setTimeout(() => this.#controller.abort(), totalMs);
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What is left, in milliseconds; never below 0. */
  get leftMs(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /** To be called when the listing has ended, one way or the other. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
