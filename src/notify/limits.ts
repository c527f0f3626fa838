/** What sending one notification to one service may take. Times in milliseconds. */
export interface SendLimits {
  /** For one request, from the connection to the last byte of the answer. */
  readonly requestMs: number;
  /** For everything: every request, and the pauses between them. */
  readonly totalMs: number;
  /** Requests after the first. */
  readonly retries: number;
  /** The pause before the second request; it doubles with every one after that. */
  readonly backoffMs: number;
}

export const defaultLimits: SendLimits = { requestMs: 10_000, totalMs: 30_000, retries: 3, backoffMs: 500 };

/** Bytes of an answer's body. All that the services say has less than a hundredth of it. */
export const MAX_ANSWER_BYTES = 64 * 1024;
