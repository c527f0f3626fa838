import { text } from 'node:stream/consumers';
import type { RunInfo } from '../../src/model/result.js';
import type { PolicyFinding } from '../../src/model/waiver.js';
import type { ReportOptions } from '../../src/report/format.js';
import { formats } from '../../src/report/formats.js';
import { type Groups, render } from './results.js';

/** What a test asks of the script. */
export interface Annotated {
  readonly run: RunInfo;
  readonly groups: Groups;
  readonly options?: Partial<ReportOptions>;
  readonly silent?: number;
  readonly policyFindings?: readonly PolicyFinding[];
}

const {
  run,
  groups,
  options,
  silent = 0,
  policyFindings = [],
}: Annotated = JSON.parse(await text(process.stdin));
await render(formats.github.check, run, groups, { ...options, silent, policyFindings });
