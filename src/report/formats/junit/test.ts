import type { CaseResult, Coverage, TestFileResult, TestResults } from '../../../model/policy-tests.js';
import { diffOf } from '../../describe/mismatch.js';
import type { TestReportOptions } from '../../format.js';
import { showProse } from '../../sanitise.js';
import { type JUnitCase, type JUnitSuite, writeJUnitXml } from './xml.js';

/** A suite for each file of tests, with its cases. */
export function writeTests(results: TestResults, { write, requireCoverage }: TestReportOptions): void {
  writeJUnitXml('registry-lint', suitesOf(results, requireCoverage), write);
}

function suitesOf({ files, coverage }: TestResults, requireCoverage: boolean): readonly JUnitSuite[] {
  return [...files.map(fileSuite), ...(requireCoverage ? coverage.map(coverageSuite) : [])];
}

function fileSuite({ file, cases }: TestFileResult): JUnitSuite {
  return { name: file, cases: cases.map((one) => junitCase(one, file)) };
}

function junitCase({ name, location, mismatches }: CaseResult, className: string): JUnitCase {
  const diffs = mismatches.map(diffOf);
  const text = diffs.flatMap(({ expected, found, reasons }) => [
    `- ${expected}`,
    `+ ${found}`,
    ...reasons.map((reason) => `  ${reason}`),
  ]);
  const message = diffs.map(({ expected, found }) => `expected ${expected}, found ${found}`).join('; ');
  return {
    name: showProse(name),
    className,
    place: location,
    ...(diffs.length > 0 && { failure: { message, type: 'expectation', text: text.join('\n') } }),
  };
}

/** Where coverage is required, each rule is a case: whether any case made it fail. */
function coverageSuite({ policy, rules, uncovered }: Coverage): JUnitSuite {
  const message = 'no case makes this rule fail';
  return {
    name: `coverage of ${policy}`,
    cases: rules.map((rule) => ({
      name: rule,
      className: policy,
      ...(uncovered.includes(rule) && { failure: { message, type: 'expectation', text: message } }),
    })),
  };
}
