import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import type { RawRecord } from '../decode/record.js';
import type { RecordBatch, SourceRecord } from '../source.js';
import { isRecord } from './parse-record.js';
import { checkEnvelope, looksLikeRecord, notAnInventory } from './shape.js';

/** YAML is read whole; above this it is not meant for it. Bytes. */
const MAX_YAML = 32 * 1024 * 1024;

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
  const documents = parseAllDocuments(text, {
    intAsBigInt: true,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const records: SourceRecord[] = [];
  let kind: RecordBatch['kind'] = 'api';
  for (const document of Array.isArray(documents) ? documents : []) {
    const mistake = document.errors[0];
    if (mistake) throw notYaml(at(mistake.pos[0]));
    const where = at(document.contents?.range?.[0] ?? 0);
    const list = listOf(toValue(document, where), where);
    if (list.kind === 'snapshot') kind = 'snapshot';
    for (const [index, raw] of list.records.entries()) {
      const node: unknown = document.getIn([...list.path, index], true);
      const offset = isRecord(node) && Array.isArray(node['range']) ? Number(node['range'][0]) : undefined;
      const place = offset === undefined ? where : at(offset);
      if (!isRecord(raw)) throw notAnInventory('a registry (a mapping) was expected here', place);
      records.push({ raw, location: located ? place : undefined });
    }
  }
  if (!Array.isArray(documents) || documents.length === 0) throw notAnInventory('it is empty', start);
  yield { kind, records };
}

/** The parser's own messages are not passed on: they quote the text, and a password may stand there. */
function notYaml(where: Location): InventoryError {
  return new InventoryError({
    code: 'not-yaml',
    message: 'this is not valid YAML',
    hint: 'Mend the file here, or give the inventory as JSON.',
    location: where,
  });
}

function toValue(document: { toJS(options: { maxAliasCount: number }): unknown }, where: Location): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw notYaml(where);
  }
}

interface RecordList {
  readonly kind: RecordBatch['kind'];
  readonly records: readonly unknown[];
  /** Where the list stands in the document. */
  readonly path: readonly string[];
}

function listOf(value: unknown, where: Location): RecordList {
  if (Array.isArray(value)) return { kind: 'api', records: value, path: [] };
  if (!isRecord(value)) throw notAnInventory(undefined, where);
  for (const [key, kind] of [
    ['ImageRegistryInfos', 'api'],
    ['registries', 'snapshot'],
  ] as const) {
    const list = value[key];
    if (!Array.isArray(list)) continue;
    checkEnvelope(plainVersion(value), kind, where);
    return { kind, records: list, path: [key] };
  }
  if (!looksLikeRecord(value)) throw notAnInventory(undefined, where, value);
  return { kind: 'api', records: [value], path: ['(none)'] };
}

/** YAML integers are read as bigint, so that ids keep every digit; a snapshot's version is a plain number. */
function plainVersion(value: RawRecord): RawRecord {
  const version = value['snapshot'];
  return typeof version === 'bigint' ? { ...value, snapshot: Number(version) } : value;
}

async function readAll(chunks: AsyncIterable<Buffer>, start: Location): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size > MAX_YAML) {
      throw new InventoryError({
        code: 'too-large',
        message: `a YAML inventory may have ${MAX_YAML / 1024 / 1024} MiB at most`,
        hint: 'Give an inventory of this size as JSON or one record a line: both are read as they come.',
        location: start,
      });
    }
  }
  return Buffer.concat(parts).toString('utf8');
}
