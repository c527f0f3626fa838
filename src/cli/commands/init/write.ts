import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../../../model/error.js';
import { systemCode } from '../../../model/unreadable.js';
import type { Plan, PlannedFile, Read } from './plan.js';

/** Reads files of a folder. A link that leads nowhere, a folder, a file that may not be read: all of them exist. */
export function readerOf(folder: string): Read {
  return (path) => {
    const place = join(folder, path);
    try {
      lstatSync(place);
    } catch {
      return undefined;
    }
    try {
      return readFileSync(place, 'utf8');
    } catch {
      return '';
    }
  };
}

/**
 * Writes all of a plan or nothing of it.
 *
 * @throws UsageError
 */
export function writePlan(plan: Plan, folder: string): void {
  const writing = new Writing(folder);
  try {
    writing.prepare(plan);
    writing.place();
  } catch (error) {
    writing.undo();
    throw unwritable(writing.current, error);
  } finally {
    writing.clean();
  }
}

/** A file that is written beside its place. */
interface Prepared {
  readonly place: string;
  readonly temporary: string;
  /** What it replaces; undefined where nothing may stand. */
  readonly before: string | undefined;
}

/** The writing of several files, which can be undone as long as it has not ended. */
class Writing {
  /** The file that is being worked on, as its user knows it. */
  current = '';
  readonly #folder: string;
  readonly #prepared: Prepared[] = [];
  readonly #placed: string[] = [];
  /** Folders that were made, each before those in it. */
  readonly #folders: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes every file beside its place. */
  prepare({ create, extend }: Plan): void {
    for (const file of create) this.#prepare(file, undefined);
    for (const { before, ...file } of extend) this.#prepare(file, before);
  }

  #prepare({ path, text }: PlannedFile, before: string | undefined): void {
    this.current = path;
    const place = join(this.#folder, path);
    this.#makeFolder(dirname(place));
    const temporary = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
    const mode = before === undefined ? undefined : statSync(place).mode & 0o777;
    writeFileSync(temporary, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
    this.#prepared.push({ place, temporary, before });
  }

  #makeFolder(folder: string): void {
    const first = mkdirSync(folder, { recursive: true });
    if (first === undefined) return;
    const made = [folder];
    for (let at = folder; at !== first; at = dirname(at)) made.unshift(dirname(at));
    this.#folders.push(...made);
  }

  /** Puts every file in its place. None replaces a file that has come to be there in the meantime. */
  place(): void {
    for (const { place, temporary, before } of this.#prepared) {
      this.current = place;
      if (before === undefined) {
        linkSync(temporary, place);
        this.#placed.push(place);
      } else {
        if (readFileSync(place, 'utf8') !== before) throw Object.assign(new Error(), { code: 'EEXIST' });
        renameSync(temporary, place);
      }
    }
  }

  undo(): void {
    this.clean();
    for (const place of this.#placed) rmSync(place, { force: true });
    for (const folder of this.#folders.toReversed()) {
      try {
        rmdirSync(folder);
      } catch {
        // Somebody else has put something into it.
      }
    }
  }

  /** Removes what stands beside the places. */
  clean(): void {
    for (const { temporary } of this.#prepared) rmSync(temporary, { force: true });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'something else has come to be there',
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  ENOTDIR: 'what should be its folder is a file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function unwritable(path: string, error: unknown): UsageError {
  const code = systemCode(error) ?? 'unknown error';
  return new UsageError({
    code: 'unwritable',
    message: `${path} cannot be written: ${reasons[code] ?? code}`,
    hint: 'Nothing was written.',
  });
}
