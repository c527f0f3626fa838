/** What a listing is doing, for a spinner. */
export interface LiveProgress {
  /** `credentials`: looking for them. `call`: waiting for an answer. `retry`: pausing before another call. */
  readonly phase: 'credentials' | 'call' | 'retry';
  /** Which call it is, from 1; 0 before the first. */
  readonly attempt: number;
  /** For `retry`: how long the pause is, in milliseconds. */
  readonly waitMs?: number;
  /** For `retry`: why the call before failed. One sentence, free of secrets. */
  readonly reason?: string;
}
