import { appendFileSync } from 'node:fs';
import { tell } from '../cli/terminal/terminal.js';

/**
 * Appends Markdown to the summary of the job, as the summary of @actions/core does; that one takes as long to
 * load as the writing of everything else. A runner without summaries is no reason to fail.
 */
export function writeSummary(markdown: string, env: NodeJS.ProcessEnv): void {
  try {
    appendFileSync(env['GITHUB_STEP_SUMMARY'] || '', markdown);
  } catch {
    tell('note: this runner takes no job summary: GITHUB_STEP_SUMMARY is not a file that can be written');
  }
}
