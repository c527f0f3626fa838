/**
 * `JSON.parse` lets the last of two equal keys win in silence, so that what a record says would depend on who
 * reads it. The functions below find the second of them. Counting colons proves of nearly every record that it has none.
 */

import type { RawRecord } from '../decode/record.js';
import { jsonTokens } from './json-tokens.js';

/**
 * The offset of the second of two equal keys of one object, however deep; undefined where there is none.
 *
 * @param text valid JSON of an object
 * @param parsed what `JSON.parse` makes of it
 */
export function repeatedKey(text: string, parsed: RawRecord): number | undefined {
  return hasNoColonToSpare(text, parsed) ? undefined : secondKey(text);
}

/** Whether the colons of the text are all needed for the keys and texts that have been parsed. */
function hasNoColonToSpare(text: string, parsed: RawRecord): boolean {
  const spare = colonsIn(text) - Object.keys(parsed).length;
  if (spare === 0) return true;
  // A text may hold colons that were written as `\u003a`.
  if (text.includes('\\')) return false;
  return spare === Object.values(parsed).reduce<number>((sum, value) => sum + colonsOf(value), 0);
}

function colonsOf(value: unknown): number {
  return typeof value === 'string' ? colonsIn(value) : 0;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/** Goes through the text once more. Most objects and lists in a deep record have no keys, and get no set. */
function secondKey(text: string): number | undefined {
  const open: (Set<unknown> | undefined)[] = [];
  let before = { text: '', offset: 0 };
  for (const token of jsonTokens(text)) {
    if (token.text === '{' || token.text === '[') open.push(undefined);
    else if (token.text === '}' || token.text === ']') open.pop();
    else if (token.text === ':') {
      const keys = open.pop() ?? new Set();
      const name: unknown = JSON.parse(before.text);
      if (keys.has(name)) return before.offset;
      open.push(keys.add(name));
    }
    before = token;
  }
  return undefined;
}
