import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { isInside } from './root.js';

/** As many links as Linux follows before it reports a circle. */
const MOST_LINKS = 40;

/** The real paths that files named in other files may have: the root, and directories that the user has named. */
export class AllowedPaths {
  readonly #root: string;
  readonly #directories: Set<string>;

  /** @param root a real path */
  constructor(root: string, directories: readonly string[]) {
    this.#root = root;
    this.#directories = new Set(directories.map((directory) => realPlace(directory)));
  }

  /** Whether a file named in another file may be read. */
  has(realPath: string): boolean {
    return isInside(realPath, this.#root) || [...this.#directories].some((one) => isInside(realPath, one));
  }

  /** Allows what is inside a directory. */
  add(directory: string): void {
    this.#directories.add(realPlace(directory));
  }

  /**
   * Allows the directory of a file that the user has named. Not where the checkout decides which directory that is:
   * a link inside the root that leads out of it opens nothing.
   */
  addDirectoryOf(file: string): void {
    if (this.leavesRoot(file)) return;
    this.add(dirname(file));
    this.#directories.add(dirname(realPlace(file)));
  }

  /** Whether a path goes through the root, and a link leads out of it again. */
  leavesRoot(path: string): boolean {
    if (isInside(realPlace(path), this.#root)) return false;
    for (let at = dirname(path); ; at = dirname(at)) {
      if (isInside(realPlace(at), this.#root)) return true;
      if (at === dirname(at)) return false;
    }
  }
}

/**
 * The path with every link followed, also where nothing is there: whether a file outside of the root exists is nobody's
 * business.
 */
export function realPlace(path: string, links = 0): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    if (above === path || links > MOST_LINKS) return path;
    const target = linkTarget(path);
    return target === undefined
      ? resolve(realPlace(above, links), basename(path))
      : realPlace(resolve(realPlace(above, links), target), links + 1);
  }
}

function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch {
    return undefined;
  }
}
