import { setTimeout as pause } from 'node:timers/promises';
import { NotificationError } from '../model/error.js';
import { type Failure, failureOf, type Scene } from './failure.js';
import type { SendLimits } from './limits.js';
import type { Notification } from './notification.js';
import { post } from './post.js';
import type { Endpoint } from './services/service.js';

/** One service to be told: where, and what of this program's limits. */
export interface Destination extends Scene {
  readonly endpoint: Endpoint;
}

/** No pause that the service did not ask for is longer than this. */
const MAX_BACKOFF_MS = 8_000;

/**
 * Sends a notification to one service, again where that can help and there is time.
 *
 * @returns why it was not sent; undefined where it was
 */
export async function send(
  notification: Notification,
  destination: Destination,
): Promise<NotificationError | undefined> {
  const { service, endpoint, proxy, limits } = destination;
  const end = performance.now() + limits.totalMs;
  for (let attempt = 1; ; attempt++) {
    const leftMs = Math.max(1, end - performance.now());
    // Made anew each time: a signature holds for a while only.
    const request = service.request(notification, endpoint, new Date());
    const posted = await post(request, proxy, Math.min(limits.requestMs, leftMs));
    const failure = failureOf(posted, destination);
    if (!failure) return undefined;
    const waitMs = pauseAfter(attempt, failure, limits);
    if (!failure.transient || attempt > limits.retries || performance.now() + waitMs >= end) {
      return unsent(failure, attempt, destination);
    }
    await pause(waitMs);
  }
}

/** Doubles with every request, and differs between machines that were turned away together. */
function pauseAfter(attempt: number, { retryAfterMs = 0 }: Failure, { backoffMs }: SendLimits): number {
  const longest = Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** (attempt - 1));
  return Math.max(retryAfterMs, Math.round(longest * (0.5 + Math.random() / 2)));
}

/** Names the service and its host, and nothing else of the address: the rest of it is a token. */
function unsent(
  { reason, hint, retryAfterMs }: Failure,
  requests: number,
  { service, endpoint }: Destination,
): NotificationError {
  const after = requests === 1 ? '' : `, after ${requests} requests`;
  const wait = retryAfterMs && `It asks to wait ${Math.ceil(retryAfterMs / 1000)} s.`;
  return new NotificationError({
    code: 'not-notified',
    message: `the notification to ${service.title} (${endpoint.url.host}) was not sent: ${reason}${after}`,
    hint: [hint, wait].filter(Boolean).join('\n'),
  });
}
