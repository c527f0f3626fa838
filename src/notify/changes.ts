import type { ComplianceReport, DayStanding, FindingState, HistoryView } from '../model/compliance.js';
import { severities } from '../model/severity.js';

/** What can have changed since the run before. */
export const changes = [
  'unread',
  'read-again',
  'unchecked',
  'gate',
  'not-accepted',
  'new',
  'reopened',
  'fixed',
] as const;

export type Change = (typeof changes)[number];

/**
 * What has changed since the run before; undefined where there is none to compare to, and so nothing can be told.
 * Accounts that cannot be read count every time: a gap that people got used to is one that nobody sees. So does what is
 * looked for no longer: an account or a rule that was taken away makes the figures better, and mends nothing.
 */
export function changesOf(report: ComplianceReport): readonly Change[] | undefined {
  const { history, gate, unread } = report;
  if (history?.previous === undefined) return undefined;
  const before = standingBefore(history);
  const fresh = statesOf(report);
  const holds: Readonly<Record<Change, boolean>> = {
    unread: unread.length > 0,
    'read-again': unread.length === 0 && (before?.unread ?? 0) > 0,
    unchecked: (history.unchecked ?? 0) > 0,
    gate: history.previousFailed !== undefined && history.previousFailed !== gate.failed,
    'not-accepted': before !== undefined && standsNow(report) > stood(before) + fresh.new + fresh.reopened,
    new: fresh.new > 0,
    reopened: fresh.reopened > 0,
    fixed: history.fixed.length > 0,
  };
  return changes.filter((change) => holds[change]);
}

/** How many findings that nobody has accepted are new, back and known. What is accepted is no news. */
export function statesOf({ findings }: ComplianceReport): Readonly<Record<FindingState, number>> {
  const counts = { new: 0, reopened: 0, known: 0 };
  for (const { state, suppression } of findings) {
    if (state !== undefined && suppression === undefined) counts[state]++;
  }
  return counts;
}

/** Findings that nobody has accepted. */
function standsNow({ standing }: ComplianceReport): number {
  return severities.reduce((sum, one) => sum + standing.counts[one].fail + standing.counts[one].open, 0);
}

function stood({ findings }: DayStanding): number {
  return severities.reduce((sum, one) => sum + findings[one], 0);
}

/**
 * The standing of the run before. Only the last run of a day is kept, so of two runs on one day the earlier has
 * none.
 */
export function standingBefore({ previous, days }: HistoryView): DayStanding | undefined {
  const day = previous?.slice(0, 10);
  return days.slice(0, -1).find((standing) => standing.day === day);
}
