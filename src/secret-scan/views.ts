/**
 * The spellings under which a text is searched: as it was written, with full-width characters narrowed, and with its
 * percent encoding, HTML entities and JSON escapes decoded, in any mixture and up to three times. What is found in one
 * of them is known by its place in the text as it was written.
 */

import { isUtf8 } from 'node:buffer';

/** One spelling of a text. */
export interface View {
  readonly text: string;
  /** The text with the letters of ASCII in lower case, of the same length. */
  readonly lower: string;
  /** For each character, and the end, its offset in the written text; undefined where they are the same. */
  readonly offsets: Uint32Array | undefined;
  /** Set for what was a run of base64. */
  readonly isBase64?: true;
}

/** Text that was encoded three times is decoded; nobody encodes it more often by mistake. */
const ROUNDS = 3;

/** The view of a text as it is. */
export function plainView(text: string): View {
  return view(text, undefined);
}

/** All spellings, the one closest to the written text first. */
export function viewsOf(text: string): readonly View[] {
  const views = [narrowed(view(text, undefined))];
  for (let round = 0; round < ROUNDS; round++) {
    const last = views[views.length - 1];
    const next = last && narrowed(replaced(last, ENCODED, decoded));
    if (next === undefined || next.text === last?.text) break;
    views.push(next);
  }
  return [...views, ...views.flatMap(base64In)];
}

/** Where `[start, end)` of a view is in the written text. */
export function written({ offsets, text }: View, start: number, end: number): { start: number; end: number } {
  if (offsets === undefined) return { start, end };
  let behind = end;
  // Several characters can come from one that was written.
  while (behind < text.length && offsets[behind] === offsets[behind - 1]) behind++;
  return { start: offsets[start] ?? 0, end: offsets[behind] ?? 0 };
}

/** Kelvin's sign and the long s are narrowed before. */
const inLowerCase = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const view = (text: string, offsets: Uint32Array | undefined): View => ({
  text,
  lower: inLowerCase(text),
  offsets,
});

/** Escape sequences of terminals, invisible characters, and what is not ASCII. */
const NOT_PLAIN = /\u001b\[[0-9;?]{0,20}[A-Za-z]|[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\0-\x7f]/gu;

const INVISIBLE = /^[\p{Cf}\p{Variation_Selector}]$/u;

/** What NFKC keeps, though it is typed for a character of ASCII. */
const ALIKE: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '∶': ':',
  '\u2028': '\n',
  '\u2029': '\n',
};

/** With characters in their usual width (NFKC, Unicode Standard Annex 15), and without invisible ones. */
function narrowed(from: View): View {
  return replaced(from, NOT_PLAIN, (found) => {
    if (found.length > 2 || found < ' ' || found === '\x7f') return ' ';
    if (INVISIBLE.test(found)) return '';
    return ALIKE[found] ?? found.normalize('NFKC');
  });
}

/** `%40`, `&#64;`, `&#x40;`, `&commat;`, `\u0040`, `\x40`, `\"`. */
const ENCODED =
  /%[0-7][0-9a-f]|%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3}|&#\d{1,7};?|&#x[0-9a-f]{1,6};?|&[a-z]{2,9};|\\u[0-9a-f]{4}|\\u\{[0-9a-f]{1,6}\}|\\x[0-9a-f]{2}|\\["'\\/nrt]/gi;

/** The entities of HTML for ASCII (https://html.spec.whatwg.org/multipage/named-characters.html). */
const ENTITIES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'excl! quot" num# dollar$ percnt% amp& apos\' lpar( rpar) ast* midast* plus+ comma, period. sol/ colon: semi; lt< ' +
    'equals= gt> quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] hat^ lowbar_ grave` lcub{ lbrace{ verbar| vert| ' +
    'rcub} rbrace}'
  )
    .split(' ')
    .map((entry): [string, string] => [entry.slice(0, -1), entry.slice(-1)])
    .concat([
      ['nbsp', ' '],
      ['tab', '\t'],
      ['newline', '\n'],
    ]),
);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function decoded(found: string): string {
  switch (found[0]) {
    case '%':
      return percentDecoded(found);
    case '&':
      return found[1] === '#'
        ? ofCode(numberOf(found))
        : (ENTITIES[found.slice(1, -1).toLowerCase()] ?? found);
    default:
      if (found.length === 2) return ESCAPES[found.slice(1)] ?? found.slice(1);
      return ofCode(Number.parseInt(found.replace(/[^0-9a-f]/gi, ''), 16));
  }
}

function numberOf(entity: string): number {
  return /x/i.test(entity) ? Number.parseInt(entity.slice(3), 16) : Number.parseInt(entity.slice(2), 10);
}

function ofCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function percentDecoded(found: string): string {
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

function replaced(from: View, pattern: RegExp, change: (found: string) => string): View {
  const { text } = from;
  let result = '';
  let offsets: number[] | undefined;
  let last = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const instead = change(found);
    if (instead === found) continue;
    offsets ??= [];
    copyOffsets(offsets, from, last, index);
    for (let at = 0; at < instead.length; at++) offsets.push(offsetIn(from, index));
    result += text.slice(last, index) + instead;
    last = index + found.length;
  }
  if (offsets === undefined) return from;
  copyOffsets(offsets, from, last, text.length + 1);
  return view(result + text.slice(last), Uint32Array.from(offsets));
}

function copyOffsets(offsets: number[], from: View, start: number, end: number): void {
  for (let at = start; at < end; at++) offsets.push(offsetIn(from, at));
}

const offsetIn = ({ offsets }: View, at: number): number => (offsets ? (offsets[at] ?? 0) : at);

const BASE64 = /[A-Za-z0-9+/_-]{12,}/g;

/** What is text once it is decoded from base64 (RFC 4648, either alphabet). */
function base64In(from: View): View[] {
  const found: View[] = [];
  for (const { 0: run, index } of from.text.matchAll(BASE64)) {
    const bytes = Buffer.from(run, 'base64');
    if (!isUtf8(bytes)) continue;
    const text = bytes.toString('utf8');
    if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/.test(text)) continue;
    const place = written(from, index, index + run.length);
    const offsets = new Uint32Array(text.length + 1).fill(place.start);
    offsets[text.length] = place.end;
    found.push({ ...view(text, offsets), isBase64: true });
  }
  return found;
}
