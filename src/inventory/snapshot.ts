import type { Origin } from '../model/registry.js';
import { factsToKeep } from './decode/facts.js';
import { membersOf, recordedFacts } from './decode/probe-facts.js';
import { decodeRecord } from './decode/record.js';
import { openFieldNames, type RawRecord, type RecordKind } from './decode/record-fields.js';
import { unknownNames } from './decode/unknown-names.js';
import { credentialIn, isOdd, placeholderOf } from './decode/visible-text.js';
import { SNAPSHOT_VERSION } from './file/shape.js';
import type { ProbeFacts } from './probe/facts.js';
import type { ProbeOptions } from './probe/options.js';
import type { Prober } from './probe/prober.js';
import type { RecordBatch, RecordSource } from './source.js';

/**
 * Writes the records of a source without their secrets, one a line, with the facts that rules need in
 * their place. Linting what is written gives the same results as linting the source.
 *
 * @param takenAt ISO 8601, UTC.
 * @param write is waited for when it returns a promise, so that a slow disk does not fill the memory.
 * @param probe set where the addresses of the registries are to be probed, and the facts kept.
 * @returns how many registries were written.
 */
export async function writeSnapshot(
  source: RecordSource,
  takenAt: string,
  write: (text: string) => void | Promise<void>,
  probe?: ProbeOptions,
): Promise<number> {
  await write(head(source.origin, takenAt));
  const prober = probe && new (await import('./probe/prober.js')).Prober(probe);
  let count = 0;
  for await (const batch of source.batches()) {
    const { kind, records } = batch;
    const facts = prober && (await probeRecords(prober, batch));
    let lines = '';
    for (const [index, { raw }] of records.entries()) {
      const found = facts?.[index] ?? recordedIn(raw, kind);
      lines += `${count++ === 0 ? '\n' : ',\n'}    ${toJson(snapshotRecord(raw, kind, found))}`;
    }
    if (lines !== '') await write(lines);
  }
  await write(count === 0 ? ']\n}\n' : '\n  ]\n}\n');
  return count;
}

function probeRecords(prober: Prober, { kind, records }: RecordBatch): Promise<readonly ProbeFacts[]> {
  return prober.probe(records.map(({ raw }, index) => decodeRecord(raw, kind, index, undefined)));
}

function recordedIn(raw: RawRecord, kind: RecordKind): ProbeFacts | undefined {
  return kind === 'api' ? undefined : recordedFacts(raw);
}

const SCHEMA = 'https://unpkg.com/registry-lint/schema/snapshot.schema.json';

function head(origin: Origin, takenAt: string): string {
  const properties = { $schema: SCHEMA, snapshot: SNAPSHOT_VERSION, takenAt, origin };
  return `${JSON.stringify(properties, null, 2).slice(0, -2)},\n  "registries": [`;
}

/** The record with facts for secrets, and the names alone of fields that this version does not know. */
function snapshotRecord(raw: RawRecord, kind: RecordKind, probed: ProbeFacts | undefined): RawRecord {
  const record: Record<string, unknown> = {};
  const { unclear } = decodeRecord(raw, kind, 0, undefined);
  for (const name of openFieldNames) {
    if (raw[name] !== undefined) record[name] = harmless(name, raw, unclear?.[name]);
  }
  Object.assign(record, factsToKeep(raw, kind), probed && membersOf(probed));
  const unknown = unknownNames(raw, kind);
  if (unknown) record['unknownFields'] = unknown;
  return record;
}

/**
 * A value as it came, unless it could hide a secret: what is no plain value is kept as its bare shape, and of a text
 * with a credential in it that it had one.
 *
 * @param unclear what people are shown of it, where it is not understood
 */
function harmless(name: string, raw: RawRecord, unclear: string | undefined): unknown {
  const value = raw[name];
  switch (typeof value) {
    case 'string':
      return unclear === undefined ? value : harmlessText(name, value, raw, unclear);
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    default:
      if (value === null) return null;
      return Array.isArray(value) ? [] : {};
  }
}

function harmlessText(name: string, text: string, raw: RawRecord, unclear: string): string {
  const place = credentialIn(name, text, raw);
  if (place !== undefined) return placeholderOf[place];
  return isOdd(unclear) ? unclear : text;
}

function toJson(record: RawRecord): string {
  const members = Object.entries(record).map(
    ([name, value]) => `${JSON.stringify(name)}: ${isNumeric(value) ? digits(value) : JSON.stringify(value)}`,
  );
  return `{ ${members.join(', ')} }`;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Stands for what JSON has no number for; like that, it is beyond 64 bits, and is told of so. */
const ENDLESS = '1e300';

/**
 * A number so that reading it gives the same: a bigint with all its digits, and a number that may have
 * lost some with a point, which keeps it from being taken for an id.
 */
function digits(value: number | bigint): string {
  if (!Number.isFinite(Number(value))) return ENDLESS;
  if (typeof value === 'bigint') return String(value);
  const text = JSON.stringify(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
