import {
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { makeFolder } from '../make-folder.js';
import { tool } from '../tool.js';

/**
 * Compiling this program takes longer than running it, so what V8 made of it is kept in the user's cache
 * folder. Node's own compile cache (from 22.1) keeps only what is compiled before a file runs, which is the
 * smaller part.
 */
export class CodeCache {
  readonly #folder: string | undefined;
  readonly #made: { readonly script: Script; readonly place: string; readonly family: string }[] = [];

  constructor(env: NodeJS.ProcessEnv) {
    this.#folder = env['NODE_DISABLE_COMPILE_CACHE'] ? undefined : cacheFolder(env);
  }

  /** Compiles the function in a text, with what was kept of it before. */
  compile(source: string, file: string, modifiedMs: number): Script {
    if (!this.#folder) return new Script(source, { filename: file });
    const family = `${basename(file)}-${process.version}-${process.arch}-`;
    const place = join(this.#folder, `${family}${tool.version}-${source.length}-${Math.trunc(modifiedMs)}`);
    const cachedData = readOwn(place);
    const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) this.#made.push({ script, place, family });
    return script;
  }

  /** Keeps what has been compiled by now and was not kept before. To be called when the program ends. */
  keep(): void {
    if (!this.#folder || this.#made.length === 0) return;
    try {
      makeFolder(this.#folder, 0o700);
      for (const { script, place, family } of this.#made) {
        removeOthers(this.#folder, family);
        const temporary = `${place}.${process.pid}`;
        writeFileSync(temporary, script.createCachedData(), { mode: 0o600, flag: 'wx' });
        renameSync(temporary, place);
      }
    } catch {
      // The next run will be as slow as this one.
    }
  }
}

function cacheFolder(env: NodeJS.ProcessEnv): string | undefined {
  const home = env['HOME'] && existsSync(env['HOME']) ? join(env['HOME'], '.cache') : undefined;
  const base = env['XDG_CACHE_HOME'] || (process.platform === 'win32' ? env['LOCALAPPDATA'] : home);
  return base && join(base, tool.name);
}

/** The content of a file that nobody but this user can have written: it will be run. */
function readOwn(file: string): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r');
    const { uid, mode } = fstatSync(descriptor);
    const own = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return own ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  }
}

/** Of each file one state is kept for a version of Node. */
function removeOthers(folder: string, family: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(family)) rmSync(join(folder, name));
}
