import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unwritable } from '../../model/unwritable.js';

/** An inventory has no secrets, but addresses and user names are nobody else's business. */
export const OWNER_ONLY = 0o600;

/** Characters that are gathered before they are written. */
const PIECE = 64 * 1024;

/**
 * A file that is written beside its place and put there, whole, by `commit`. Until then whatever stood in
 * its place is left as it was. Pipes and devices have no place beside them and are written to at once.
 */
export class OutputFile {
  /** The path as the user wrote it. */
  readonly path: string;
  /** Where the text will stand in the end: what a link leads to. */
  readonly #place: string;
  readonly #temporary: string | undefined;
  readonly #descriptor: number;
  #gathered = '';
  #open = true;

  /**
   * @param mode permissions; those of the file that it replaces, else the system's default
   * @throws UsageError where the file cannot be written, before any work is lost
   */
  constructor(path: string, mode?: number) {
    this.path = path;
    try {
      const old = statSync(path, { throwIfNoEntry: false });
      if (old?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      if (old) accessSync(path, constants.W_OK);
      this.#place = old?.isFile() ? realpathSync(path) : path;
      this.#temporary = !old || old.isFile() ? temporaryFor(this.#place) : undefined;
      this.#descriptor = this.#temporary
        ? openSync(this.#temporary, 'wx', mode ?? permissions(old))
        : openSync(this.#place, 'w');
    } catch (error) {
      throw refusal(path, error);
    }
    if (this.#temporary) unfinished.add(this.#temporary);
  }

  readonly write = (text: string): void => {
    this.#gathered += text;
    if (this.#gathered.length > PIECE) this.#flush();
  };

  /** Writes what is left of the text. After this only its being put in place can fail. */
  finish(): void {
    if (!this.#open) return;
    this.#flush();
    this.#close();
  }

  /** Puts the whole text in its place. */
  commit(): void {
    this.finish();
    if (!this.#temporary) return;
    try {
      renameSync(this.#temporary, this.#place);
    } catch (error) {
      this.discard();
      throw refusal(this.path, error);
    }
    unfinished.delete(this.#temporary);
  }

  /** Leaves the place as it was. Does nothing after `commit`. */
  discard(): void {
    this.#close();
    if (this.#temporary && unfinished.delete(this.#temporary)) rmSync(this.#temporary, { force: true });
  }

  #flush(): void {
    const text = this.#gathered;
    this.#gathered = '';
    try {
      writeFileSync(this.#descriptor, text);
    } catch (error) {
      throw refusal(this.path, error);
    }
  }

  #close(): void {
    if (this.#open) closeSync(this.#descriptor);
    this.#open = false;
  }
}

/** Puts all files in their places, and none of them where one cannot be written. */
export function commitAll(files: Iterable<OutputFile>): void {
  const all = [...files];
  for (const file of all) file.finish();
  for (const file of all) file.commit();
}

/** Temporary files of this process, for the case that it is made to end. */
const unfinished = new Set<string>();

process.on('exit', () => {
  for (const file of unfinished) rmSync(file, { force: true });
});

let count = 0;

function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}-${count++}.tmp`);
}

function permissions(old: Stats | undefined): number | undefined {
  return old && old.mode & 0o777;
}

const refusal = (path: string, error: unknown): Error =>
  unwritable(path, error, 'Check the path given for the output.');
