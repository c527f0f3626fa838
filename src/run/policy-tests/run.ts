import { resolve } from 'node:path';
import { requireRegular } from '../../documents/bytes.js';
import type { Documents } from '../../documents/documents.js';
import type { Refuse } from '../../documents/refuse.js';
import type { Path } from '../../documents/source.js';
import { fileSource } from '../../inventory/file/read.js';
import { testSource } from '../../inventory/memory.js';
import { inventoryOf, type RecordSource } from '../../inventory/source.js';
import { type ErrorDetails, InventoryError, PolicyError } from '../../model/error.js';
import { formatLocation } from '../../model/location.js';
import type { CaseResult, TestFileResult, TestResults } from '../../model/policy-tests.js';
import type { Policy } from '../../model/rule.js';
import { lint } from '../lint.js';
import { checkNames, checkRegistries, checkRules } from './check-case.js';
import { CoverageCount } from './coverage.js';
import { type Expectation, expectationsOf } from './expectation.js';
import { Findings } from './findings.js';
import { mismatchOf, type UpdatableMismatch } from './judge.js';
import { Policies } from './policies.js';
import { readTest, type TestFile, type TestPath } from './read.js';
import type { CaseText } from './test-file.js';

/** The results of a file, and the file itself, in which `--update` writes. */
export interface RanFile extends TestFileResult {
  readonly test: TestFile;
  readonly cases: readonly RanCase[];
}

interface RanCase extends CaseResult {
  readonly mismatches: readonly UpdatableMismatch[];
}

/** The results of all tests. */
export interface TestRun extends TestResults {
  readonly files: readonly RanFile[];
}

/** A case that is ready to be run. */
interface Prepared {
  readonly path: Path;
  readonly text: CaseText;
  readonly expectations: readonly Expectation[];
}

/**
 * Runs tests of policies.
 *
 * @param policies stand in for the policies that the tests name
 * @throws PolicyError with every mistake in the tests and their policies; no result is told then
 */
export async function runTests(
  files: readonly TestPath[],
  policies: readonly string[],
  documents: Documents,
): Promise<TestRun> {
  const problems: ErrorDetails[] = [];
  const loaded = new Policies(policies, documents);
  const coverage = new CoverageCount();
  const results: RanFile[] = [];
  for (const file of files) {
    const test = await readTest(file, documents).catch((error: unknown) => note(error, problems));
    const policy = test && (await loaded.of(test, problems));
    if (test && policy) results.push(await runFile(test, policy, { coverage, documents }, problems));
  }
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
  return { files: results, coverage: coverage.all() };
}

function note(error: unknown, problems: ErrorDetails[]): undefined {
  if (!(error instanceof PolicyError)) throw error;
  problems.push(...error.problems);
  return undefined;
}

async function runFile(
  test: TestFile,
  policy: Policy,
  { coverage, documents }: { readonly coverage: CoverageCount; readonly documents: Documents },
  problems: ErrorDetails[],
): Promise<RanFile> {
  const cases: RanCase[] = [];
  for (const [index, text] of test.value.cases.entries()) {
    const path = ['cases', index];
    const { source } = test;
    const before = problems.length;
    checkRegistries(test, text, path, problems);
    const expectations = expectationsOf(text.expect, [...path, 'expect'], source, problems);
    checkRules(expectations, policy, test, problems);
    if (problems.length > before) continue;
    const registries = sourceOf(test, index, path, { documents, problems });
    if (!registries) continue;
    const prepared = { path, text, expectations };
    const findings = await findingsOf(test, registries, prepared, policy, problems);
    if (problems.length === before) checkNames(expectations, findings, test, path, problems);
    if (problems.length > before) continue;
    const judged = expectations.map((expectation) => ({
      expectation,
      mismatch: mismatchOf(expectation, findings),
    }));
    coverage.note(
      policy,
      judged.filter(({ expectation, mismatch }) => !mismatch && wantsFailure(expectation)).map(ruleOf),
    );
    cases.push({
      name: text.name,
      location: source.locate(path, 'value'),
      mismatches: judged.flatMap(({ mismatch }) => mismatch ?? []),
    });
  }
  return { file: test.source.file, test, policy: policy.name, cases };
}

const ruleOf = ({ expectation }: { readonly expectation: Expectation }): string => expectation.rule;

function wantsFailure(expectation: Expectation): boolean {
  return expectation.outcome === 'fail' && (expectation.kind === 'outcome' || expectation.count > 0);
}

/** The registries of a case; undefined where its inventory may not be read, which is added to `problems`. */
function sourceOf(
  test: TestFile,
  index: number,
  path: Path,
  { documents, problems }: { readonly documents: Documents; readonly problems: ErrorDetails[] },
): RecordSource | undefined {
  const name = test.value.cases[index]?.inventory;
  if (name === undefined) return testSource(test.recordsOf(index));
  const refuse: Refuse = (reason, hint = RELATIVE, code = 'unreadable') =>
    new PolicyError([
      test.source.problem([...path, 'inventory'], 'value', {
        code,
        message: `the inventory ${name} cannot be read: ${reason}`,
        hint,
      }),
    ]);
  try {
    const found = documents.find(resolve(test.folder, name), 'file', refuse);
    requireRegular(found.path, refuse);
    return fileSource(found.path);
  } catch (error) {
    return note(error, problems);
  }
}

const RELATIVE = 'The path of an inventory is relative to the test.';

async function findingsOf(
  test: TestFile,
  source: RecordSource,
  { path, text, expectations }: Prepared,
  policy: Policy,
  problems: ErrorDetails[],
): Promise<Findings> {
  const findings = new Findings(expectations.map(({ rule }) => rule));
  try {
    const options = { includePass: true, allowEmpty: true, failOn: 'never', reports: [findings] } as const;
    await lint(findings.noting(inventoryOf(source)), policy, options);
  } catch (error) {
    if (!(error instanceof InventoryError)) throw error;
    const where = error.location ? `${formatLocation(error.location)}: ` : '';
    problems.push(
      test.source.problem([...path, text.inventory === undefined ? 'registry' : 'inventory'], 'value', {
        code: error.code,
        message: `${where}${error.message}`,
        hint: RELATIVE,
      }),
    );
  }
  return findings;
}
