const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'this process has too many open files',
  ENFILE: 'the system has too many open files',
  ENXIO: 'nothing is behind it',
  EIO: 'the device reports an error',
  EBUSY: 'another program is using it',
  ETXTBSY: 'another program is using it',
  ERR_INVALID_ARG_VALUE: 'its name is not one that a file can have',
};

/** The system's code of an error: `ENOENT`, `EACCES`; undefined where it has none. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Why a file cannot be read, in a few words, out of what the system says. */
export function whyUnreadable(error: unknown): string {
  const code = systemCode(error) ?? 'unknown error';
  return reasons[code] ?? code;
}
