import type { FieldName } from '../../model/field.js';
import { fieldSpec } from '../../model/field.js';
import type { Notice } from '../../model/registry.js';
import { notUnderstood, numberAsString, quoteValue, unknownValue } from './notices.js';

/** What decoding one record has found to say so far. */
export interface Remarks {
  notices: Notice[] | undefined;
  unclear: Partial<Record<FieldName, string>> | undefined;
}

export function remark(remarks: Remarks, notice: Notice): void {
  remarks.notices ??= [];
  remarks.notices.push(notice);
}

function setAside(remarks: Remarks, field: FieldName, value: unknown, notice: Notice): undefined {
  remarks.unclear ??= {};
  remarks.unclear[field] = quoteValue(value);
  remark(remarks, notice);
  return undefined;
}

/** The only spelling of an integer that is no guess to read: `0`, `30`, `-1`, never `030`, `1e3` or ` 30`. */
const INTEGER = /^(?:0|-?[1-9][0-9]{0,19})$/;

/** An integer as a number; undefined where it is absent or not an integer that a double holds exactly. */
export function decodeInteger(field: FieldName, value: unknown, remarks: Remarks): number | undefined {
  if (value === undefined || value === null) return undefined;
  const read = readInteger(field, value, remarks);
  if (read !== undefined && Number.isSafeInteger(read)) return read;
  return setAside(remarks, field, value, notUnderstood(field, value, 'a whole number'));
}

function readInteger(field: FieldName, value: unknown, remarks: Remarks): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || !INTEGER.test(value)) return undefined;
  remark(remarks, numberAsString(field));
  return Number(value);
}

/** A 64-bit id as its decimal digits. */
export function decodeId(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' && INTEGER.test(value)) {
    remark(remarks, numberAsString(field));
    return value;
  }
  return setAside(remarks, field, value, notUnderstood(field, value, 'a 64-bit integer'));
}

/** Text as it came. */
export function decodeString(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  return setAside(remarks, field, value, notUnderstood(field, value, 'text'));
}

/** A host, without the user and password that somebody may have put before it. */
export function decodeHost(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  const text = decodeString(field, value, remarks);
  if (text === undefined || !text.includes('@')) return text;
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1***@');
}

/** The name of an enum value; undefined where the API lists no such value. */
export function decodeEnum(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  if (value === undefined || value === null) return undefined;
  const { values } = fieldSpec(field);
  if (!values) throw new TypeError(`${field} has no list of values`);
  if (typeof value === 'string' || typeof value === 'number') {
    const name = values.get(value);
    if (name !== undefined) return name;
  }
  if (typeof value === 'bigint' || (typeof value === 'string' && INTEGER.test(value))) {
    const name = values.get(Number(value));
    if (name !== undefined) {
      if (typeof value === 'string') remark(remarks, numberAsString(field));
      return name;
    }
  }
  return setAside(remarks, field, value, unknownValue(field, value, values.values()));
}

/** A fact of a snapshot. */
export function decodeBoolean(field: FieldName, value: unknown, remarks: Remarks): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null) return undefined;
  return setAside(remarks, field, value, notUnderstood(field, value, 'true or false'));
}
