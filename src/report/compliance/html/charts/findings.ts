import { curveMonotoneX, line } from 'd3-shape';
import type { DayStanding } from '../../../../model/compliance.js';
import { type Severity, severities } from '../../../../model/severity.js';
import { html, type Markup } from '../markup.js';
import { count } from '../text.js';
import type { HtmlWords } from '../words/words.js';
import { at, type Box, dayScale, drawing, grid, timeOf, valueScale } from './frame.js';

/** At the right there is room for the names of the lines. */
const box: Box = { width: 550, height: 200, left: 42, right: 104, top: 12, bottom: 26 };

/** No two names stand closer than this. */
const APART = 17;

/** Findings of each severity by day, a line each with its name at its end; undefined where one day is known. */
export function findingsChart(
  days: readonly DayStanding[],
  names: Readonly<Record<Severity, string>>,
  words: HtmlWords,
): Markup | undefined {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last || first === last) return undefined;
  const all = days.map(({ day }) => day);
  const x = dayScale(all, box);
  const most = Math.max(1, ...days.flatMap(({ findings }) => Object.values(findings)));
  const y = valueScale(0, most, box);
  const told = severities.map(
    (severity) =>
      `${names[severity]}: ${words.fromTo(first.day, count(first.findings[severity]), last.day, count(last.findings[severity]))}`,
  );
  const paths = severities.map((severity) => {
    const curve = line<DayStanding>(
      ({ day }) => x(timeOf(day)),
      ({ findings }) => y.scale(findings[severity]),
    );
    return html`<path class="severity-line ${severity}" d="${curve.curve(curveMonotoneX).digits(1)(days) ?? ''}"/>`;
  });
  return drawing(
    box,
    `${words.findingsByDay}. ${told.join('. ')}`,
    grid(all, x, y, (tick) => (Number.isInteger(tick) ? count(tick) : ''), box),
    paths,
    endLabels(last, y.scale, names),
  );
}

/** The name and the last value of each line, pushed apart where the lines end close to each other. */
function endLabels(
  { findings }: DayStanding,
  y: (value: number) => number,
  names: Readonly<Record<Severity, string>>,
): Markup[] {
  const wanted = severities.map((severity) => ({ severity, y: y(findings[severity]) }));
  const sorted = wanted.toSorted((a, b) => b.y - a.y);
  let free = box.height - box.bottom;
  return sorted.map(({ severity, y: place }) => {
    const put = Math.min(place, free);
    free = put - APART;
    return html`<text class="line-label ${severity}" x="${box.width - box.right + 8}" y="${at(put + 4)}">${count(findings[severity])} ${names[severity]}</text>`;
  });
}
