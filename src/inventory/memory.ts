import { InventoryError } from '../model/error.js';
import type { RawRecord, RecordKind } from './decode/record.js';
import { isRecord } from './file/parse-record.js';
import type { RecordBatch, RecordSource, SourceRecord } from './source.js';

/** Records told at a time. */
const BATCH = 1000;

/** Records that a program has parsed already: the elements of `ImageRegistryInfos`, with their secrets. */
export function recordsSource(records: Iterable<unknown> | AsyncIterable<unknown>): RecordSource {
  return { origin: { kind: 'memory' }, batches: () => batchesOf(records, 'api') };
}

/** The records of a policy's test, which may hold the facts of a probe beside the fields of the API. */
export function testSource(records: Iterable<unknown>): RecordSource {
  return { origin: { kind: 'memory' }, batches: () => batchesOf(records, 'probed') };
}

async function* batchesOf(
  records: Iterable<unknown> | AsyncIterable<unknown>,
  kind: RecordKind,
): AsyncGenerator<RecordBatch> {
  if (!isIterable(records)) throw notRecords('the records given are not a list');
  let batch: SourceRecord[] = [];
  let count = 0;
  for await (const value of records) {
    count++;
    if (!isRecord(value)) throw notRecords(`record ${count} of those given is not an object`);
    batch.push({ raw: withPlainIds(value), location: undefined });
    if (batch.length < BATCH) continue;
    yield { kind, records: batch };
    batch = [];
  }
  yield { kind, records: batch };
}

/** A caller without types may give anything, such as the whole answer or its text. */
function isIterable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

function notRecords(message: string): InventoryError {
  return new InventoryError({
    code: 'not-a-record',
    message,
    hint: 'Give the list `ImageRegistryInfos` of the parsed answer of ListPrivateRegistryList.',
  });
}

/** The vendor's SDK for Node.js parses integers of more than 15 digits to objects of `bignumber.js`. */
function withPlainIds(record: RawRecord): RawRecord {
  const id = plainInteger(record['Id']);
  const account = plainInteger(record['AliUid']);
  if (id === undefined && account === undefined) return record;
  return { ...record, Id: id ?? record['Id'], AliUid: account ?? record['AliUid'] };
}

function plainInteger(value: unknown): bigint | undefined {
  if (!isRecord(value) || value['_isBigNumber'] !== true) return undefined;
  const digits = String(value);
  return /^-?[0-9]{1,20}$/.test(digits) ? BigInt(digits) : undefined;
}
