import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { systemCode, whyUnreadable } from '../model/unreadable.js';
import type { PolicySource } from './source.js';

/** Turns a reason why a file cannot be read, and what to do, into the error of whoever asked for it. */
export type Refuse = (reason: string, hint?: string) => Error;

function attempt<T>(read: () => T, refuse: Refuse): T {
  try {
    return read();
  } catch (error) {
    throw refuse(whyUnreadable(error));
  }
}

/** The path with every symbolic link followed. */
export function realPath(path: string, refuse: Refuse): string {
  const leadsNowhere = 'it is a symbolic link, and what it leads to is not there';
  try {
    return realpathSync(path);
  } catch (error) {
    throw refuse(systemCode(error) === 'ENOENT' && isLink(path) ? leadsNowhere : whyUnreadable(error));
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}

/**
 * Reads a YAML file and keeps where each of its values stands. Loads the parser only now: a run with a built-in
 * pack does without.
 *
 * @param maxMebibytes above this it is something else than it is taken for
 * @param isSecret whether a text may not be quoted; told by its keys unless said
 * @throws PolicyError when it is not YAML, and what `refuse` makes of a file that cannot be read
 */
export async function readSource(
  path: string,
  cwd: string,
  maxMebibytes: number,
  refuse: Refuse,
  isSecret?: (text: string) => boolean,
): Promise<PolicySource> {
  const bytes = attempt(() => readFileSync(path), refuse);
  if (bytes.length > maxMebibytes * 1024 * 1024) throw refuse(`it has more than ${maxMebibytes} MiB`);
  // Read for what it is not, a name in it would be another, and a rule or a waiver would speak of nothing.
  if (!isUtf8(bytes)) throw refuse('it is not UTF-8 text');
  const { PolicySource } = await import('./source.js');
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  return new PolicySource(shownPath(path, cwd), text, isSecret);
}

/** The path below the working directory, else the whole of it. */
export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below === '' || isAbsolute(below) || below.split(sep)[0] === '..' ? path : below;
}
