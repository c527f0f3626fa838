import { UsageError } from '../model/error.js';
import { systemCode, whyUnreadable } from '../model/unreadable.js';

const RESTORE =
  'Bring the file back as it was from version control or the bucket: no run may be left out, since what it found would look as if it had been fixed.';

/** A file of the history that is not as it was written. What it holds is not told: it may be anything. */
export function badRun(path: string, reason: string, hint: string = RESTORE): UsageError {
  return new UsageError({
    code: 'bad-history',
    message: `the history cannot be read: ${path} ${reason}`,
    hint,
  });
}

/** A run that another builds on is not there. */
export function missingRun(path: string, parent: string): UsageError {
  return new UsageError({
    code: 'incomplete-history',
    message: `the history is not whole: ${path} builds on ${parent}, which is not there`,
    hint: [
      `Bring ${parent} back from version control or the bucket.`,
      'If it is lost, move the runs that build on it out of the folder as well: what they found is lost with it.',
    ].join('\n'),
  });
}

/** The folder itself cannot be listed. */
export function unreadableHistory(folder: string, error: unknown): UsageError {
  const code = systemCode(error);
  const missing = code === 'ENOENT';
  const reason = missing
    ? 'there is no such folder'
    : code === 'ENOTDIR'
      ? 'it is not a folder'
      : whyUnreadable(error);
  return new UsageError({
    code: missing ? 'no-history' : 'bad-history',
    message: `the history ${folder} cannot be read: ${reason}`,
    hint: 'A check with --history begins one.',
  });
}
