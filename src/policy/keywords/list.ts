import { every, some } from '../../model/truth.js';
import { isCount, isMapping, keyword, ofText } from './keyword.js';

/** A whitelist is one text. The API page does not say how entries are parted, so every usual way is read. */
const SEPARATORS = /[\s,;，；、]+/;

/** The entries of a list that is written as one text. */
export function entriesOf(text: string): readonly string[] {
  return text.split(SEPARATORS).filter((entry) => entry !== '');
}

/** Keywords for lists that are written as one text. */
export const listKeywords = {
  minEntries: keyword('a count', isCount, (limit) => ofText((text) => entriesOf(text).length >= limit)),
  maxEntries: keyword('a count', isCount, (limit) => ofText((text) => entriesOf(text).length <= limit)),
  eachEntry: keyword('a schema', isMapping, (schema, compiling) => {
    const test = compiling.schema(schema);
    return ofText((text) => every(entriesOf(text), test));
  }),
  someEntry: keyword('a schema', isMapping, (schema, compiling) => {
    const test = compiling.schema(schema);
    return ofText((text) => some(entriesOf(text), test));
  }),
} as const;
