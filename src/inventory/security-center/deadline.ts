/**
 * The time that a whole listing may take. Its timer keeps the process alive on purpose: were everything
 * else to fall silent, the program must still end in an error and not simply stop.
 */
export class Deadline {
  readonly totalMs: number;
  readonly #end: number;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<() => void>();
  #isOver = false;
  /** Made when it is asked for: most listings do without, and Node takes longer over one than over a timer. */
  #controller: AbortController | undefined;

  constructor(totalMs: number) {
    this.totalMs = totalMs;
    this.#end = performance.now() + totalMs;
    this.#timer = setTimeout(() => this.#over(), totalMs);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      const controller = new AbortController();
      this.#controller = controller;
      this.whenOver(() => controller.abort());
    }
    return this.#controller.signal;
  }

  /** What is left, in milliseconds; never below 0. */
  get leftMs(): number {
    return Math.max(0, this.#end - performance.now());
  }

  /**
   * Calls when the time is over; at once when it is already.
   *
   * @returns what calls this off
   */
  whenOver(listener: () => void): () => void {
    if (this.#isOver) listener();
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called when the listing has ended, one way or the other. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #over(): void {
    this.#isOver = true;
    for (const listener of this.#listeners) listener();
  }
}
