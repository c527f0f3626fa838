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
  /** Bytes of one answer, headers included. */
  readonly maxAnswerBytes: number;
}

export const defaultLimits: Limits = {
  connectMs: 5_000,
  readMs: 30_000,
  totalMs: 90_000,
  retries: 3,
  maxAnswerBytes: 64 * 1024 * 1024,
};
