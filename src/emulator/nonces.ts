/**
 * Nonces that were used, each for as long as a replay of its request could pass the check of its time.
 * Forgetting goes by time and not by number, so that no flood of requests makes a nonce usable again.
 */
export class NonceMemory {
  readonly #lifetimeMs: number;
  /** Nonce → when it is forgotten. A Map keeps the order of arrival, so the oldest are at its front. */
  readonly #forgetAt = new Map<string, number>();

  constructor(lifetimeMs: number) {
    this.#lifetimeMs = lifetimeMs;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#forgetAt.size;
  }

  /** Remembers a nonce; false if it was used already. */
  use(nonce: string, now: number): boolean {
    this.#forget(now);
    if (this.#forgetAt.has(nonce)) return false;
    this.#forgetAt.set(nonce, now + this.#lifetimeMs);
    return true;
  }

  #forget(now: number): void {
    for (const [nonce, at] of this.#forgetAt) {
      if (at > now) return;
      this.#forgetAt.delete(nonce);
    }
  }
}
