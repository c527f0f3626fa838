/** A record in the API's own shape. A 64-bit id may be a bigint. */
export interface RawRecord {
  readonly [field: string]: unknown;
}

/** What the emulator is given to serve: records, or the JSON text of an answer or of a list of records. */
export type RecordInput = string | readonly RawRecord[];

/** A record as it is sent. */
export interface StoredRecord {
  readonly registryType: string;
  readonly json: string;
}

/**
 * `JSON.parse` would round an integer beyond 2^53 to another account's id. In the text it becomes a marked
 * string, and a plain integer again when it is written. Strings are matched first, to be left alone.
 */
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9]{16,}(?![0-9.eE])/g;
const MARK = '\ud800integer:';
const MARKED_INTEGER = /"\\ud800integer:(-?[0-9]+)"/g;

/** Makes every record ready to be sent, once. */
export function storeRecords(input: RecordInput): readonly StoredRecord[] {
  const records = typeof input === 'string' ? listIn(parseMarked(input)) : input;
  return records.map((record, index) => {
    if (!isObject(record)) throw new Error(`record ${index + 1} of the inventory is not an object`);
    const type = record['RegistryType'];
    return { registryType: typeof type === 'string' ? type : '', json: toJson(record) };
  });
}

function parseMarked(text: string): unknown {
  const marked = text
    .replace(/^\ufeff/, '')
    .replace(STRING_OR_LONG_INTEGER, (token) =>
      token.startsWith('"') ? token : JSON.stringify(MARK + token),
    );
  try {
    return JSON.parse(marked);
  } catch {
    // The parser's own message quotes the text, which could be a registry's password.
    throw new Error('the inventory is not JSON');
  }
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const list = isObject(value) ? value['ImageRegistryInfos'] : undefined;
  if (Array.isArray(list)) return list;
  throw new Error('the inventory is neither an answer of ListPrivateRegistryList nor a list of its records');
}

function toJson(record: RawRecord): string {
  const text = JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'bigint' ? MARK + value : value,
  );
  return text.replace(MARKED_INTEGER, '$1');
}

function isObject(value: unknown): value is RawRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
