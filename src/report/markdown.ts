import { sanitise } from './sanitise.js';

/** The first paragraph of a Markdown text, without its marks of emphasis. */
export function firstParagraph(markdown: string): string {
  const text = markdown.trim();
  const end = text.search(/\n\s*\n/);
  return plainText(end < 0 ? text : text.slice(0, end));
}

/**
 * Markdown as it reads without a renderer: headings are lines, emphasis and the addresses behind links are
 * gone, and code stays marked.
 */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^#{1,6} +/gm, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1');
}

/**
 * What means something in Markdown as GitHub reads it, in HTML, in a table, in mathematics, or makes a link out
 * of a bare address. Entities rather than backslashes: nothing reads them as anything but the character.
 */
const MARKUP = /[\\`*_{}[\]<>&|#!~@:$^]|(?<=\bwww)\.|^[-+=]|^\d+(?=[.)])/gi;

/** A text that is shown as it is, in a cell of a table or elsewhere on a line: no markup, no link, no mention. */
export function cell(text: string): string {
  return sanitise(text).replace(MARKUP, entity);
}

function entity(found: string): string {
  const entities = [...found].map((character) => `&#${character.codePointAt(0)};`).join('');
  // GitHub looks for addresses and mentions also in what entities stand for, but not across a comment.
  return found === '@' ? `${entities}<!-- -->` : entities;
}

/** A link to a web page, its text shown as it is. Without an address it is the text alone. */
export function link(text: string, address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return cell(text);
  const destination = new URL(address).href
    .replace(/[\s()<>[\]|\\`]/g, encodeAlways)
    .replaceAll('&', '&amp;');
  return `[${cell(text)}](${destination})`;
}

/** `encodeURIComponent` leaves parentheses as they are. */
const encodeAlways = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
