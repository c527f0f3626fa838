import { type Ipv4, parseIpv4 } from './ipv4.js';
import { rememberLast } from './remember.js';

/** A whitelist is one text. The API page does not say how entries are parted, so every usual way is read. */
const SEPARATORS = /[\s,;，；、]+/;

/** An entry of a list. What it is as IPv4 is read with it: nearly all are, and each rule for addresses asks. */
export interface Entry {
  readonly text: string;
  readonly ipv4: Ipv4 | undefined;
}

/** The entries of a list that is written as one text, as several rules ask for them. */
export const parsedEntries: (text: string) => readonly Entry[] = rememberLast(
  (text) => ipv4Entries(text) ?? anyEntries(text),
);

/**
 * The entries of a list that has nothing but IPv4 and commas, as nearly every one; undefined for any other. IPv4 has
 * none of the other separators in it, which need not be looked for then.
 */
function ipv4Entries(text: string): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  for (let from = 0, to = 0; to >= 0; from = to + 1) {
    to = text.indexOf(',', from);
    const entry = to < 0 ? text.slice(from) : text.slice(from, to);
    const ipv4 = parseIpv4(entry);
    if (!ipv4) return undefined;
    entries.push({ text: entry, ipv4 });
  }
  return entries;
}

function anyEntries(text: string): readonly Entry[] {
  const texts = text.split(SEPARATORS).filter((entry) => entry !== '');
  return texts.map((entry) => ({ text: entry, ipv4: parseIpv4(entry) }));
}

/** The same as texts. */
export function entriesOf(text: string): readonly string[] {
  return parsedEntries(text).map((entry) => entry.text);
}

/** `minEntries`: the list has at least so many entries. */
export function minEntries(text: string, limit: number): boolean {
  return parsedEntries(text).length >= limit;
}

/** `maxEntries`: the list has at most so many entries. */
export function maxEntries(text: string, limit: number): boolean {
  return parsedEntries(text).length <= limit;
}
