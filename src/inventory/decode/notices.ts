import type { FieldName } from '../../model/field.js';
import type { Notice } from '../../model/registry.js';

/** Strings of the API are hostile: what is quoted in a notice is short and on one line. */
function quote(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** What stood in a field, as people may see it. */
export const quoteValue = quote;

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
  text: `${field} is masked with stars, so its strength cannot be told`,
}));

/** A value that the API page does not list. */
export function unknownValue(field: FieldName, value: unknown, known: Iterable<string>): Notice {
  return {
    code: 'unknown-value',
    field,
    text: `${field} is ${quote(value)}, which is none of the values that the API lists (${[...known].join(', ')})`,
  };
}

/** A value of the wrong type. */
export function notUnderstood(field: FieldName, value: unknown, wanted: string): Notice {
  return { code: 'not-understood', field, text: `${field} is ${quote(value)}, not ${wanted}` };
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
