import { UsageError } from './error.js';
import { systemCode } from './unreadable.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk space of this user is used up',
  EFBIG: 'it would be larger than is allowed',
  EIO: 'the device reports an error',
};

/** That a place cannot be written, and why, from what the system said. */
export function unwritable(place: string, error: unknown, hint: string): UsageError {
  const code = systemCode(error) ?? 'unknown error';
  return new UsageError({
    code: 'unwritable',
    message: `${place} cannot be written: ${reasons[code] ?? code}`,
    hint,
  });
}
