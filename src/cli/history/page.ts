import type { Overview } from '../../history/overview.js';
import type { DayStanding } from '../../model/compliance.js';
import { tenthsOfPercent } from '../../model/rate.js';
import { prettyJson, sanitise } from '../../report/sanitise.js';
import type { Language } from '../../report/words/words.js';
import { columns, pad } from '../../report/wrap.js';
import { type HistoryWords, historyWords } from './words.js';

/** A history for programs. */
export function historyJson(overviews: readonly Overview[]): string {
  return prettyJson({ version: 1, scopes: overviews });
}

/** A history for people: the standing of each day, for each scope. */
export function historyText(overviews: readonly Overview[], lang: Language): string {
  const words = historyWords(lang);
  if (overviews.length === 0) return `${words.empty}\n`;
  return overviews.map((overview) => section(overview, words)).join('\n');
}

function section({ scope, runs, days, meanDaysToFix }: Overview, words: HistoryWords): string {
  const parts = [words.from[scope.from], scope.endpoint, scope.region, scope.registryType, words.runs(runs)];
  const heading = parts.filter((part) => part !== undefined).map(sanitise);
  const mean = meanDaysToFix === undefined ? [] : ['', words.meanDaysToFix(meanDaysToFix.toFixed(1))];
  return [heading.join(' · '), '', ...table(days, words), ...mean, ''].join('\n');
}

function table(days: readonly DayStanding[], { columns: heads }: HistoryWords): readonly string[] {
  const head = [heads.day, heads.registries, heads.compliant, '%', heads.error, heads.warning, heads.note];
  const rows = [[...head, heads.suppressed, heads.unread], ...days.map(cells)];
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

function cells({ day, registries, compliant, findings, suppressed, unread }: DayStanding): readonly string[] {
  const { error, warning, note } = findings;
  const numbers = [error, warning, note, suppressed, unread].map(String);
  return [day, String(registries), String(compliant), rate(compliant, registries), ...numbers];
}

/** Rounded down, so that 100 means all; of nothing there is no rate. */
function rate(compliant: number, registries: number): string {
  const tenths = tenthsOfPercent(compliant, registries);
  return tenths === undefined ? '-' : (tenths / 10).toFixed(1);
}
