import { isAbsolute, relative } from 'node:path';

/** A path as a report shows it: relative to the working folder, as the folders of the machine are nobody else's matter. */
export function relativePath(path: string, folder: string = process.cwd()): string {
  return isAbsolute(path) ? relative(folder, path) || path : path;
}
