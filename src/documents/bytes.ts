import { close, constants, fstat, fstatSync, open, read, type Stats, stat, statSync } from 'node:fs';
import { whyUnreadable } from '../model/unreadable.js';
import { adviceOn, type Refuse } from './refuse.js';

/** What may be read of a file. */
export interface Limits {
  /** Bytes. Enforced while reading, since pipes and devices have no size. */
  readonly maxBytes: number;
  /** Whether pipes are refused, as they are for every file that another file names. */
  readonly regularOnly: boolean;
}

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/** Most that is taken from a pipe, so that an endless one costs little. Bytes. */
const MAX_PIPE = 64 * 1024 * 1024;

/**
 * Reads a small file. Never blocks the process: a signal ends it even while a pipe is silent.
 *
 * @throws what `refuse` makes of the reason
 */
export async function readBytes(path: string, limits: Limits, refuse: Refuse): Promise<Buffer> {
  const refuseSystem = (error: unknown): Error => refuse(whyUnreadable(error), adviceOn(error));
  const attempt = <T>(call: Promise<T>): Promise<T> =>
    call.catch((error: unknown) => {
      throw refuseSystem(error);
    });
  // Asked before it is opened: opening a pipe waits for its writer, and opening a device can have effects.
  refuseKind(await attempt(statsOf(path)), limits, refuse);
  // Without O_NONBLOCK a file that has become a pipe since would be waited for.
  const flags = constants.O_RDONLY | (limits.regularOnly ? (constants.O_NONBLOCK ?? 0) : 0);
  const descriptor = await attempt(opened(path, flags));
  try {
    const stats = await attempt(statsOf(descriptor));
    refuseKind(stats, limits, refuse);
    const most = stats.isFile() ? limits.maxBytes : Math.min(limits.maxBytes, MAX_PIPE);
    if (stats.isFile() && stats.size > most) throw refuse(tooLarge(most));
    const bytes = await attempt(readUpTo(descriptor, most + 1));
    if (bytes.length > most) throw refuse(tooLarge(most));
    return bytes;
  } finally {
    close(descriptor, () => {});
  }
}

/** Refuses whatever is not a regular file, for those who read it themselves, in pieces. */
export function requireRegular(path: string, refuse: Refuse): void {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw refuse(whyUnreadable(error), adviceOn(error));
  }
  refuseKind(stats, { regularOnly: true }, refuse);
}

const tooLarge = (most: number): string => `it has more than ${most / 1024 / 1024} MiB`;

/** Regular files are read; pipes, and a terminal that is standard input, where the user has named them. */
function refuseKind(stats: Stats, { regularOnly }: Pick<Limits, 'regularOnly'>, refuse: Refuse): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw refuse('it is a folder');
  const isInput = stats.isFIFO() || stats.isSocket() || isStandardInput(stats);
  if (regularOnly || !isInput) throw refuse('it is not a regular file');
}

function isStandardInput({ rdev, dev, ino }: Stats): boolean {
  try {
    const input = fstatSync(0);
    return input.rdev === rdev && input.dev === dev && input.ino === ino;
  } catch {
    return false;
  }
}

/** Plain calls: the promises of the file system take longer to load than a policy takes to read. */
function statsOf(file: string | number): Promise<Stats> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, stats: Stats): void => (error ? reject(error) : resolve(stats));
    if (typeof file === 'string') stat(file, done);
    else fstat(file, done);
  });
}

function opened(path: string, flags: number): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, flags, (error, descriptor) => (error ? reject(error) : resolve(descriptor)));
  });
}

async function readUpTo(descriptor: number, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (let size = 0; size < most; ) {
    const chunk = await readChunk(descriptor, Math.min(CHUNK, most - size));
    if (chunk.length === 0) break;
    chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

function readChunk(descriptor: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    read(descriptor, Buffer.allocUnsafe(length), 0, length, null, (error, count, chunk) =>
      error ? reject(error) : resolve(chunk.subarray(0, count)),
    );
  });
}
