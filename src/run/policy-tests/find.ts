import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Documents } from '../../documents/documents.js';
import { adviceOn } from '../../documents/refuse.js';
import { UsageError } from '../../model/error.js';
import { systemCode, whyUnreadable } from '../../model/unreadable.js';
import type { TestPath } from './read.js';

const TEST = /\.test\.ya?ml$/i;

/** Folders that hold what others wrote, or nothing that a person did. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The tests below folders, and the files named, in the order of their names and each once. Links to folders are
 * not followed.
 *
 * @throws UsageError where a path does not exist, and where there is no test at all: nothing run is not green
 */
export function findTests(paths: readonly string[], documents: Documents): readonly TestPath[] {
  const found = new Map<string, TestPath>();
  for (const path of paths) {
    for (const test of testsAt(path, documents)) {
      if (test.namedBy === 'user' || !found.has(test.path)) found.set(test.path, test);
    }
  }
  if (found.size > 0) return [...found.values()];
  throw new UsageError({
    code: 'no-tests',
    message: `there is no test of a policy in ${paths.join(', ')}, so nothing was tested`,
    hint: 'Tests are files that end in .test.yaml. docs/testing-policies.md shows one.',
  });
}

function testsAt(path: string, documents: Documents): readonly TestPath[] {
  const place = resolve(documents.cwd, path);
  if (!statsOf(place, path).isDirectory()) return [{ path: place, namedBy: 'user' }];
  documents.allowDirectory(place);
  return testsBelow(place).map((test) => ({ path: test, namedBy: 'file' }));
}

function statsOf(place: string, path: string): Stats {
  try {
    return statSync(place);
  } catch (error) {
    const isMissing = systemCode(error) === 'ENOENT';
    throw new UsageError({
      code: 'no-tests',
      message: isMissing
        ? `there is no file or folder ${path}`
        : `the test ${path} cannot be read: ${whyUnreadable(error)}`,
      hint: adviceOn(error) ?? 'Check the path of the test.',
    });
  }
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
  } catch (error) {
    throw new UsageError({
      code: 'no-tests',
      message: `the folder ${folder} cannot be read: ${whyUnreadable(error)}`,
      hint: adviceOn(error) ?? 'Check the path of the folder.',
    });
  }
}
