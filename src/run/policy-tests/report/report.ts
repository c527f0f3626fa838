import type { TestRun } from '../run.js';

/** How a run of tests is told. */
export interface TestReportOptions {
  readonly requireCoverage: boolean;
  /** The files in which `--update` has written what was found. */
  readonly updated: readonly string[];
  readonly colour: boolean;
  readonly width: number;
}

/** A run of tests as a text. */
export type TestReport = (run: TestRun, options: TestReportOptions) => string;
