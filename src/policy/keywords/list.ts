import { rememberLast } from './remember.js';

/** A whitelist is one text. The API page does not say how entries are parted, so every usual way is read. */
const SEPARATOR = /[\s;，；、]/;

/** The entries of a list that is written as one text. */
export const entriesOf: (text: string) => readonly string[] = rememberLast((text) => {
  const plain = SEPARATOR.test(text) ? text.replace(/[\s;，；、]+/g, ',') : text;
  // `split` remembers what it has split, which costs more than the splitting.
  const first = plain.indexOf(',');
  if (first < 0) return plain === '' ? [] : [plain];
  const entries: string[] = [];
  for (let from = 0, to = first; to >= 0; from = to + 1) {
    to = plain.indexOf(',', from);
    const entry = to < 0 ? plain.slice(from) : plain.slice(from, to);
    if (entry !== '') entries.push(entry);
  }
  return entries;
});

/** `minEntries`: the list has at least so many entries. */
export function minEntries(text: string, limit: number): boolean {
  return entriesOf(text).length >= limit;
}

/** `maxEntries`: the list has at most so many entries. */
export function maxEntries(text: string, limit: number): boolean {
  return entriesOf(text).length <= limit;
}
