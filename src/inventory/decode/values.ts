import type { FieldName } from '../../model/field.js';
import { fieldSpec } from '../../model/field.js';
import type { Notice } from '../../model/registry.js';
import { MASKED } from '../../model/stars.js';
import type { Held } from '../../secret-scan/stray.js';
import { heldIn } from './held.js';
import {
  describeValue,
  heldCredential,
  hostCredential,
  maskedSecret,
  missingField,
  missingId,
  notUnderstood,
  numberAsString,
  unknownValue,
} from './notices.js';
import type { RawRecord } from './record-fields.js';

/** Whether a text is nothing but stars: an exporter blanks texts so. */
export function isStars(text: string): boolean {
  return /^\s*\*{3,}\s*$/.test(text);
}

/** What decoding one record has found to say so far. */
export interface Remarks {
  notices: Notice[] | undefined;
  unclear: Partial<Record<FieldName, string>> | undefined;
  /** The record. */
  readonly raw: RawRecord;
}

/** Remarks on a record of which nothing has been decoded yet. */
export function noRemarks(raw: RawRecord): Remarks {
  return { notices: undefined, unclear: undefined, raw };
}

/** Adds a notice. */
export function remark(remarks: Remarks, notice: Notice): void {
  if (remarks.notices) remarks.notices.push(notice);
  else remarks.notices = [notice];
}

/** Keeps what stood in a field that is not understood, as it may be shown. */
export function setUnclear(remarks: Remarks, field: FieldName, shown: string): void {
  remarks.unclear ??= {};
  remarks.unclear[field] = shown;
}

/** Whether the record has no such field. The API writes `null` for a field that it leaves empty. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Keeps what a value is that is not understood, and says why. */
export function setAside(
  remarks: Remarks,
  field: FieldName,
  value: unknown,
  notice: (shown: string) => Notice,
): undefined {
  const held = typeof value === 'string' ? heldIn(field, value, remarks.raw) : undefined;
  if (held !== undefined) return setHeld(remarks, field, held);
  const shown = describeValue(value);
  setUnclear(remarks, field, shown);
  remark(remarks, notice(shown));
  return undefined;
}

/** Keeps of a credential that there was one. */
export function setHeld(remarks: Remarks, field: FieldName, held: Held): undefined {
  setUnclear(remarks, field, MASKED);
  remark(remarks, held === 'before-host' ? hostCredential(field) : heldCredential(field));
  return undefined;
}

export function absent(field: FieldName, remarks: Remarks): undefined {
  remark(remarks, field === 'Id' ? missingId : missingField(field));
  return undefined;
}

/** Keeps of stars that they stand there. */
export function masked(field: FieldName, remarks: Remarks): undefined {
  setUnclear(remarks, field, MASKED);
  remark(remarks, maskedSecret(field));
  return undefined;
}

/** The only spelling of an integer that is no guess to read: `0`, `30`, `-1`, never `030`, `1e3` or ` 30`. */
const INTEGER = /^(?:0|-?[1-9][0-9]{0,19})$/;

/** An integer as a number; undefined where it is absent or not an integer that a double holds exactly. */
export function decodeInteger(field: FieldName, value: unknown, remarks: Remarks): number | undefined {
  if (isAbsent(value)) return absent(field, remarks);
  const read = typeof value === 'string' && INTEGER.test(value) ? Number(value) : numberOf(value);
  if (!Number.isSafeInteger(read)) {
    return setAside(remarks, field, value, notUnderstood(field, 'a whole number'));
  }
  if (typeof value === 'string') remark(remarks, numberAsString(field));
  // Minus zero becomes zero.
  return read + 0;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
}

/** `000` to `999`. */
const thousand: readonly string[] = Array.from({ length: 1000 }, (_, number) =>
  String(number).padStart(3, '0'),
);

let lastNumber = 0;
let lastDigits = '0';

/**
 * The digits of an integer. V8 keeps the digits of the last numbers it has spelt out, which costs time when they are
 * a million ids that never come again; all but the last three digits of them do come again. All registries of an
 * account have one AliUid, which need not be spelt out anew.
 */
function digits(value: number): string {
  if (value >= 1000 && value < 2 ** 31) {
    const thousands = Math.trunc(value / 1000);
    return String(thousands) + thousand[value - thousands * 1000];
  }
  if (value !== lastNumber) {
    lastNumber = value;
    lastDigits = String(value);
  }
  return lastDigits;
}

/** A 64-bit id as its decimal digits. */
export function decodeId(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return digits(value);
  if (isAbsent(value)) return absent(field, remarks);
  if (typeof value === 'bigint' && has64Bits(value)) return String(value);
  if (typeof value === 'string' && INTEGER.test(value) && has64Bits(BigInt(value))) {
    remark(remarks, numberAsString(field));
    return value;
  }
  return setAside(remarks, field, value, notUnderstood(field, 'a 64-bit integer'));
}

/** Whether an integer is one that 64 bits can hold, with or without a sign. */
function has64Bits(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

/** The names of an enum field's values, by every way in which JSON and YAML spell them. */
export interface EnumTable<Name extends string> {
  readonly field: FieldName;
  /** The values as the API has them, for people: `1 = HTTP`. */
  readonly listed: readonly string[];
  readonly byValue: ReadonlyMap<unknown, Name>;
}

/** Makes the table of an enum field, out of the values that it is known to have. */
export function enumTable<Name extends string>(field: FieldName, names: readonly Name[]): EnumTable<Name> {
  const byValue = new Map<unknown, Name>();
  const listed: string[] = [];
  for (const [value, text] of fieldSpec(field).values ?? []) {
    const name = names.find((known) => known === text);
    if (name === undefined) continue;
    byValue.set(value, name);
    listed.push(typeof value === 'number' ? `${value} = ${name}` : name);
    if (typeof value === 'number') byValue.set(BigInt(value), name);
  }
  return { field, listed, byValue };
}

/** The name of an enum value; undefined where the API lists no such value. */
export function decodeEnum<Name extends string>(
  table: EnumTable<Name>,
  value: unknown,
  remarks: Remarks,
): Name | undefined {
  const exact = table.byValue.get(value);
  if (exact !== undefined) return exact;
  const { field, listed, byValue } = table;
  if (isAbsent(value)) return absent(field, remarks);
  const spelt = typeof value === 'string' && INTEGER.test(value) ? byValue.get(Number(value)) : undefined;
  if (spelt === undefined) return setAside(remarks, field, value, unknownValue(field, listed));
  remark(remarks, numberAsString(field));
  return spelt;
}
