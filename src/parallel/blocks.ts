import { fileChunks } from '../inventory/file/read.js';

/** Bytes of a block: enough that handing it over costs little, few enough that those under way take no memory. */
const BLOCK = 128 * 1024;

const NEWLINE = 0x0a;

/** Whole lines of a file, and where they begin. */
export interface Block {
  readonly bytes: Buffer;
  /** Offset in the file. */
  readonly offset: number;
}

/** The file in blocks of whole lines. A line longer than a block makes its block longer. */
export async function* blocksOf(file: string): AsyncGenerator<Block> {
  let parts: Buffer[] = [];
  let size = 0;
  let offset = 0;
  for await (const chunk of fileChunks(file)) {
    parts.push(chunk);
    size += chunk.length;
    const end = size < BLOCK ? 0 : chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) continue;
    const rest = chunk.subarray(end);
    const bytes = Buffer.concat([...parts.slice(0, -1), chunk.subarray(0, end)]);
    yield { bytes, offset };
    offset += bytes.length;
    parts = [rest];
    size = rest.length;
  }
  if (size > 0) yield { bytes: Buffer.concat(parts), offset };
}
