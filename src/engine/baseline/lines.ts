import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are read at a time. */
const PIECE = 1024 * 1024;

/** Bytes of a line; what has a longer one is something else than it is taken for. */
const LONGEST = 64 * 1024;

const NEWLINE = 0x0a;

/** A file that cannot be read in lines. */
export class LinesError extends Error {}

/** One line of a file, counted from 1. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/**
 * The lines of a file, without keeping more than a piece of it.
 *
 * @throws LinesError with the reason when it is no file of lines, and what the system says when it cannot be read
 */
export function* linesOf(path: string): Iterable<Line> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  // Without O_NONBLOCK, opening a pipe would wait for its writer, and no signal could end the program.
  try {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw new LinesError('it is a folder');
    if (!stats.isFile()) throw new LinesError('it is not a regular file');
    let number = 0;
    for (const text of split(descriptor)) yield { text, number: ++number };
  } finally {
    closeSync(descriptor);
  }
}

function* split(descriptor: number): Iterable<string> {
  const piece = Buffer.allocUnsafe(PIECE + LONGEST);
  let kept = 0;
  for (;;) {
    const read = readSync(descriptor, piece, kept, PIECE, null);
    const filled = kept + read;
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0 && end < filled; end = piece.indexOf(NEWLINE, from)) {
      yield piece.toString('utf8', from, end);
      from = end + 1;
    }
    kept = filled - from;
    if (kept > LONGEST) throw new LinesError('one of its lines is too long for a baseline');
    if (read === 0) break;
    piece.copyWithin(0, from, filled);
  }
  if (kept > 0) yield piece.toString('utf8', 0, kept);
}
