import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import type { RawRecord } from '../decode/record.js';
import { mayHaveLostDigits, parseExactly } from './exact-integers.js';

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses the text of one record. The parser's own message is not passed on: it quotes the text around
 * the mistake, and a password may stand there.
 */
export function parseRecord(text: string, where: Location): RawRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (isRecord(value) && mayHaveLostDigits(value)) value = parseExactly(text);
  } catch {
    throw new InventoryError({
      code: 'not-json',
      message: 'this record is not valid JSON',
      hint: 'The file may be cut off, or not be JSON at all. Write it again, for example with `registry-lint snapshot`.',
      location: where,
    });
  }
  if (isRecord(value)) return value;
  throw new InventoryError({
    code: 'not-a-record',
    message: `a registry was expected here, found ${Array.isArray(value) ? 'a list' : JSON.stringify(typeof value)}`,
    hint: 'Each record must be a JSON object with the fields of ListPrivateRegistryList.',
    location: where,
  });
}
