/**
 * JSON numbers beyond 2^53 lose digits in `JSON.parse`, and a lost digit is another account's id.
 * The function below finds them in the text once more and keeps them as bigint.
 */

import type { RawRecord } from '../decode/record.js';
import { jsonTokens } from './json-tokens.js';

/** The longest integer that 64 bits can need. A longer one is no id, so that its digits do not matter. */
const LONG_INTEGER = /^-?[0-9]{16,20}$/;

/** The record with its ids as bigint where `JSON.parse` has lost digits of them. */
export function withExactIds(record: RawRecord, text: string): RawRecord {
  if (!isUnsafe(record['Id']) && !isUnsafe(record['AliUid'])) return record;
  return { ...record, ...exactIds(text) };
}

function isUnsafe(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value);
}

/** The ids among the members of the object itself. */
function exactIds(text: string): RawRecord {
  const found: { Id?: bigint; AliUid?: bigint } = {};
  let depth = 0;
  let before = '';
  let key = '';
  for (const { text: token } of jsonTokens(text)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === ':') key = before;
    else if (depth === 1 && LONG_INTEGER.test(token)) {
      const name: unknown = JSON.parse(key);
      if (name === 'Id' || name === 'AliUid') found[name] = BigInt(token);
    }
    before = token;
  }
  return found;
}
