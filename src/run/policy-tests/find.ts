import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../model/error.js';

const TEST = /\.test\.ya?ml$/i;

/** Folders that hold what others wrote, or nothing that a person did. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The tests below folders, and the files named, in the order of their names and each once. Links to folders are
 * not followed.
 *
 * @throws UsageError where a path does not exist, and where there is no test at all: nothing run is not green
 */
export function findTests(paths: readonly string[], cwd: string): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) for (const file of testsAt(resolve(cwd, path), path)) found.add(file);
  if (found.size > 0) return [...found];
  throw new UsageError({
    code: 'no-tests',
    message: `there is no test of a policy in ${paths.join(', ')}, so nothing was tested`,
    hint: 'Tests are files that end in .test.yaml. docs/testing-policies.md shows one.',
  });
}

function testsAt(place: string, path: string): string[] {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats?.isFile()) return [place];
  if (stats?.isDirectory()) return testsBelow(place);
  throw new UsageError({ code: 'no-tests', message: `there is no file or folder ${path}` });
}

function testsBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : testsBelow(path);
    return TEST.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    throw new UsageError({ code: 'no-tests', message: `the folder ${folder} cannot be read` });
  }
}
