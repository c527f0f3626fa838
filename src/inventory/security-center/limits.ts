/** Times in milliseconds. */
export interface Timeouts {
  /** Until a connection stands, TLS and the proxy's tunnel included. */
  readonly connectMs: number;
  /** From the connection to the last byte of the answer. */
  readonly readMs: number;
  /** For everything: finding credentials, every call, and the pauses between them. */
  readonly totalMs: number;
}

/** What one listing may take. */
export interface Limits extends Timeouts {
  /** Calls after the first. */
  readonly retries: number;
  /** The pause before the second call, in milliseconds; it doubles with every call after that. */
  readonly backoffMs: number;
  /** Bytes of one answer, headers included. */
  readonly maxAnswerBytes: number;
}

export const defaultLimits: Limits = {
  connectMs: 5_000,
  readMs: 30_000,
  totalMs: 90_000,
  retries: 3,
  backoffMs: 500,
  maxAnswerBytes: 64 * 1024 * 1024,
};

/** The longest time that a timer of Node can hold; a longer one fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** The default limits with the caller's own put in. */
export function limitsOf(own: Partial<Limits> | undefined): Limits {
  const limits = { ...defaultLimits, ...own };
  const timer = (ms: number): number => Math.min(ms, MAX_TIMER_MS);
  return {
    ...limits,
    connectMs: timer(limits.connectMs),
    readMs: timer(limits.readMs),
    totalMs: timer(limits.totalMs),
  };
}
