import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import type { RawRecord } from '../decode/record.js';
import { withExactIds } from './exact-integers.js';
import { jsonMistake } from './json-mistake.js';
import { repeatedKey } from './repeated-key.js';

/** A piece of a JSON text, and where it begins. */
export interface TextPart {
  readonly text: string;
  readonly where: Location;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses the text of one object, which may have been cut in two where its list stood. */
export function parseRecord(head: TextPart, tail?: TextPart): RawRecord {
  const text = tail ? head.text + tail.text : head.text;
  const value = parsed(text);
  if (!isRecord(value)) throw mistakeIn(head, tail);
  const offset = repeatedKey(text, value);
  if (offset !== undefined) throw keyTwice(placeOf(offset, head, tail));
  return withExactIds(value, text);
}

/** The parser's own message is not passed on: it quotes the text around the mistake, perhaps a password. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error for a text that is no JSON, at the place where it ceases to be. */
export function mistakeIn(head: TextPart, tail?: TextPart): InventoryError {
  const offset = jsonMistake(tail ? head.text + tail.text : head.text);
  return new InventoryError({
    code: 'not-json',
    message: 'this is not valid JSON',
    hint: 'Something is missing before this place, or too much here. Write the file again, for example with `registry-lint snapshot`.',
    location: placeOf(offset, head, tail),
  });
}

function keyTwice(where: Location): InventoryError {
  return new InventoryError({
    code: 'key-twice',
    message:
      'a key stands here for the second time in one object, and which value is meant must not be guessed',
    hint: 'Take one of the two away. An answer of the API never has them: the file was changed, or merged out of two.',
    location: where,
  });
}

function placeOf(offset: number, head: TextPart, tail: TextPart | undefined): Location {
  const inTail = tail !== undefined && offset >= head.text.length;
  return inTail ? placeIn(tail, offset - head.text.length) : placeIn(head, offset);
}

/** The place of a character of the text. */
function placeIn({ text, where }: TextPart, offset: number): Location {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  if (lineStart === 0) return { ...where, column: where.column + offset };
  const lines = before.split('\n').length - 1;
  return { file: where.file, line: where.line + lines, column: offset - lineStart + 1 };
}
