import { createReadStream } from 'node:fs';
import { InventoryError } from '../../model/error.js';
import type { Origin } from '../../model/registry.js';
import type { RecordBatch, RecordSource } from '../source.js';
import { jsonRecords } from './json-records.js';

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/** The records of a file; `-` is standard input. */
export function fileSource(file: string): RecordSource {
  const origin: Origin = file === '-' ? { kind: 'stdin' } : { kind: 'file', file };
  return { origin, batches: () => readRecords(file) };
}

async function* readRecords(file: string): AsyncGenerator<RecordBatch> {
  const name = file === '-' ? '(standard input)' : file;
  const chunks = peekable(readChunks(file, name));
  const head = await chunks.peek();
  const text = withoutByteOrderMark(chunks.all(), head, name);
  if (isYaml(file, head)) {
    const { yamlRecords } = await import('./yaml-records.js');
    yield* yamlRecords(text, name, file !== '-');
  } else {
    yield* jsonRecords(text, name, file !== '-');
  }
}

async function* readChunks(file: string, name: string): AsyncGenerator<Buffer> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw unreadable(error, name);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
};

function unreadable(error: unknown, name: string): InventoryError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return new InventoryError({
    code: 'unreadable',
    message: `the inventory ${name} cannot be read: ${reasons[code] ?? code}`,
    hint: 'Check the path given with --inventory; `-` reads standard input.',
  });
}

/** Whether the text is YAML: by the file's name, else by its first character. */
function isYaml(file: string, head: Buffer): boolean {
  if (/\.ya?ml$/i.test(file)) return true;
  if (/\.(?:json|jsonl|ndjson)$/i.test(file)) return false;
  const first = head
    .toString('utf8', 0, 4096)
    .replace(/^\ufeff/, '')
    .trimStart()[0];
  return first !== undefined && first !== '{' && first !== '[';
}

/** Editors and shells of Windows put a mark before UTF-8, which is dropped, and write UTF-16, which is refused. */
async function* withoutByteOrderMark(
  chunks: AsyncIterable<Buffer>,
  head: Buffer,
  name: string,
): AsyncGenerator<Buffer> {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new InventoryError({
      code: 'not-utf8',
      message: `the inventory ${name} is UTF-16 text`,
      hint: 'Save it as UTF-8. In PowerShell, write it with `| Out-File -Encoding utf8`.',
    });
  }
  let skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for await (const chunk of chunks) {
    yield skip > 0 ? chunk.subarray(skip) : chunk;
    skip = 0;
  }
}

/** Lets the first chunk be looked at before all are read. */
function peekable(chunks: AsyncGenerator<Buffer>) {
  let first: IteratorResult<Buffer> | undefined;
  return {
    async peek(): Promise<Buffer> {
      first = await chunks.next();
      return first.done ? Buffer.alloc(0) : first.value;
    },
    async *all(): AsyncGenerator<Buffer> {
      if (first && !first.done) yield first.value;
      yield* chunks;
    },
  };
}
