import type { FieldName } from '../../model/field.js';
import type { Notice } from '../../model/registry.js';
import { isOdd, looksRandom } from './visible-text.js';

/** What is quoted of a value is never longer than this. */
const MAX_QUOTE = 60;

/**
 * What stood in a field, as people may see it. Strings of the API are hostile: they are shown short and
 * on one line. Of an object only its shape is told, since a secret may stand anywhere inside.
 */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return describeText(value);
    case 'number':
    case 'bigint':
      // Rounded, as JSON and YAML give integers in different types, and of an odd one few digits matter.
      return isBeyond64Bits(value) ? 'a number beyond 64 bits' : String(Number(value));
    case 'boolean':
      return String(value);
    default:
      return Array.isArray(value) ? 'a list' : 'an object';
  }
}

function describeText(text: string): string {
  if (isOdd(text)) return text;
  if (looksRandom(text)) return `(odd text, ${text.length} characters)`;
  return shortened(JSON.stringify(text.slice(0, MAX_QUOTE)));
}

/** True as well for the infinite and for what is not a number, as JSON has no way to write either. */
function isBeyond64Bits(value: number | bigint): boolean {
  return !(value > -(2 ** 64) && value < 2 ** 64);
}

function shortened(text: string): string {
  if (text.length <= MAX_QUOTE) return text;
  return `${text.slice(0, MAX_QUOTE - 3).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Most records that are odd are odd in the same way, so the notice is made once. */
const perField = (make: (field: string) => Notice): ((field: string) => Notice) => {
  const made = new Map<string, Notice>();
  return (field) => {
    const known = made.get(field);
    if (known) return known;
    const notice = make(field);
    // Names of unknown fields are the API's to choose; a hostile inventory must not fill the memory with them.
    if (made.size < 200) made.set(field, notice);
    return notice;
  };
};

/** The field is not in the record. */
export const missingField = perField((field) => ({
  code: 'missing-field',
  field,
  text: `${field} is missing`,
}));

/** A number that came as text; it was read as the number it spells. */
export const numberAsString = perField((field) => ({
  code: 'number-as-string',
  field,
  text: `${field} is a number written as text`,
}));

/** The API page has no such field. */
export const unknownField = perField((field) => ({
  code: 'unknown-field',
  field,
  text: `${field} is a field that this version does not know; its value is not kept, since it could be a secret`,
}));

/** A secret that somebody blanked out. */
export const maskedSecret = perField((field) => ({
  code: 'masked-secret',
  field,
  text: `${field} is masked with stars, so nothing but its presence can be told`,
  detail: { kind: 'stars' },
}));

/** A user name, and perhaps a password, before a host. */
export const hostCredential = perField((field) => ({
  code: 'masked-secret',
  field,
  text: `${field} has a user name or a password before its host, which is not kept`,
  detail: { kind: 'before-host' },
}));

/** A credential where none belongs. */
export const heldCredential = perField((field) => ({
  code: 'masked-secret',
  field,
  text: `${field} has a credential in it, which is not kept`,
  detail: { kind: 'inside' },
}));

/** A fact of a snapshot that is none. What stands there instead could be a secret, and is not told. */
export const notAFact = perField((field) => ({
  code: 'not-understood',
  field,
  text: `${field} does not hold what a snapshot has there`,
  detail: { kind: 'no-fact' },
}));

/** A value that the API page does not list. */
export function unknownValue(field: FieldName, known: readonly string[]): (shown: string) => Notice {
  const listed = known.join(', ');
  return (shown) => ({
    code: 'unknown-value',
    field,
    text: `${field} is ${shown}, which is none of the values that the API lists (${listed})`,
    detail: { kind: 'not-listed', shown, listed },
  });
}

/** A value of the wrong type. */
export function notUnderstood(field: FieldName, wanted: string): (shown: string) => Notice {
  return (shown) => notWanted(field, shown, wanted);
}

/** A secret that is not text. Only its shape is told. */
export function secretNotUnderstood(field: string, shape: string): Notice {
  return notWanted(field, shape, 'text');
}

function notWanted(field: string, shown: string, wanted: string): Notice {
  return {
    code: 'not-understood',
    field,
    text: `${field} is ${shown}, not ${wanted}`,
    detail: { kind: 'not-wanted', shown, wanted },
  };
}

/** The record has no Id. */
export const missingId: Notice = {
  code: 'missing-id',
  field: 'Id',
  text: 'a record has no Id; it is told from others by its name, type and address',
};

/** A second record with the same Id. */
export const duplicateId: Notice = {
  code: 'duplicate-id',
  field: 'Id',
  text: 'two records have the same Id',
};
