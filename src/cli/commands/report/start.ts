import { UsageError } from '../../../model/error.js';
import type { FailOn } from '../../../model/severity.js';
import { isOfLastDay } from '../accounts.js';

/** What says when a report is of, and what it is made of. */
interface StartOptions {
  readonly startedAt?: Date;
  readonly inventory?: string;
  readonly probe?: boolean;
  readonly failOn?: FailOn;
}

/**
 * When the run of a report began. A file is as it was, so a report can be made of it again for the day that it is of.
 * What is asked now is not what was there then.
 *
 * @throws UsageError
 */
export function startOfReport({ startedAt, inventory, probe, failOn }: StartOptions): Date {
  if (startedAt === undefined) return new Date();
  if (isOfLastDay(startedAt)) return startedAt;
  if (failOn !== undefined && failOn !== 'never') throw gateSetBack(startedAt);
  if (inventory !== undefined && !probe) return startedAt;
  throw new UsageError({
    code: 'bad-start',
    message: `${startedAt.toISOString()} is more than 24 hours ago, and what ${
      probe ? 'addresses answer' : 'accounts have'
    } now says nothing of that time`,
    hint: 'An earlier time is for --inventory FILE without --probe: save snapshots, and report on those.',
  });
}

function gateSetBack(startedAt: Date): UsageError {
  return new UsageError({
    code: 'bad-start',
    message: `${startedAt.toISOString()} is more than 24 hours ago, and a gate is of today: it would pass by waivers that have ended`,
    hint: 'Leave --fail-on out to report on an earlier time, or leave --started-at out.',
  });
}
