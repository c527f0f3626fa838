import type { IncomingMessage } from 'node:http';
import { retryAfterMs } from '../../network/retry-after.js';
import { apiErrors } from './api-errors.js';
import { clockDifference } from './clock.js';
import { type Failure, type Scene, whereabouts } from './failure.js';
import { presentable, token } from './redact.js';

/** What an answer of the API says when the call failed. Made by the server: not to be shown as it is. */
export interface ApiError {
  readonly code: unknown;
  readonly message: unknown;
  readonly requestId: unknown;
}

/** The error inside what the vendor's client throws, if the API answered with one. */
export function apiErrorIn(thrown: unknown): ApiError | undefined {
  if (!(thrown instanceof Error) || !('data' in thrown)) return undefined;
  const { data } = thrown;
  if (typeof data !== 'object' || data === null || !('Code' in data)) return undefined;
  return {
    code: data.Code,
    message: 'Message' in data ? data.Message : undefined,
    requestId: 'RequestId' in data ? data.RequestId : undefined,
  };
}

/** What there is to tell of a call that the API refused. */
export function apiFailure(error: ApiError, response: IncomingMessage | undefined, scene: Scene): Failure {
  const { target, redact } = scene;
  const status = response?.statusCode ?? 0;
  const code = token(error.code, redact) ?? 'unknown';
  const requestId = token(error.requestId, redact);
  const where = whereabouts(target, code, `HTTP ${status}`, requestId && `RequestId ${requestId}`);
  // What is shown has been redacted, and a key of one letter takes that letter out of every code.
  const known = apiErrors.find(({ pattern }) => pattern.test(String(error.code)));
  const waitMs = retryAfterMs(response?.headers['retry-after']);
  if (known) {
    const clock = known.code === 'wrong-clock' ? clockDifference(response?.headers.date) : undefined;
    const hint = [clock, known.hint].filter(Boolean).join('\n');
    const details = { code: known.code, message: `${known.message} (${where})`, hint };
    return { details, transient: known.transient === true, retryAfterMs: waitMs };
  }
  const failed = status >= 500;
  const said = typeof error.message === 'string' ? presentable(error.message, redact) : '';
  return {
    details: {
      code: failed ? 'server-error' : 'call-refused',
      message: `Security Center ${failed ? 'failed' : 'refused the call'}${said && `: ${said}`} (${where})`,
      hint: 'Look the code up in the service error codes of Security Center, or give the RequestId to its support.',
    },
    transient: failed || status === 429,
    retryAfterMs: waitMs,
  };
}
