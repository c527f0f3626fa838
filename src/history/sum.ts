import type { DayStanding } from '../model/compliance.js';
import type { Day } from '../model/waiver.js';
import { type Changes, Lifecycles, type Period } from './lifecycle.js';
import type { RunState } from './read.js';
import type { HistoryFinding, RunFacts } from './run.js';

/** Runs, added up from the oldest. */
export class Sum {
  readonly lifecycles = new Lifecycles();
  readonly days = new Map<Day, DayStanding>();
  previous: string | undefined;
  previousFailed: boolean | undefined;
  #fixes = 0;
  #daysToFix = 0;
  /** The name of the last run, where it was a stored one. */
  #stored: string | undefined;

  /** Mean number of days from first seen to fixed; undefined where nothing was ever fixed. */
  get meanDaysToFix(): number | undefined {
    return this.#fixes === 0 ? undefined : this.#daysToFix / this.#fixes;
  }

  /** Adds a run, and tells what it brought. */
  add(run: RunFacts, findings: ReadonlyMap<string, HistoryFinding>): Changes {
    const changes = this.lifecycles.next(run, findings);
    this.#count(run, changes);
    this.#stored = undefined;
    return changes;
  }

  /** Adds a run of a history. Where it builds on the last one, only what differs is looked at. */
  addStored({ run, stored, findings }: RunState): void {
    const follows = stored.parent !== undefined && stored.parent === this.#stored;
    this.#count(run, follows ? this.lifecycles.step(run, stored) : this.lifecycles.next(run, findings));
    this.#stored = stored.name;
  }

  #count(run: RunFacts, changes: Changes): void {
    for (const { periods } of changes.fixed) {
      this.#fixes++;
      this.#daysToFix += daysOf(periods.at(-1));
    }
    this.days.set(dayOf(run.startedAt), dayStanding(run));
    this.previous = run.startedAt;
    this.previousFailed = run.gate.failed;
  }
}

/** How an inventory stood at the end of a run's day, if the run is the last one of it. */
function dayStanding({ startedAt, standing, unread }: RunFacts): DayStanding {
  const { registries, judged = registries, compliant, counts, suppressed } = standing;
  const { error, warning, note } = counts;
  return {
    day: dayOf(startedAt),
    registries,
    judged,
    compliant,
    findings: {
      error: error.fail + error.open,
      warning: warning.fail + warning.open,
      note: note.fail + note.open,
    },
    open: { error: error.open, warning: warning.open, note: note.open },
    suppressed,
    unread: unread.length,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day of a time, in UTC. */
export const dayOf = (time: string): Day => time.slice(0, 10);

/** From the day it was first seen to the day it was fixed, in days of the calendar. */
export function daysOf(period: Period | undefined): number {
  if (period?.to === undefined) return 0;
  return Math.round((Date.parse(dayOf(period.to)) - Date.parse(dayOf(period.from))) / DAY_MS);
}
