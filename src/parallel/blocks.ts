import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes of a block: enough that telling a thread of it costs little. */
const BLOCK = 256 * 1024;

/** Room for the end of a block's last line, which is read along. Bytes. */
const ROOM = 64 * 1024;

/** No record is as long as this. Bytes. */
const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * A file in blocks, each the lines that begin in so many of its bytes. Whichever thread reads a block finds the same
 * lines there, so that they need only be told which one to read.
 */
export class BlockReader {
  /** How many blocks the file has. */
  readonly count: number;
  readonly #descriptor: number;
  #buffer = Buffer.allocUnsafeSlow(BLOCK + ROOM);

  /** @throws Error of the system when the file cannot be opened */
  constructor(file: string) {
    this.#descriptor = openSync(file, 'r');
    this.count = Math.ceil(fstatSync(this.#descriptor).size / BLOCK);
  }

  /**
   * The lines that begin in a block, good until the next is read; undefined where one is longer than any record.
   *
   * @throws Error of the system when the file cannot be read
   */
  read(index: number): Buffer | undefined {
    // Whether a line begins with the first byte is for the one before it to tell.
    const position = Math.max(index * BLOCK - 1, 0);
    const last = (index + 1) * BLOCK - 1 - position;
    let length = this.#fill(0, position);
    let end = this.#endOfLine(last, length);
    while (end === undefined) {
      if (length > last + LONGEST_LINE) return undefined;
      const more = this.#fill(length, position + length);
      end = more === 0 ? length : this.#endOfLine(Math.max(last, length), length + more);
      length += more;
    }
    const start = index === 0 ? 0 : (this.#endOfLine(0, Math.min(last, length)) ?? end);
    return this.#buffer.subarray(start, Math.max(start, end));
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Reads on, until there is no room or no more; returns how many bytes there were. */
  #fill(at: number, position: number): number {
    if (at === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer, Buffer.allocUnsafe(at)]);
    return readSync(this.#descriptor, this.#buffer, at, this.#buffer.length - at, position);
  }

  /** The offset behind the first newline from one offset to another. */
  #endOfLine(from: number, to: number): number | undefined {
    const at = this.#buffer.subarray(0, to).indexOf(NEWLINE, from);
    return at < 0 ? undefined : at + 1;
  }
}
