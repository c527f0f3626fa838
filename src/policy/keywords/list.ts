import { rememberRecent } from './remember.js';

/** A whitelist is one text. The API page does not say how entries are parted, so every usual way is read. */
const SEPARATOR = /[\s,;，；、]+/;

/** The entries of a list that is written as one text. */
export const entriesOf: (text: string) => readonly string[] = rememberRecent((text) => {
  const entries = text.split(SEPARATOR);
  return entries.includes('') ? entries.filter((entry) => entry !== '') : entries;
});

/** `minEntries`: the list has at least so many entries. */
export function minEntries(text: string, limit: number): boolean {
  return entriesOf(text).length >= limit;
}

/** `maxEntries`: the list has at most so many entries. */
export function maxEntries(text: string, limit: number): boolean {
  return entriesOf(text).length <= limit;
}
