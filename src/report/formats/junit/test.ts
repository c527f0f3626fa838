import type { Coverage } from '../../../run/policy-tests/coverage.js';
import type { TestReport } from '../../../run/policy-tests/report/report.js';
import type { CaseResult, FileResult, TestRun } from '../../../run/policy-tests/run.js';
import { diffOf } from '../../describe/mismatch.js';
import { showProse } from '../../sanitise.js';
import { type JUnitCase, type JUnitSuite, writeJUnitXml } from './xml.js';

/** The XML that CI servers read. */
export const junitTestReport: TestReport = (run, { requireCoverage }) => {
  const written: string[] = [];
  writeJUnitXml('registry-lint', suitesOf(run, requireCoverage), (text) => written.push(text));
  return written.join('');
};

function suitesOf({ files, coverage }: TestRun, requireCoverage: boolean): readonly JUnitSuite[] {
  return [...files.map(fileSuite), ...(requireCoverage ? coverage.map(coverageSuite) : [])];
}

function fileSuite({ test, cases }: FileResult): JUnitSuite {
  const { file } = test.source;
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
