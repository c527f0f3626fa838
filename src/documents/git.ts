import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isInside } from './root.js';

/** A git checkout, as real paths. */
export interface Checkout {
  /** The top of its working tree. */
  readonly directory: string;
  /** Where git keeps what belongs to this working tree alone, such as HEAD. */
  readonly gitDirectory: string;
}

/** The checkout that a file or directory is in: the nearest `.git` at or above it. git itself is not run. */
export function checkoutOf(path: string): Checkout | undefined {
  for (let directory = real(path); ; directory = dirname(directory)) {
    const git = join(directory, '.git');
    const stats = statsOf(git);
    if (stats?.isDirectory()) return { directory, gitDirectory: real(git) };
    // In a worktree and in a submodule `.git` is a file that names the directory.
    const [, named] = stats?.isFile() ? (/^gitdir: (.+)$/m.exec(readSmall(git) ?? '') ?? []) : [];
    if (named !== undefined) return { directory, gitDirectory: real(resolve(directory, named.trim())) };
    if (directory === dirname(directory)) return undefined;
  }
}

/** Whether whoever chooses the commit of `outer` also chooses that of `checkout`: it is the same, or a submodule. */
export function isPartOf(checkout: Checkout, outer: Checkout): boolean {
  return (
    checkout.gitDirectory === outer.gitDirectory ||
    isInside(checkout.gitDirectory, join(outer.gitDirectory, 'modules'))
  );
}

/** More than git itself follows (`SYMREF_MAXDEPTH`). */
const MAX_SYMBOLIC_REFS = 5;

/** The commit that is checked out; undefined where that cannot be found out, as with a kind of storage we do not know. */
export function headCommit({ gitDirectory }: Checkout): string | undefined {
  const common = readSmall(join(gitDirectory, 'commondir'));
  const directories =
    common === undefined ? [gitDirectory] : [gitDirectory, resolve(gitDirectory, common.trim())];
  let name = 'HEAD';
  for (let depth = 0; depth <= MAX_SYMBOLIC_REFS; depth++) {
    const value = refIn(directories, name);
    if (value === undefined) return undefined;
    const [, next] = /^ref: (refs\/\S+)$/.exec(value) ?? [];
    if (next === undefined) return isCommit(value) ? value : undefined;
    name = next;
  }
  return undefined;
}

function refIn(directories: readonly string[], name: string): string | undefined {
  for (const directory of directories) {
    const loose = readSmall(join(directory, name))?.trim();
    if (loose) return loose;
  }
  for (const directory of directories) {
    const lines = readSmall(join(directory, 'packed-refs'))?.split('\n') ?? [];
    const line = lines.find((one) => one.endsWith(` ${name}`));
    if (line !== undefined) return line.slice(0, line.indexOf(' '));
  }
  return undefined;
}

/** A name in SHA-1 or SHA-256. */
const isCommit = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

function readSmall(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Undefined also below a file, where there is an error and not only no entry. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
