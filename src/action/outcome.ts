import { setOutput } from '@actions/core';
import type { Messages } from '../messages/messages.js';
import { UsageError } from '../model/error.js';
import type { Summary } from '../model/result.js';
import { unreadInAll } from '../report/describe/accounts.js';
import { openResults, verdictLine } from '../report/describe/verdict.js';
import { formats } from '../report/formats.js';
import type { Inputs } from './inputs.js';

/** How a run ended. `unread`: there is no inventory to judge. `invalid`: an input or the policy is wrong. */
export type Outcome = 'passed' | 'failed' | 'unread' | 'invalid';

/** The code of the error where a run has ended, and cannot say so. */
export const UNWRITABLE_OUTPUTS = 'unwritable-outputs';

/** The outputs of the action, as action.yml describes them. */
export const outputNames = [
  'result',
  'registries',
  'errors',
  'warnings',
  'notes',
  'open',
  'sarif-file',
  'reports',
] as const;

/**
 * Sets an output of the step.
 *
 * @throws UsageError where the runner's file for them cannot be written
 */
export function output(name: (typeof outputNames)[number], value: string | number): void {
  try {
    setOutput(name, value);
  } catch {
    throw new UsageError({
      code: UNWRITABLE_OUTPUTS,
      message: 'the outputs of this step cannot be written: GITHUB_OUTPUT is not a file that takes them',
      hint: 'The runner sets GITHUB_OUTPUT itself. Leave it as it is.',
    });
  }
}

/** Sets all outputs of a run that has decided. */
export function tellOutcome({ failed, registries, counts, unread }: Summary, { files }: Inputs): void {
  const outcome: Outcome = unread ? 'unread' : failed ? 'failed' : 'passed';
  output('registries', registries);
  output('errors', counts.error.fail);
  output('warnings', counts.warning.fail);
  output('notes', counts.note.fail);
  output('open', openResults(counts));
  // Code scanning would close the alerts of the accounts that could not be read.
  output('sarif-file', unread ? '' : (files.get(formats.sarif) ?? ''));
  output('reports', [...files.values()].join('\n'));
  // Last, as what has been told stays told where the others cannot be.
  output('result', outcome);
}

/** Why the step fails, on one line. */
export function failureLine(summary: Summary, { failOn, allowOpen }: Inputs, words: Messages): string {
  if (summary.unread) return `${words.accounts.notWhole}: ${unreadInAll(summary, words)}`;
  return verdictLine(summary.counts, { failOn, failOnOpen: !allowOpen }, words);
}
