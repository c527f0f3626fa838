import { scaleLinear } from 'd3-scale';
import { html, type Markup } from '../markup.js';

/** One part of a bar and its class in the style sheet. */
export interface BarPart {
  readonly value: number;
  readonly kind: 'ok' | 'error' | 'warning' | 'note' | 'open' | 'rest';
}

/** A bar of parts of a whole. The figures stand beside it, so it is nothing to those who do not see it. */
export function bar(parts: readonly BarPart[], whole: number): Markup {
  const scale = scaleLinear([0, Math.max(1, whole)], [0, 100]);
  let from = 0;
  const drawn = parts.map(({ value, kind }) => {
    const x = scale(from);
    from += value;
    // What is there at all is seen, however small its part is.
    const width = value === 0 ? 0 : Math.max(0.8, scale(from) - x);
    return value > 0 && html`<rect class="bar-${kind}" x="${short(x)}" width="${short(width)}" height="8"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-back" width="100" height="8"/>${drawn}</svg>`;
}

const short = (value: number): string => String(Math.round(value * 100) / 100);
