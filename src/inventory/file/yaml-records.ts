import type { Document, LineCounter } from 'yaml';
import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import type { Listing } from '../../model/registry.js';
import type { RecordKind } from '../decode/record.js';
import type { RecordBatch, SourceRecord } from '../source.js';
import { isRecord } from './parse-record.js';
import {
  checkEnvelope,
  isListKey,
  listingOf,
  listKeys,
  looksLikeRecord,
  notAnInventory,
  notARecord,
  notUtf8,
  secondList,
} from './shape.js';
import { decodeUtf8 } from './utf8.js';

/** YAML is read whole, in some fifty times its size; above this it is not meant for it. Bytes. */
const MAX_YAML = 16 * 1024 * 1024;

/** Aliases (`*name`) of one anchor, counted as the parser counts them. More could be a bomb. */
const MAX_ALIASES = 1000;

/** Records of a YAML text: the shapes that JSON may have, or one registry a document. */
export async function* yamlRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
  located: boolean,
): AsyncGenerator<RecordBatch> {
  const start: Location = { file, line: 1, column: 1 };
  const text = await readAll(chunks, start);
  const { LineCounter, parseAllDocuments } = await import('yaml');
  const lines = new LineCounter();
  const documents = parseDocuments(() =>
    parseAllDocuments(text, {
      intAsBigInt: true,
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'silent',
    }),
  );
  if (!documents) throw notYaml(start);
  const batch = new YamlReader(file, lines, located).read(documents, start);
  const last = documents.at(-1);
  if (last && mayBeCutOff(text, last)) {
    const { line, col } = lines.linePos(text.length);
    throw cutOff({ file, line, column: col });
  }
  yield batch;
}

/** The documents; undefined where the parser gives up, as it does on brackets in brackets without end. */
function parseDocuments(parse: () => readonly Document[]): readonly Document[] | undefined {
  try {
    return [...parse()];
  } catch {
    return undefined;
  }
}

/** The records of one document, and where they are in it. */
interface RecordList {
  readonly kind: RecordKind;
  readonly records: readonly unknown[];
  readonly pathOf: (index: number) => readonly (string | number)[];
  /** `key`: a list under a known key. `bare`: the document is the list. `none`: the document is one record. */
  readonly list: 'key' | 'bare' | 'none';
}

class YamlReader {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #located: boolean;
  readonly #records: SourceRecord[] = [];
  #kind: RecordKind = 'api';
  #listing: Listing | undefined;
  /** What the documents have been so far. Only records without a list may be many. */
  #list: RecordList['list'] | undefined;

  constructor(file: string, lines: LineCounter, located: boolean) {
    this.#file = file;
    this.#lines = lines;
    this.#located = located;
  }

  read(documents: readonly Document[], start: Location): RecordBatch {
    for (const document of documents) {
      // A warning is of a tag that the parser does not know, and so of a value that it does not understand.
      const mistake = document.errors[0] ?? document.warnings[0];
      if (mistake) throw notYaml(this.#at(mistake.pos[0]));
      this.#read(document, this.#placeOf(document.contents) ?? start);
    }
    if (this.#list === undefined) throw notAnInventory('it is empty', start);
    return { kind: this.#kind, records: this.#records, listing: this.#listing };
  }

  #read(document: Document, where: Location): void {
    const value = plainValue(document, where);
    // `---` with nothing behind it makes an empty document.
    if (value === null) return;
    const found = listOf(value, where);
    if (this.#list !== undefined && (this.#list !== 'none' || found.list !== 'none')) throw secondList(where);
    this.#list = found.list;
    this.#kind = found.kind;
    this.#listing = isRecord(value) ? listingOf(value, found.kind) : undefined;
    for (const [index, raw] of found.records.entries()) {
      const place = this.#placeOf(document.getIn(found.pathOf(index), true)) ?? where;
      if (!isRecord(raw)) throw notARecord(place);
      if (found.list !== 'key' && !looksLikeRecord(raw)) throw notAnInventory(undefined, place, raw);
      this.#records.push({ raw, location: this.#located ? place : undefined });
    }
  }

  #placeOf(node: unknown): Location | undefined {
    const range = isRecord(node) ? node['range'] : undefined;
    return Array.isArray(range) ? this.#at(Number(range[0])) : undefined;
  }

  #at(offset: number): Location {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line, column: col };
  }
}

function plainValue(document: Document, where: Location): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    throw notYaml(where, 'an alias (*name) in this document has no anchor, or there are too many of them');
  }
}

function listOf(value: unknown, where: Location): RecordList {
  if (Array.isArray(value)) {
    return { kind: 'api', records: value, pathOf: (index) => [index], list: 'bare' };
  }
  if (!isRecord(value)) throw notAnInventory(undefined, where);
  const key = Object.keys(value)
    .filter(isListKey)
    .find((name) => Array.isArray(value[name]));
  const records = key === undefined ? undefined : value[key];
  if (key === undefined || !Array.isArray(records)) {
    return { kind: 'api', records: [value], pathOf: () => [], list: 'none' };
  }
  checkEnvelope(value, listKeys[key], records.length, where);
  return { kind: listKeys[key], records, pathOf: (index) => [key, index], list: 'key' };
}

/** YAML cut off in the last value is YAML still. What ends neither with its line nor with a bracket may be cut. */
function mayBeCutOff(text: string, last: Document): boolean {
  return !text.endsWith('\n') && !endsWithBracket(last.contents);
}

/** Whether the last value is in brackets, which the parser takes for a mistake where they are not closed. */
function endsWithBracket(root: unknown): boolean {
  let node = root;
  while (isRecord(node) && node['flow'] !== true && Array.isArray(node['items'])) {
    const item: unknown = node['items'].at(-1);
    node = isRecord(item) && 'key' in item ? item['value'] : item;
  }
  return isRecord(node) && node['flow'] === true;
}

function cutOff(where: Location): InventoryError {
  return new InventoryError({
    code: 'cut-off',
    message: 'the file ends in the middle of a line, so that its end may be missing',
    hint: 'Write the file again, to its end; if it is whole, end its last line with a line break.',
    location: where,
  });
}

/** The parser's own messages are not passed on: they quote the text, and a password may stand there. */
function notYaml(where: Location, message = 'this is not valid YAML'): InventoryError {
  return new InventoryError({
    code: 'not-yaml',
    message,
    hint: 'Mend the file here, or give the inventory as JSON. Tags such as !x are not taken.',
    location: where,
  });
}

async function readAll(chunks: AsyncIterable<Buffer>, start: Location): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > MAX_YAML) throw tooLarge(start);
  }
  const text = decodeUtf8(Buffer.concat(parts));
  if (text === undefined) throw notUtf8(start);
  return text;
}

function tooLarge(where: Location): InventoryError {
  return new InventoryError({
    code: 'too-large',
    message: `a YAML inventory may have ${MAX_YAML / 1024 / 1024} MiB at most`,
    hint: 'Give an inventory of this size as JSON or one record a line: both are read as they come.',
    location: where,
  });
}
