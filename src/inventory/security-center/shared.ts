import type { Credentials, CredentialsProvider } from './credentials.js';

/** How long what was found is handed on. The SDK renews a temporary key 15 minutes before it ends. */
const FRESH_MS = 60_000;

/**
 * Credentials that many ask for at once and that are looked for once. The SDK's chain must not be asked by two at
 * the same time: while it looks, it takes the place where it is looking for the one where it has found something.
 * That there are none is remembered as well, so that a thousand accounts do not all wait for the same refusal.
 */
export class SharedCredentials implements CredentialsProvider {
  readonly isLocal: boolean;
  readonly #provider: CredentialsProvider;
  #found: Promise<Credentials> | undefined;
  #until = 0;

  constructor(provider: CredentialsProvider) {
    this.#provider = provider;
    this.isLocal = provider.isLocal === true;
  }

  getCredentials(): Promise<Credentials> {
    if (this.#found && performance.now() < this.#until) return this.#found;
    const found = this.#provider.getCredentials();
    this.#found = found;
    this.#until = Number.POSITIVE_INFINITY;
    const settled = (): void => {
      this.#until = performance.now() + FRESH_MS;
    };
    found.then(settled, settled);
    return found;
  }
}

/** Does one thing after the other, in the order in which they come. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
