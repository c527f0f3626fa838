import { sanitise, showProse } from '../../report/sanitise.js';
import type { Coverage } from '../coverage.js';
import type { CaseResult, FileResult, TestRun } from '../run.js';
import { diffOf } from './diff.js';
import type { TestReport } from './report.js';

/** A case as JUnit has it. */
interface JUnitCase {
  readonly name: string;
  readonly className: string;
  readonly place?: { readonly file: string; readonly line: number };
  readonly failure?: { readonly message: string; readonly text: string };
}

interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

/** The XML that CI servers read. Without times, so that the same run gives the same file. */
export const junitTestReport: TestReport = (run, { requireCoverage }) => {
  const suites = suitesOf(run, requireCoverage);
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="registry-lint" ${totals(all)}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
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
    ...(diffs.length > 0 && { failure: { message, text: text.join('\n') } }),
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
      ...(uncovered.includes(rule) && { failure: { message, text: message } }),
    })),
  };
}

function suiteLines({ name, cases }: JUnitSuite): readonly string[] {
  return [
    `  <testsuite ${attributes({ name })} ${totals(cases)}>`,
    ...cases.flatMap(caseLines),
    '  </testsuite>',
  ];
}

function caseLines({ name, className, place, failure }: JUnitCase): readonly string[] {
  const { file, line } = place ?? {};
  const start = `    <testcase ${attributes({ name, classname: className, file, line })}`;
  if (!failure) return [`${start}/>`];
  const { message, text } = failure;
  return [
    `${start}>`,
    `      <failure ${attributes({ message, type: 'expectation' })}>${escaped(text)}</failure>`,
    '    </testcase>',
  ];
}

function totals(cases: readonly JUnitCase[]): string {
  const failures = cases.filter(({ failure }) => failure).length;
  return attributes({ tests: cases.length, failures, errors: 0, skipped: 0 });
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${escaped(sanitise(String(value)))}"`)
    .join(' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What cannot stand in XML at all has been made visible before. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
