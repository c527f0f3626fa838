import type { ErrorDetails } from '../../model/error.js';
import type { ProxyServer } from '../../network/proxy.js';
import type { Target } from './endpoint.js';
import type { Limits } from './limits.js';
import type { Redact } from './redact.js';

/** Why a call failed, and whether another one can help. */
export interface Failure {
  readonly details: ErrorDetails;
  /**
   * Whether the same call may well succeed later: throttling, 5xx, broken connections. Not a time-out:
   * the pause that it was is already longer than any back-off.
   */
  readonly transient: boolean;
  /** What the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** Where a call is made and within what: all that an error has to tell of it. */
export interface Scene {
  readonly target: Target;
  readonly proxy: ProxyServer | undefined;
  readonly limits: Limits;
  readonly redact: Redact;
}

/** `tds.cn-shanghai.aliyuncs.com, region cn-shanghai`, with more facts where there are any. */
export function whereabouts(target: Target, ...more: readonly (string | undefined)[]): string {
  return [target.host, `region ${target.region}`, ...more].filter((part) => part !== undefined).join(', ');
}

/** Whole or tenths of seconds, for people. */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
