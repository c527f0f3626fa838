import { systemCode } from '../model/unreadable.js';

/**
 * Turns a reason why a file cannot be read, and what to do about it, into the error of the caller.
 *
 * @param code replaces the caller's own code, where there is a more exact one
 */
export type Refuse = (reason: string, hint?: string, code?: string) => Error;

const advice: Readonly<Record<string, string>> = {
  EACCES: 'Give this user read access to the file and to every directory above it.',
  EPERM: 'Give this user read access to the file and to every directory above it.',
  EMFILE: 'Raise the limit on open files, for example with `ulimit -n 4096`.',
  ENFILE: 'Close other programs: the system has no more open files to give.',
};

/** What to do about an error of the file system, where that is more than to check the path. */
export function adviceOn(error: unknown): string | undefined {
  return advice[systemCode(error) ?? ''];
}
