import type { Location } from './location.js';
import type { Outcome } from './result.js';

/** Why a registry of a case has the outcome that it has. */
export interface MismatchReason {
  readonly registry: string;
  readonly outcome: Outcome;
  readonly message: string;
}

/** An expectation of a case that did not come true. */
export interface Mismatch {
  readonly rule: string;
  /** The registry that the test names. */
  readonly registry?: string;
  /** What the test says at this place, and what it would have to say. */
  readonly expected: string;
  readonly found: string;
  readonly reasons: readonly MismatchReason[];
}

/** The result of a case. It passed when there is no mismatch. */
export interface CaseResult {
  readonly name: string;
  readonly location: Location;
  readonly mismatches: readonly Mismatch[];
}

/** The results of one file of tests. */
export interface TestFileResult {
  /** The path of the file, as people read it. */
  readonly file: string;
  /** The name of the policy. */
  readonly policy: string;
  readonly cases: readonly CaseResult[];
}

/** How many of a policy's rules the cases made fail. */
export interface Coverage {
  readonly policy: string;
  readonly rules: readonly string[];
  /** The rules that no case made fail, so that nobody knows whether they can. */
  readonly uncovered: readonly string[];
}

/** The results of all tests. */
export interface TestResults {
  readonly files: readonly TestFileResult[];
  readonly coverage: readonly Coverage[];
}

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
export function testSummary({ files, coverage }: TestResults, requireCoverage: boolean): TestSummary {
  const cases = files.flatMap((file) => file.cases);
  const failed = cases.filter(({ mismatches }) => mismatches.length > 0).length;
  const uncovered = coverage.reduce((sum, one) => sum + one.uncovered.length, 0);
  const isFailure = failed > 0 || (requireCoverage && uncovered > 0);
  return { files: files.length, cases: cases.length, failed, uncovered, isFailure };
}
