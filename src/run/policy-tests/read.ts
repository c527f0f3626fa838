import { dirname } from 'node:path';
import { isDocument } from 'yaml';
import { type Documents, type NamedBy, shownPath } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import { type PolicySource, parseYaml } from '../../documents/source.js';
import { UsageError } from '../../model/error.js';
import { validate } from '../../policy/generated/check-test.js';
import { refuseMistakes } from '../../policy/read/check.js';
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

/** A test that was found, and who has named it: the user, or the folder that it is in. */
export interface TestPath {
  /** Absolute. */
  readonly path: string;
  readonly namedBy: NamedBy;
}

/** Tests are written by hand; above this it is something else. */
const MAX_MEBIBYTES = 8;

const isTest = (value: unknown): value is TestText => validate(value);

/**
 * Reads a test of a policy.
 *
 * @throws UsageError when it cannot be read, PolicyError with every mistake that the published schema finds
 */
export async function readTest({ path, namedBy }: TestPath, documents: Documents): Promise<TestFile> {
  const refuse: Refuse = (reason, hint = 'Check the path of the test.') =>
    new UsageError({
      code: 'unreadable-test',
      message: `the test ${shownPath(path, documents.cwd)} cannot be read: ${reason}`,
      hint,
    });
  const found = documents.find(path, namedBy, refuse);
  const text = await documents.readText(found, MAX_MEBIBYTES, refuse);
  const source = await documents.parseYaml(found, text, { isSecret: () => false });
  const { value } = source;
  if (!isTest(value)) throw await refuseMistakes(source, 'test');
  const cases = exactCases(text);
  const recordsOf = (index: number): readonly RecordText[] => recordsIn(cases[index]);
  return { path, folder: dirname(path), source, value, text, recordsOf };
}

/** The cases with integers as they are written: as numbers of YAML, ids would lose digits. */
function exactCases(text: string): readonly unknown[] {
  const document = parseYaml(text, { intAsBigInt: true });
  const value: unknown = isDocument(document) ? document.toJS({ maxAliasCount: 50 }) : undefined;
  const { cases } = Object(value);
  return Array.isArray(cases) ? cases : [];
}

function recordsIn(value: unknown): readonly RecordText[] {
  const { registry, registries }: { registry?: unknown; registries?: unknown } = Object(value);
  const records: readonly unknown[] = Array.isArray(registries) ? registries : [registry];
  return records.map((record) => Object(record));
}
