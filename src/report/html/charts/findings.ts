import { curveMonotoneX, line } from 'd3-shape';
import type { Messages } from '../../../messages/messages.js';
import type { DayStanding } from '../../../model/compliance.js';
import { severities } from '../../../model/severity.js';
import { html, type Markup } from '../markup.js';
import { count } from '../text.js';
import { at, type Box, dayScale, drawing, grid, timeOf, valueScale } from './frame.js';

/** At the right there is room for the names of the lines. */
const box: Box = { width: 550, height: 200, left: 42, right: 104, top: 12, bottom: 26 };

/** No two names stand closer than this. */
const APART = 17;

/** What failed, by severity, and what is open: the figures of a run are told so elsewhere, too. */
const kinds = [...severities, 'open'] as const;

type Kind = (typeof kinds)[number];

function sizeOf({ findings, open: undecided }: DayStanding, kind: Kind): number {
  if (kind === 'open') return undecided.error + undecided.warning + undecided.note;
  return findings[kind] - undecided[kind];
}

/** Findings of each kind by day, a line each with its name at its end; undefined where one day is known. */
export function findingsChart(
  days: readonly DayStanding[],
  names: Readonly<Record<Kind, string>>,
  words: Messages['html'],
): Markup | undefined {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last || first === last) return undefined;
  const all = days.map(({ day }) => day);
  const x = dayScale(all, box);
  const most = Math.max(1, ...days.flatMap((day) => kinds.map((kind) => sizeOf(day, kind))));
  const y = valueScale(0, most, box);
  const told = kinds.map(
    (kind) =>
      `${names[kind]}: ${words.fromTo(first.day, count(sizeOf(first, kind)), last.day, count(sizeOf(last, kind)))}`,
  );
  const paths = kinds.map((kind) => {
    const curve = line<DayStanding>(
      ({ day }) => x(timeOf(day)),
      (day) => y.scale(sizeOf(day, kind)),
    );
    return html`<path class="severity-line ${kind}" d="${curve.curve(curveMonotoneX).digits(1)(days) ?? ''}"/>`;
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
  last: DayStanding,
  y: (value: number) => number,
  names: Readonly<Record<Kind, string>>,
): Markup[] {
  const wanted = kinds.map((kind) => ({ kind, y: y(sizeOf(last, kind)) }));
  const sorted = wanted.toSorted((a, b) => b.y - a.y);
  let free = box.height - box.bottom;
  return sorted.map(({ kind, y: place }) => {
    const put = Math.min(place, free);
    free = put - APART;
    return html`<text class="line-label ${kind}" x="${box.width - box.right + 8}" y="${at(put + 4)}">${count(sizeOf(last, kind))} ${names[kind]}</text>`;
  });
}
