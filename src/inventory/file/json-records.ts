import type { Location } from '../../model/location.js';
import type { RawRecord, RecordKind } from '../decode/record.js';
import type { RecordBatch, SourceRecord } from '../source.js';
import { JsonSplitter } from './json-splitter.js';
import { parseRecord } from './parse-record.js';
import { checkEnvelope, looksLikeRecord, notAnInventory } from './shape.js';

/** Records of a JSON text: an answer of the API, a bare list, one object a line, or a snapshot. */
export async function* jsonRecords(
  chunks: AsyncIterable<Buffer>,
  file: string,
  located: boolean,
): AsyncGenerator<RecordBatch> {
  const reader = new JsonReader(file, located);
  for await (const chunk of chunks) {
    reader.push(chunk);
    if (reader.hasRecords) yield reader.take();
  }
  reader.end();
  yield reader.take();
}

class JsonReader {
  readonly #located: boolean;
  readonly #start: Location;
  readonly #splitter: JsonSplitter;
  #kind: RecordKind = 'api';
  #records: SourceRecord[] = [];
  /** What the text has turned out to be, so that two kinds in one file are not taken for one inventory. */
  #shape: 'list' | 'lines' | undefined;

  constructor(file: string, located: boolean) {
    this.#located = located;
    this.#start = { file, line: 1, column: 1 };
    this.#splitter = new JsonSplitter(file, {
      list: (key, where) => this.#list(key, where),
      element: (text, where) => this.#add(parseRecord(text, where), where),
      object: (text, where, hasList) => this.#object(parseRecord(text, where), where, hasList),
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
    const batch = { kind: this.#kind, records: this.#records };
    this.#records = [];
    return batch;
  }

  #list(key: string | undefined, where: Location): void {
    if (this.#shape !== undefined) throw notAnInventory('a second list or record stands here', where);
    this.#shape = 'list';
    this.#kind = key === 'registries' ? 'snapshot' : 'api';
  }

  #object(value: RawRecord, where: Location, hasList: boolean): void {
    if (hasList) return checkEnvelope(value, this.#kind, where);
    if (this.#shape === 'list' || !looksLikeRecord(value)) throw notAnInventory(undefined, where, value);
    this.#shape = 'lines';
    this.#add(value, where);
  }

  #add(raw: RawRecord, where: Location): void {
    this.#records.push({ raw, location: this.#located ? where : undefined });
  }
}
