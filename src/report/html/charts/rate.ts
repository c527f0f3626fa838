import { area, curveMonotoneX, line } from 'd3-shape';
import type { Messages } from '../../../messages/messages.js';
import type { DayStanding } from '../../../model/compliance.js';
import { html, type Markup } from '../markup.js';
import { percent, percentText } from '../text.js';
import { at, type Box, dayScale, drawing, grid, timeOf, valueScale } from './frame.js';

const box: Box = { width: 770, height: 230, left: 42, right: 12, top: 12, bottom: 26 };

interface Point {
  readonly day: DayStanding;
  readonly rate: number;
}

/** The compliance rate of each day on which registries were judged; undefined where one day or none is known. */
export function rateChart(days: readonly DayStanding[], words: Messages['html']): Markup | undefined {
  const points = days.flatMap((day): Point[] => {
    const rate = percent(day.compliant, day.judged);
    return rate === undefined ? [] : [{ day, rate }];
  });
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || first === last) return undefined;
  const names = points.map(({ day }) => day.day);
  const x = dayScale(names, box);
  // A rate that hardly moves is seen to move; the labels tell that the chart does not begin at 0.
  const lowest = Math.min(...points.map(({ rate }) => rate));
  const from = lowest > 20 ? Math.floor(lowest / 10) * 10 - 10 : 0;
  const y = valueScale(from, 100, box);
  const curve = { x: ({ day }: Point) => x(timeOf(day.day)), y: ({ rate }: Point) => y.scale(rate) };
  const drawn = line<Point>(curve.x, curve.y).curve(curveMonotoneX).digits(1)(points) ?? '';
  // The size of a filled area speaks of a part of a whole, which it is only where the chart begins at 0.
  const filled =
    from === 0 && area<Point>(curve.x, y.scale(0), curve.y).curve(curveMonotoneX).digits(1)(points);
  return drawing(
    box,
    `${words.rateByDay}: ${words.fromTo(...ends(first, last))}`,
    grid(names, x, y, (tick) => `${tick}%`, box),
    html`${filled ? html`<path class="rate-area" d="${filled}"/>` : undefined}<path class="rate-line" d="${drawn}"/>`,
    points.map((point) => dot(point, at(curve.x(point)), at(curve.y(point)), point === last)),
  );
}

const rateText = ({ day }: Point): string => percentText(day.compliant, day.judged);

const ends = (first: Point, last: Point): [string, string, string, string] => [
  first.day.day,
  rateText(first),
  last.day.day,
  rateText(last),
];

/** Hollow where the day's figures are not those of all accounts. A title tells the value under the pointer. */
function dot(point: Point, x: string, y: string, last: boolean): Markup {
  const kind = point.day.unread > 0 ? 'rate-dot partial' : 'rate-dot';
  return html`<circle class="${kind}" cx="${x}" cy="${y}" r="${last ? 5 : 3}"><title>${point.day.day}: ${rateText(point)}</title></circle>`;
}
