import type { TestReport } from '../../../run/policy-tests/report/report.js';
import type { CaseResult } from '../../../run/policy-tests/run.js';
import { summaryOf } from '../../../run/policy-tests/summary.js';
import { safeJson } from '../../sanitise.js';

/** For programs. What it holds is told in docs/testing-policies.md. */
export const jsonTestReport: TestReport = (run, { requireCoverage, updated }) => {
  const { files, cases, failed, uncovered, isFailure } = summaryOf(run, requireCoverage);
  const report = {
    version: 1,
    files: run.files.map((file) => ({
      file: file.test.source.file,
      policy: file.policy,
      cases: file.cases.map(caseJson),
    })),
    coverage: run.coverage,
    updated,
    summary: { files, cases, failedCases: failed, uncoveredRules: uncovered, failed: isFailure },
  };
  return `${safeJson(report)}\n`;
};

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
