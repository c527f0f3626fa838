import type { Overview } from '../../../history/overview.js';
import type { Messages } from '../../../messages/messages.js';
import type { DayStanding } from '../../../model/compliance.js';
import { tenthsOfPercent } from '../../../model/rate.js';
import { severities } from '../../../model/severity.js';
import { prettyJson, sanitise } from '../../../report/sanitise.js';
import { columns, pad } from '../../../report/wrap.js';

/** A history for programs. */
export function historyJson(overviews: readonly Overview[]): string {
  return prettyJson({ version: 1, scopes: overviews });
}

/** A history for people: the standing of each day, for each scope. */
export function historyText(overviews: readonly Overview[], words: Messages['history']): string {
  if (overviews.length === 0) return `${words.empty}\n`;
  return overviews.map((overview) => section(overview, words)).join('\n');
}

function section({ scope, runs, days, meanDaysToFix }: Overview, words: Messages['history']): string {
  const parts = [words.from[scope.from], scope.endpoint, scope.region, scope.registryType, words.runs(runs)];
  const heading = parts.filter((part) => part !== undefined).map(sanitise);
  const mean = meanDaysToFix === undefined ? [] : ['', words.meanDaysToFix(meanDaysToFix.toFixed(1))];
  return [heading.join(' · '), '', ...table(days, words), ...mean, ''].join('\n');
}

function table(days: readonly DayStanding[], { columns: heads }: Messages['history']): readonly string[] {
  const standing = [heads.day, heads.registries, heads.judged, heads.compliant, '%'];
  const findings = [heads.error, heads.warning, heads.note, heads.open, heads.suppressed];
  const rows = [[...standing, ...findings, heads.unread], ...days.map(cells)];
  const widths = rows.reduce<number[]>(
    (sofar, row) => row.map((cell, at) => Math.max(sofar[at] ?? 0, columns(cell))),
    [],
  );
  return rows.map((row) => row.map((cell, at) => aligned(cell, widths[at] ?? 0, at)).join('  '));
}

/** The day stands to the left, numbers to the right. */
function aligned(cell: string, width: number, at: number): string {
  return at === 0 ? pad(cell, width) : ' '.repeat(Math.max(0, width - columns(cell))) + cell;
}

/** What is open stands apart from what failed, as in the report of a check. */
function cells(standing: DayStanding): readonly string[] {
  const { day, registries, judged, compliant, findings, open, suppressed, unread } = standing;
  const failed = severities.map((severity) => findings[severity] - open[severity]);
  const undecided = severities.reduce((sum, severity) => sum + open[severity], 0);
  return [
    day,
    ...[registries, judged, compliant].map(String),
    rate(compliant, judged),
    ...[...failed, undecided, suppressed, unread].map(String),
  ];
}

/** Rounded down, so that 100 means all; of nothing there is no rate. */
function rate(compliant: number, judged: number): string {
  const tenths = tenthsOfPercent(compliant, judged);
  return tenths === undefined ? '-' : (tenths / 10).toFixed(1);
}
