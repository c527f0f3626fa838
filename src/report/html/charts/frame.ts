import { scaleLinear, scaleUtc } from 'd3-scale';
import type { Day } from '../../../model/waiver.js';
import { html, type Markup, type Part } from '../markup.js';

/** Size of a chart and room for its labels, in the units of its drawing: about the pixels of a wide screen. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type Scale = (value: number) => number;

/** A place on the drawing, to a tenth of a unit: more would only make the page longer. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

export const timeOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Where each day stands, so that days without a run leave a gap. */
export function dayScale(days: readonly Day[], box: Box): Scale {
  const times = days.map(timeOf);
  const scale = scaleUtc([Math.min(...times), Math.max(...times)], [box.left, box.width - box.right]);
  return (time) => scale(time);
}

/** Where each value stands, with the values at which lines are drawn. */
export function valueScale(from: number, to: number, box: Box): { scale: Scale; ticks: readonly number[] } {
  const scale = scaleLinear([from, to], [box.height - box.bottom, box.top]).nice(4);
  return { scale: (value) => scale(value), ticks: scale.ticks(4) };
}

/** The days that are named below a chart: the first, the last, and some between that do not crowd. */
export function namedDays(days: readonly Day[], wanted = 5): readonly Day[] {
  const steps = Math.min(wanted, days.length) - 1;
  if (steps < 1) return days.slice(0, 1);
  const places = Array.from({ length: steps + 1 }, (_, step) =>
    Math.round((step * (days.length - 1)) / steps),
  );
  return places.flatMap((place) => days[place] ?? []);
}

/** The lines and labels behind a chart. */
export function grid(
  days: readonly Day[],
  x: Scale,
  { scale, ticks }: ReturnType<typeof valueScale>,
  label: (value: number) => string,
  box: Box,
): Markup {
  const lines = ticks.map(
    (tick) =>
      html`<line class="grid" x1="${box.left}" x2="${box.width - box.right}" y1="${at(scale(tick))}" y2="${at(scale(tick))}"/><text class="tick" x="${box.left - 8}" y="${at(scale(tick) + 4)}" text-anchor="end">${label(tick)}</text>`,
  );
  const names = namedDays(days).map((day, index, all) => {
    const anchor = index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle';
    return html`<text class="tick" x="${at(x(timeOf(day)))}" y="${box.height - 8}" text-anchor="${anchor}">${day.slice(5)}</text>`;
  });
  return html`${lines}${names}`;
}

/** A drawing with what it says for those who do not see it. What is in it is not told twice. */
export function drawing(box: Box, summary: string, ...content: readonly Part[]): Markup {
  return html`<div class="chart" role="group" tabindex="0" aria-label="${summary}"><svg viewBox="0 0 ${box.width} ${box.height}" role="img" aria-label="${summary}">${content}</svg></div>`;
}
