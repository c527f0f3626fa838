import { type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';
import type { Threads } from '../../parallel/batches.js';
import { wholeNumber } from './whole-number.js';

/** More than so many only wait for the one that reads the file. */
const MOST = 16;

/** Bytes of a file from which screening is worth the time that loading it takes. */
const SCREENED = 1024 * 1024;

/** Bytes of a file from which a second thread is worth the time that starting it takes. */
const LARGE = 64 * 1024 * 1024;

/** `--threads`. */
export function threadsOption(): Option {
  return new Option(
    '--threads <count>',
    'threads for a file with one record a line; 2 where it is large unless said',
  ).argParser(threadCount);
}

function threadCount(text: string): number {
  return wholeNumber(text, MOST, { code: 'bad-threads', wanted: 'a number of threads' });
}

/** The threads that screen an inventory file; undefined where it is small. */
export function threadsFor(inventory: string | undefined, asked: number | undefined): Threads | undefined {
  if (inventory === undefined || inventory === '-') return undefined;
  const stats = statsOf(inventory);
  // A pipe can be read only once, and from its start.
  if (!stats?.isFile() || (asked === undefined && stats.size < SCREENED)) return undefined;
  const count = asked ?? (stats.size >= LARGE ? Math.min(2, availableParallelism()) : 1);
  return { count, worker: join(__dirname, 'worker.cjs') };
}

/** Undefined for a file that cannot be read: whoever reads it reports why. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
