import type { TestRun } from './run.js';

/** How a run of tests ended. */
export interface TestSummary {
  readonly files: number;
  readonly cases: number;
  readonly failed: number;
  /** Rules that no case made fail, over all policies. */
  readonly uncovered: number;
  /** Whether it ends in exit code 1. */
  readonly isFailure: boolean;
}

/** @param requireCoverage whether a rule that no case made fail is a failure */
export function summaryOf({ files, coverage }: TestRun, requireCoverage: boolean): TestSummary {
  const cases = files.flatMap((file) => file.cases);
  const failed = cases.filter(({ mismatches }) => mismatches.length > 0).length;
  const uncovered = coverage.reduce((sum, one) => sum + one.uncovered.length, 0);
  const isFailure = failed > 0 || (requireCoverage && uncovered > 0);
  return { files: files.length, cases: cases.length, failed, uncovered, isFailure };
}
