import { counted } from '../../model/counted.js';
import { unknownField } from './notices.js';
import { isKnownField, type RawRecord, type RecordKind } from './record-fields.js';
import { type Remarks, remark } from './values.js';
import { credentialIn, isOdd, looksRandom } from './visible-text.js';

/** Nearly all names are of these alone. */
const asciiName = /^[\w.$/-]{1,64}$/;

/** A name that a field may well have. */
const isPlainName = (name: string): boolean => asciiName.test(name) || isWord(name);

/** As a pattern is read with its file, but a text is not: putting classes of Unicode together takes long. */
const WORD = '^[\\p{L}\\p{N}_.$/-]{1,64}$';

const isWord = (name: string): boolean => new RegExp(WORD, 'u').test(name);

/**
 * A careless exporter can put a whole `password: …` into a name, or take a token for one, so that only plain names are
 * kept, and what was put in the place of others before.
 */
function safeName(name: string, raw: RawRecord): string {
  if (isOdd(name)) return name;
  const isPlain = isPlainName(name) && !looksRandom(name) && credentialIn('', name, raw) === undefined;
  return isPlain ? name : `(odd name, ${counted(name.length, 'character')})`;
}

/** The names of the last record that had none but known ones. Nearly all records of an inventory have the same. */
const lastKnown: Record<RecordKind, readonly string[]> = { api: [], probed: [], snapshot: [] };

function isSame(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false;
  for (let at = 0; at < names.length; at++) if (names[at] !== others[at]) return false;
  return true;
}

/** The names of the record's fields that this version does not know; undefined where it has none. */
export function unknownNames(raw: RawRecord, kind: RecordKind): string[] | undefined {
  const names = Object.keys(raw);
  if (isSame(names, lastKnown[kind])) return undefined;
  const unknown = names.filter((name) => !isKnownField(name, kind)).map((name) => safeName(name, raw));
  if (kind === 'snapshot' && raw['unknownFields'] !== undefined) {
    return [...unknown, ...recordedNames(raw)];
  }
  if (unknown.length > 0) return unknown;
  lastKnown[kind] = names;
  return undefined;
}

/** The names that a snapshot has recorded. If it has been tampered with, its own field is an unknown one. */
function recordedNames(raw: RawRecord): string[] {
  const names = raw['unknownFields'];
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) return ['unknownFields'];
  return names.map((name) => safeName(name, raw));
}

/** Says of each unknown name that it is one. */
export function remarkUnknown(names: readonly string[] | undefined, remarks: Remarks): void {
  if (names) for (const name of names) remark(remarks, unknownField(name));
}
