import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/error.js';
import { systemCode, whyUnreadable } from '../model/unreadable.js';
import { AllowedPaths, realPlace } from './allowed.js';
import { readBytes } from './bytes.js';
import { adviceOn, type Refuse } from './refuse.js';
import { findRoot, isInside } from './root.js';
import type { PolicySource, SourceOptions } from './source.js';
import { decodeText } from './text.js';

/** Who has named a file: the user, on the command line, or another file. */
export type NamedBy = 'user' | 'file';

/** A file that may be read. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** The path with every link followed. */
  readonly real: string;
  /** Whether errors may show its text. Nothing of a file outside of the root is shown. */
  readonly mayBeShown: boolean;
  readonly regularOnly: boolean;
}

/** The code of the error for a file outside of what may be read. */
export const OUTSIDE = 'outside-root';

/** Which files a run may read. All small files that it reads are read through this. */
export class Documents {
  readonly cwd: string;
  /** A real path: see `findRoot`. */
  readonly root: string;
  readonly #allowed: AllowedPaths;

  /**
   * @param cwd the directory that paths of the user are relative to
   * @param allowPaths directories whose files other files may name
   * @throws UsageError where one of them does not exist
   */
  constructor(cwd: string, allowPaths: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) {
    this.cwd = cwd;
    this.root = findRoot(cwd, env);
    this.#allowed = new AllowedPaths(
      this.root,
      allowPaths.map((path) => existing(resolve(cwd, path), path)),
    );
  }

  /**
   * Finds a file and decides whether it may be read.
   *
   * @param path absolute
   * @throws what `refuse` makes of the reason
   */
  find(path: string, namedBy: NamedBy, refuse: Refuse): FoundFile {
    if (namedBy === 'user') this.#allowed.addDirectoryOf(path);
    else {
      this.checkNamed(path, (reason, hint) => {
        throw refuse(reason, hint, OUTSIDE);
      });
    }
    const real = realPath(path, refuse);
    return {
      path,
      real,
      mayBeShown: isInside(real, this.root),
      regularOnly: namedBy === 'file' || this.#allowed.leavesRoot(path),
    };
  }

  /** Allows the files of a directory that the user has named, or that an extended package has. */
  allowDirectory(directory: string): void {
    if (!this.#allowed.leavesRoot(directory)) this.#allowed.add(directory);
  }

  /** Allows the files of an installed package, wherever its link leads. */
  allowPackage(directory: string): void {
    this.#allowed.add(directory);
  }

  /** The text of a file. */
  async readText({ path, regularOnly }: FoundFile, maxMebibytes: number, refuse: Refuse): Promise<string> {
    const limits = { maxBytes: maxMebibytes * 1024 * 1024, regularOnly };
    return decodeText(await readBytes(path, limits, refuse), refuse);
  }

  /**
   * Reads a YAML file and keeps the position of each of its values. The parser is loaded only now: a run with a
   * built-in pack does without.
   *
   * @throws PolicyError when it is not YAML, and what `refuse` makes of a file that cannot be read
   */
  async readYaml(
    file: FoundFile,
    maxMebibytes: number,
    refuse: Refuse,
    options: Pick<SourceOptions, 'isSecret'> = {},
  ): Promise<PolicySource> {
    const text = await this.readText(file, maxMebibytes, refuse);
    return this.parseYaml(file, text, options);
  }

  /** Parses the text of a YAML file that has been read. */
  async parseYaml(
    { path, mayBeShown }: FoundFile,
    text: string,
    options: Pick<SourceOptions, 'isSecret'> = {},
  ): Promise<PolicySource> {
    const { PolicySource } = await import('./source.js');
    return new PolicySource(shownPath(path, this.cwd), text, { mayBeShown, root: this.root, ...options });
  }

  /**
   * Checks that a file which another file names may be read, whether or not it exists.
   *
   * @param path absolute
   * @param report called with the reason and the hint where it may not
   */
  checkNamed(path: string, report: (reason: string, hint: string) => void): void {
    const place = realPlace(path);
    if (this.#allowed.has(place)) return;
    report(
      `it is outside of ${this.root}, the root of this run`,
      `If it may be read, add --allow-path ${dirname(place)}`,
    );
  }
}

function existing(path: string, name: string): string {
  try {
    statSync(path);
    return path;
  } catch (error) {
    throw new UsageError({
      code: 'no-allowed-path',
      message: `the directory ${name} cannot be allowed: ${whyUnreadable(error)}`,
      hint: adviceOn(error) ?? 'Check the path given with --allow-path.',
    });
  }
}

/** The path with every symbolic link followed. */
function realPath(path: string, refuse: Refuse): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && isLink(path)) {
      throw refuse('it is a symbolic link, and what it leads to is not there');
    }
    throw refuse(whyUnreadable(error), adviceOn(error));
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

/** The path below the working directory, else the absolute path. */
export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === '' || isAbsolute(below) || below.split(sep)[0] === '..' ? path : below;
}
