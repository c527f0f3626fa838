import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDocument, parseDocument } from 'yaml';
import { shownPath } from '../../documents/file.js';
import { PolicySource } from '../../documents/source.js';
import { UsageError } from '../../model/error.js';
import { validate } from '../../policy/generated/check-test.js';
import { refuseMistakes } from '../../policy/read/check.js';
import { withoutSecrets } from './secrets.js';
import type { RecordText, TestText } from './test-file.js';

/** A test of a policy, and where each part of it stands. */
export interface TestFile {
  /** The whole path. */
  readonly path: string;
  readonly folder: string;
  readonly source: PolicySource;
  readonly value: TestText;
  /** As it is on disk. Not to be shown. */
  readonly text: string;
  /** The records of a case, with every digit of their ids and their secrets. */
  readonly recordsOf: (index: number) => readonly RecordText[];
}

/** Tests are written by hand; above this it is something else. Bytes. */
const MAX_BYTES = 8 * 1024 * 1024;

const isTest = (value: unknown): value is TestText => validate(value);

/**
 * Reads a test of a policy.
 *
 * @throws UsageError when it cannot be read, PolicyError with every mistake that the published schema finds
 */
export async function readTest(path: string, cwd: string): Promise<TestFile> {
  const text = readText(path, shownPath(path, cwd));
  const shown = withoutSecrets(text);
  const source = new PolicySource(shownPath(path, cwd), shown.text, shown.isWhole ? () => false : undefined);
  const { value } = source;
  if (!isTest(value)) throw await refuseMistakes(source, 'test');
  const cases = exactCases(text);
  const recordsOf = (index: number): readonly RecordText[] => recordsIn(cases[index]);
  return { path, folder: dirname(path), source, value, text, recordsOf };
}

function readText(path: string, shown: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw new RangeError(`more than ${MAX_BYTES / 1024 / 1024} MiB`);
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const reason = error instanceof RangeError ? `it has ${error.message}` : 'this user may not read it';
    throw new UsageError({
      code: 'unreadable-test',
      message: `the test ${shown} cannot be read: ${reason}`,
    });
  }
}

/** The cases with integers as they are written: as numbers of YAML, ids would lose digits. */
function exactCases(text: string): readonly unknown[] {
  const document = parseDocument(text, { intAsBigInt: true });
  const value: unknown = isDocument(document) ? document.toJS({ maxAliasCount: 50 }) : undefined;
  const { cases } = Object(value);
  return Array.isArray(cases) ? cases : [];
}

function recordsIn(value: unknown): readonly RecordText[] {
  const { registry, registries }: { registry?: unknown; registries?: unknown } = Object(value);
  const records: readonly unknown[] = Array.isArray(registries) ? registries : [registry];
  return records.map((record) => Object(record));
}
