import { type CaseResult, type TestResults, testSummary } from '../../../model/policy-tests.js';
import type { TestReportOptions } from '../../format.js';
import { safeJson } from '../../sanitise.js';

/** For programs. Its members are described in docs/testing-policies.md. */
export function testJson(
  results: TestResults,
  { requireCoverage, updated }: Pick<TestReportOptions, 'requireCoverage' | 'updated'>,
): string {
  const { files, cases, failed, uncovered, isFailure } = testSummary(results, requireCoverage);
  const report = {
    version: 1,
    files: results.files.map(({ file, policy, cases }) => ({ file, policy, cases: cases.map(caseJson) })),
    coverage: results.coverage,
    updated,
    summary: { files, cases, failedCases: failed, uncoveredRules: uncovered, failed: isFailure },
  };
  return `${safeJson(report)}\n`;
}

function caseJson({ name, location, mismatches }: CaseResult) {
  return {
    name,
    location,
    passed: mismatches.length === 0,
    mismatches: mismatches.map(({ rule, registry, expected, found, reasons }) => ({
      rule,
      ...(registry !== undefined && { registry }),
      expected,
      found,
      reasons,
    })),
  };
}
