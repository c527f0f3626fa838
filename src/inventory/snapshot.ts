import type { Origin } from '../model/registry.js';
import { decodeFacts } from './decode/facts.js';
import type { RawRecord, RecordKind } from './decode/record.js';
import { apiFieldNames, isApiField } from './decode/record.js';
import { decodeHost, type Remarks } from './decode/values.js';
import { SNAPSHOT_VERSION } from './file/shape.js';
import type { RecordSource } from './source.js';

/**
 * Writes the records of a source without their secrets, one a line, with the facts that rules need in
 * their place. Linting what is written gives the same results as linting the source.
 *
 * @param takenAt ISO 8601, UTC.
 * @returns how many registries were written.
 */
export async function writeSnapshot(
  source: RecordSource,
  takenAt: string,
  write: (text: string) => void,
): Promise<number> {
  write(head(source.origin, takenAt));
  let count = 0;
  for await (const { kind, records } of source.batches()) {
    for (const { raw } of records) {
      write(`${count++ === 0 ? '\n' : ',\n'}    ${toJson(snapshotRecord(raw, kind))}`);
    }
  }
  write(count === 0 ? ']\n}\n' : '\n  ]\n}\n');
  return count;
}

function head(origin: Origin, takenAt: string): string {
  const properties = { snapshot: SNAPSHOT_VERSION, takenAt, origin };
  return `${JSON.stringify(properties, null, 2).slice(0, -2)},\n  "registries": [`;
}

/** The record with facts for secrets, and the names alone of fields that this version does not know. */
function snapshotRecord(raw: RawRecord, kind: RecordKind): RawRecord {
  const record: Record<string, unknown> = {};
  for (const name of apiFieldNames) if (Object.hasOwn(raw, name)) record[name] = harmless(name, raw[name]);
  const remarks: Remarks = { notices: undefined, unclear: undefined };
  const facts = decodeFacts(raw, kind, remarks);
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) record[name] = value;
  if (remarks.notices?.some(({ code }) => code === 'masked-secret')) record['Password.masked'] = true;
  const unknown =
    kind === 'snapshot' ? raw['unknownFields'] : Object.keys(raw).filter((name) => !isApiField(name));
  if (Array.isArray(unknown) && unknown.length > 0) record['unknownFields'] = unknown.map(String);
  return record;
}

/** A value as it came, unless it could hide a secret: what is no plain value is kept as its bare shape. */
function harmless(name: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? [] : {};
  if (name === 'DomainName' || name === 'RegistryHostIp') {
    if (typeof value === 'string') return decodeHost(name, value, { notices: undefined, unclear: undefined });
  }
  return value;
}

/** JSON in which an integer of any length keeps its digits. */
function toJson(record: RawRecord): string {
  const members = Object.entries(record).map(
    ([name, value]) =>
      `${JSON.stringify(name)}: ${typeof value === 'bigint' ? value : JSON.stringify(value)}`,
  );
  return `{ ${members.join(', ')} }`;
}
