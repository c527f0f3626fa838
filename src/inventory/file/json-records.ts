import type { Location } from '../../model/location.js';
import type { Listing } from '../../model/registry.js';
import type { RawRecord, RecordKind } from '../decode/record.js';
import type { RecordBatch, SourceRecord } from '../source.js';
import { JsonSplitter } from './json-splitter.js';
import { parseRecord, type TextPart } from './parse-record.js';
import {
  checkEnvelope,
  isListKey,
  listingOf,
  listKeys,
  looksLikeRecord,
  notAnInventory,
  secondList,
} from './shape.js';

/** Records of a JSON text: an answer of the API, a bare list, one object a line, or a snapshot. */
export async function* jsonRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
  located: boolean,
): AsyncGenerator<RecordBatch> {
  const reader = new JsonReader(file, located);
  for await (const chunk of chunks) {
    const mistake = caught(() => reader.push(chunk));
    // What stands before a mistake is passed on, so that it does not depend on where chunks end.
    if (reader.hasRecords) yield reader.take();
    if (mistake) throw mistake.error;
  }
  reader.end();
  yield reader.take();
}

function caught(work: () => void): { readonly error: unknown } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

class JsonReader {
  readonly #located: boolean;
  readonly #start: Location;
  readonly #splitter: JsonSplitter;
  #kind: RecordKind = 'api';
  #records: SourceRecord[] = [];
  /** How many there have been. */
  #listed = 0;
  #listing: Listing | undefined;
  /** What the text has turned out to be, so that two kinds in one file are not taken for one inventory. */
  #shape: 'bare list' | 'list' | 'lines' | undefined;

  constructor(file: string, located: boolean) {
    this.#located = located;
    this.#start = { file, line: 1, column: 1 };
    this.#splitter = new JsonSplitter(file, {
      list: (key, where) => this.#list(key, where),
      element: (part) => this.#element(parseRecord(part), part.where),
      object: (head, tail) => this.#object(head, tail),
    });
  }

  get hasRecords(): boolean {
    return this.#records.length > 0;
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
  }

  end(): void {
    this.#splitter.end();
    if (this.#shape === undefined) throw notAnInventory('it is empty', this.#start);
  }

  take(): RecordBatch {
    const batch = { kind: this.#kind, records: this.#records, listing: this.#listing };
    this.#records = [];
    return batch;
  }

  #list(key: string | undefined, where: Location): void {
    if (this.#shape !== undefined) throw secondList(where);
    this.#shape = key === undefined ? 'bare list' : 'list';
    this.#kind = key !== undefined && isListKey(key) ? listKeys[key] : 'api';
  }

  #element(value: RawRecord, where: Location): void {
    if (this.#shape === 'bare list' && !looksLikeRecord(value)) throw notAnInventory(undefined, where, value);
    this.#add(value, where);
  }

  #object(head: TextPart, tail: TextPart | undefined): void {
    if (tail && hasTwoLists(head.text + tail.text)) throw secondList(head.where);
    const value = parseRecord(head, tail);
    if (tail) {
      checkEnvelope(value, this.#kind, this.#listed, head.where);
      this.#listing = listingOf(value, this.#kind);
    } else {
      if (this.#shape === 'list' || this.#shape === 'bare list') throw secondList(head.where);
      if (!looksLikeRecord(value)) throw notAnInventory(undefined, head.where, value);
      this.#shape = 'lines';
      this.#add(value, head.where);
    }
  }

  #add(raw: RawRecord, where: Location): void {
    this.#records.push({ raw, location: this.#located ? where : undefined });
    this.#listed++;
  }
}

/** Said before it is said that a key stands there twice, since that would not tell what the matter is. */
function hasTwoLists(envelope: string): boolean {
  return [...envelope.matchAll(/(?<!\\)"(?:ImageRegistryInfos|registries)"\s*:/g)].length > 1;
}
