import { closeSync, openSync, read } from 'node:fs';
import { InventoryError } from '../../model/error.js';
import type { Origin } from '../../model/registry.js';
import { whyUnreadable } from '../../model/unreadable.js';
import type { RecordBatch, RecordSource } from '../source.js';
import { jsonRecords } from './json-records.js';
import { notUtf8 } from './shape.js';

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/** Bytes passed on at a time. */
const PIECE = 64 * 1024;

/** White space before the text that is looked through to tell what the text is. Bytes. */
const MAX_HEAD = 64 * 1024;

/** The records of a file; `-` is standard input. */
export function fileSource(file: string): RecordSource {
  const origin: Origin = file === '-' ? { kind: 'stdin' } : { kind: 'file', file };
  return { origin, batches: () => readRecords(file) };
}

async function* readRecords(file: string): AsyncGenerator<RecordBatch> {
  const isStdin = file === '-';
  const name = isStdin ? '(standard input)' : file;
  const chunks = readChunks(file, name);
  try {
    const head = await readHead(chunks);
    if (!isText(head)) throw notUtf8({ file: name, line: 1, column: 1 });
    const text = after(hasByteOrderMark(head) ? head.subarray(3) : head, chunks);
    if (isYaml(file, head)) {
      const { yamlRecords } = await import('./yaml-records.js');
      yield* yamlRecords(text, name, !isStdin);
    } else {
      yield* jsonRecords(text, name, !isStdin);
    }
  } finally {
    await chunks.return(undefined);
  }
}

async function* readChunks(file: string, name: string): AsyncGenerator<Buffer> {
  if (file === '-') return yield* standardInput(name);
  for await (const chunk of fileChunks(file)) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
  }
}

async function* standardInput(name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of process.stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (error) {
    throw unreadable(error, name);
  }
}

/**
 * The bytes of a file, the next chunk being read while the last one is worked on. With plain calls: streams and
 * promises of the file system take longer to load than a small inventory takes to check.
 *
 * @throws InventoryError when it cannot be read
 */
async function* fileChunks(file: string): AsyncGenerator<Buffer> {
  const descriptor = attempt(() => openSync(file, 'r'), file);
  let next = readChunk(descriptor);
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      next = readChunk(descriptor);
      // Its error is for whoever awaits it; until then it is not an unhandled one.
      next.catch(() => {});
      yield chunk;
    }
  } catch (error) {
    throw error instanceof InventoryError ? error : unreadable(error, file);
  } finally {
    // A descriptor must not be closed under a read that is going on.
    await next.catch(() => {});
    closeSync(descriptor);
  }
}

function attempt<T>(work: () => T, name: string): T {
  try {
    return work();
  } catch (error) {
    throw unreadable(error, name);
  }
}

/** Without a position, pipes can be read too. */
function readChunk(descriptor: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    read(descriptor, Buffer.allocUnsafe(CHUNK), 0, CHUNK, null, (error, length, chunk) => {
      if (error) reject(error);
      else resolve(chunk.subarray(0, length));
    });
  });
}

function unreadable(error: unknown, name: string): InventoryError {
  return new InventoryError({
    code: 'unreadable',
    message: `the inventory ${name} cannot be read: ${whyUnreadable(error)}`,
    hint: 'Check the path given with --inventory; `-` reads standard input.',
  });
}

/** As many bytes as are needed to tell what the text is: all there are, or some behind leading white space. */
async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < MAX_HEAD && (head.length < 4 || firstCharacter(head) === undefined)) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* after(head: Buffer, chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* chunks;
}

/** Neither UTF-8 text nor JSON has a zero byte. UTF-16, archives and pictures have, or begin as no text can. */
function isText(head: Buffer): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return !isUtf16 && !head.includes(0);
}

/** Editors and shells of Windows put a mark before UTF-8. */
function hasByteOrderMark(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

/** Whether the text is YAML: by the file's name, else by its first character. */
function isYaml(file: string, head: Buffer): boolean {
  if (/\.ya?ml$/i.test(file)) return true;
  if (/\.(?:json|jsonl|ndjson)$/i.test(file)) return false;
  const first = firstCharacter(head);
  return first !== undefined && first !== '{' && first !== '[';
}

function firstCharacter(head: Buffer): string | undefined {
  return head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()[0];
}
