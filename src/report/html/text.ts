import { tenthsOfPercent } from '../../model/rate.js';
import { shorten } from '../sanitise.js';
import { html, type Markup } from './markup.js';

/** What shows nothing or turns the text around it: on a page there is no other way to see that it is there. */
const HIDDEN = /[\p{C}\p{DI}\p{Zl}\p{Zp}]/gu;

/** How much of a name or a value is shown, in UTF-16 code units. */
const NAME_LIMIT = 160;
const MESSAGE_LIMIT = 600;

const codePoint = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** A text with all that is hidden in it shown as `<U+202E>`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, codePoint);
}

/** The same for a text of several lines. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n');
}

/** A name of the inventory, as far as it is shown. */
export function shownName(text: string): string {
  return shorten(visible(shorten(text, NAME_LIMIT)), NAME_LIMIT);
}

/** A message, as far as it is shown. */
export function shownMessage(text: string): string {
  return shorten(visible(shorten(text, MESSAGE_LIMIT)), MESSAGE_LIMIT);
}

/** A name from outside on the page: text that runs backwards does not turn around what stands beside it. */
export function name(text: string): Markup {
  return html`<bdi>${shownName(text)}</bdi>`;
}

/** A moment as `2026-11-23 06:00 UTC`; as it stands where it is not ISO 8601. */
export function moment(iso: string): string {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso);
  return found ? `${found[1]} ${found[2]} UTC` : shownName(iso);
}

/** The day of a moment. */
export function dayOf(iso: string): string {
  return iso.slice(0, 10);
}

/** A count with its thousands parted. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A part of a whole in percent, with one decimal; undefined where there is no whole.
 */
export function percent(part: number, whole: number): number | undefined {
  const tenths = tenthsOfPercent(part, whole);
  return tenths === undefined ? undefined : tenths / 10;
}

/** The same as a text. */
export function percentText(part: number, whole: number): string {
  const value = percent(part, whole);
  if (value === undefined) return '–';
  return part === whole ? '100%' : `${value.toFixed(1)}%`;
}
