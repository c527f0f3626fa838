import { counted } from '../../../model/counted.js';
import { formatLocation } from '../../../model/location.js';
import {
  type CaseResult,
  type Coverage,
  type Mismatch,
  type TestFileResult,
  type TestResults,
  type TestSummary,
  testSummary,
} from '../../../model/policy-tests.js';
import { diffOf } from '../../describe/mismatch.js';
import type { TestReportOptions } from '../../format.js';
import { type Palette, palette } from '../../paint.js';
import { sanitise, showProse, showValue } from '../../sanitise.js';
import { hang } from '../../wrap.js';

/** For people at a terminal. */
export function testText(results: TestResults, options: TestReportOptions): string {
  const paint = palette(options.colour);
  const summary = testSummary(results, options.requireCoverage);
  return [
    ...results.files.map((file) => fileText(file, options.width, paint)),
    ...results.coverage.map((coverage) => coverageText(coverage, options, paint)),
    ...options.updated.map((file) => `${paint.green('updated')}  ${showValue(file)}\n`),
    conclusion(summary, options, paint),
  ].join('\n');
}

function fileText({ file, policy, cases }: TestFileResult, width: number, paint: Palette): string {
  const title = `${showValue(file)}  ${paint.dim(`policy ${showValue(policy)}`)}`;
  return [paint.bold(title), ...cases.map((one) => caseText(one, width, paint))].join('\n').concat('\n');
}

function caseText({ name, location, mismatches }: CaseResult, width: number, paint: Palette): string {
  const shown = showProse(name);
  if (mismatches.length === 0) return `  ${paint.green('✔')} ${hang(shown, width, 4)}`;
  const head = `  ${paint.red('✖')} ${hang(shown, width, 4)}\n    ${paint.dim(sanitise(formatLocation(location)))}`;
  return [head, ...mismatches.map((one) => mismatchText(one, width, paint))].join('\n');
}

function mismatchText(mismatch: Mismatch, width: number, paint: Palette): string {
  const { expected, found, reasons } = diffOf(mismatch);
  return [
    `    ${paint.red(hang(`- ${expected}`, width, 6))}`,
    `    ${paint.green(hang(`+ ${found}`, width, 6))}`,
    ...reasons.map((reason) => `      ${paint.dim(hang(reason, width, 6))}`),
  ].join('\n');
}

function coverageText(
  { policy, rules, uncovered }: Coverage,
  { width, requireCoverage }: TestReportOptions,
  paint: Palette,
): string {
  const count = `${rules.length - uncovered.length} of ${counted(rules.length, 'rule')} ${rules.length === 1 ? 'was' : 'were'} made to fail`;
  const head = `Coverage of ${showValue(policy)}: ${count}`;
  if (uncovered.length === 0) return `${paint.green(hang(head, width, 2))}\n`;
  const never = `No case makes these fail: ${uncovered.map(showValue).join(', ')}`;
  const style = requireCoverage ? paint.red : paint.dim;
  return `${hang(head, width, 2)}\n  ${style(hang(never, width, 2))}\n`;
}

function conclusion(
  { cases, failed, uncovered, isFailure }: TestSummary,
  { requireCoverage }: TestReportOptions,
  paint: Palette,
): string {
  const counts = [
    `${cases} ${cases === 1 ? 'case' : 'cases'}`,
    `${failed} failed`,
    ...(requireCoverage && uncovered > 0 ? [`${counted(uncovered, 'rule')} without a case that fails`] : []),
  ].join(', ');
  return `${counts}\n${isFailure ? paint.red('FAILED') : paint.green('PASSED')}\n`;
}
