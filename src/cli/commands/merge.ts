import type { Command } from 'commander';
import { counted } from '../../model/counted.js';
import { exitCodes, UsageError } from '../../model/error.js';
import { examples } from '../terminal/help.js';
import { OutputFile } from '../terminal/output-file.js';
import { refuseOverwriting } from '../terminal/same-file.js';
import { StandardOutput } from '../terminal/standard-output.js';
import { note, tell } from '../terminal/terminal.js';

interface MergeOptions {
  readonly output?: string;
}

/** Defines `merge`: the reports of all shards become the one of a whole run. */
export function defineMerge(program: Command, end: (exitCode: number) => void): void {
  program
    .command('merge')
    .summary('join the reports of shards')
    .description(
      'Joins the JSON reports of all shards of a run (check --accounts FILE --shard i/n) to the one that a ' +
        'single run would have written, and ends with the exit code that it would have had.',
    )
    .argument('[file...]', 'the reports, in any order')
    .option('--output <file>', 'the file to write; standard output unless said')
    .addHelpText(
      'after',
      examples([
        ['registry-lint merge shard-*.json --output report.json', 'the reports of a matrix of jobs'],
      ]) + exitCodeHelp,
    )
    .action(async (files: readonly string[], options: MergeOptions) => end(await merge(files, options)));
}

const exitCodeHelp = `
Exit codes:
  0  nothing at or above the threshold of the shards
  1  findings
  2  the reports do not belong together
  3  an account could not be read, or a report is missing or cut off
`;

async function merge(files: readonly string[], { output }: MergeOptions): Promise<number> {
  if (files.length === 0) {
    throw new UsageError({
      code: 'missing-argument',
      message: 'which reports to join is not said',
      hint: 'Give the JSON reports of all shards. See registry-lint merge --help.',
    });
  }
  const { readShards } = await import('../../run/merge/document.js');
  const { joinShards } = await import('../../run/merge/join.js');
  const [first = '', ...others] = files;
  const path = output === '-' ? undefined : output;
  if (path !== undefined) refuseOverwriting([path], { 'the report of a shard': files });
  const reports = await readShards(first, others);
  const file = path === undefined ? undefined : new OutputFile(path);
  const standard = new StandardOutput();
  try {
    const parts: string[] = [];
    // Standard output would let the beginning go before the end is known to be right.
    const joined = await joinShards([...reports], file ? file.write : (text) => parts.push(text));
    file?.commit();
    for (const part of parts) standard.write(part);
    standard.release();
    if (path !== undefined) note(`written to ${path}`);
    tellUnread(joined.unread.length, joined.accounts);
    if (path !== undefined && joined.exitCode === exitCodes.findings) {
      const { failOn, failOnOpen } = joined.gate;
      (await import('../terminal/verdict.js')).tellVerdict(joined.counts, { failOn, allowOpen: !failOnOpen });
    }
    return joined.exitCode;
  } finally {
    file?.discard();
  }
}

function tellUnread(unread: number, accounts: number): void {
  if (unread === 0) return;
  tell(
    `error: ${unread} of ${counted(accounts, 'account')} could not be read: nothing is known of their registries`,
  );
  tell('  The member `unread` of the report names them, with the reasons.');
}
