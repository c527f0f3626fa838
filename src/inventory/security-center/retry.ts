import { setTimeout as pause } from 'node:timers/promises';
import { InventoryError } from '../../model/error.js';
import type { RawRecord } from '../decode/record.js';
import { type Call, callOnce } from './call.js';
import type { Deadline } from './deadline.js';
import { type Failure, seconds } from './failure.js';
import type { Limits } from './limits.js';
import type { LiveProgress } from './progress.js';

/** No pause that the server did not ask for is longer than this. */
const MAX_BACKOFF_MS = 8_000;

/**
 * Calls until an answer comes, as long as another call can help and there is time.
 *
 * @throws InventoryError
 */
export async function callUntilAnswered(
  call: Call,
  deadline: Deadline,
  onProgress: (event: LiveProgress) => void,
): Promise<readonly RawRecord[]> {
  let before: Failure | undefined;
  for (let attempt = 1; ; attempt++) {
    onProgress({ phase: 'call', attempt });
    const outcome = await callOnce(call, deadline);
    if (outcome.kind === 'records') return outcome.records;
    const { failure } = outcome;
    const waitMs = pauseBefore(attempt + 1, failure, call.limits);
    if (!failure.transient || attempt > call.limits.retries || waitMs >= deadline.leftMs) {
      throw gaveUp(failure, attempt, before);
    }
    onProgress({ phase: 'retry', attempt, waitMs, reason: failure.details.message });
    await pause(waitMs);
    before = failure;
  }
}

/** Doubles with every call, and differs between machines that were turned away together. */
function pauseBefore(attempt: number, { retryAfterMs = 0 }: Failure, { backoffMs }: Limits): number {
  const longest = Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** (attempt - 2));
  return Math.max(retryAfterMs, Math.round(longest * (0.5 + Math.random() / 2)));
}

function gaveUp({ details, retryAfterMs }: Failure, calls: number, before?: Failure): InventoryError {
  const hint = [
    details.hint,
    retryAfterMs !== undefined && `The server asks to wait ${seconds(retryAfterMs)}.`,
    before &&
      before.details.code !== details.code &&
      `The call before failed too: ${before.details.message}.`,
  ];
  return new InventoryError({
    ...details,
    message: calls === 1 ? details.message : `${details.message}, after ${calls} calls`,
    hint: hint.filter(Boolean).join('\n'),
  });
}
