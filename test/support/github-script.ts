import { text } from 'node:stream/consumers';
import type { RunInfo } from '../../src/model/result.js';
import { githubReport } from '../../src/report/github.js';
import type { ReportOptions } from '../../src/report/report.js';
import { type Groups, render } from './results.js';

/** What a test asks of the script. */
export interface Annotated {
  readonly run: RunInfo;
  readonly groups: Groups;
  readonly options?: Partial<ReportOptions>;
  readonly silent?: number;
}

const { run, groups, options, silent }: Annotated = JSON.parse(await text(process.stdin));
await render(githubReport, run, groups, { ...options, silent: silent ?? 0 });
