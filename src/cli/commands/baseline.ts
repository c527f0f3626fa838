import { type Command, Option } from 'commander';
import { baselineFileName } from '../../model/baseline.js';
import { exitCodes, UsageError } from '../../model/error.js';
import { severities } from '../../model/severity.js';
import { refuseIdleProbes } from '../idle-probes.js';
import { openInventory } from '../open-inventory.js';
import { addAccountsOptions } from '../options/accounts.js';
import {
  addCheckOptions,
  addPolicyOptions,
  type CheckOptions,
  exitCodeHelp,
  type PolicyCommandOptions,
} from '../options/check.js';
import { choose, listOf } from '../options/choice.js';
import { choosePolicy } from '../options/choose-policy.js';
import { addProbeOptions, type ProbeCommandOptions, probesOf } from '../options/probe.js';
import { addSourceOptions, type SourceOptions } from '../options/source.js';
import { TargetList } from '../options/targets.js';
import { runCheck } from '../run-check.js';
import { examples } from '../terminal/help.js';
import { OutputFile } from '../terminal/output-file.js';
import { Progress } from '../terminal/progress.js';
import { readsOf, refuseOverwriting } from '../terminal/same-file.js';
import { endOnSignals } from '../terminal/signals.js';
import { StandardOutput } from '../terminal/standard-output.js';
import { note } from '../terminal/terminal.js';
import { withProbes } from '../with-probes.js';
import type { AccountsOptions } from './accounts.js';

const subcommands = ['write', 'check'] as const;

interface WriteOptions extends SourceOptions, AccountsOptions, PolicyCommandOptions, ProbeCommandOptions {
  readonly output: string;
  readonly allowEmpty?: true;
}

/** Defines `baseline`: the findings of a day are accepted, and only new ones fail. */
export function defineBaseline(program: Command, end: (exitCode: number) => void): void {
  const baseline = program
    .command('baseline')
    .summary('accept the findings of today, and fail on new ones alone')
    .description(
      'For an account that has findings already: write accepts them as they are, check fails on those that ' +
        'are new since.',
    )
    // Without an action commander would show help for a mistake, and in silence.
    .allowExcessArguments()
    .action((_options: object, { args }: Command) => {
      if (args[0] !== undefined) choose('baseline command', args[0], subcommands);
      throw new UsageError({
        code: 'missing-command',
        message: 'what to do with the baseline is not said',
        hint: `There are ${listOf(subcommands)}. See registry-lint baseline --help.`,
      });
    });
  defineWrite(baseline, end);
  defineBaselineCheck(baseline, end);
}

function defineWrite(baseline: Command, end: (exitCode: number) => void): void {
  const command = baseline
    .command('write')
    .summary('accept all findings as they are now')
    .description(
      'Writes every finding, and every result that cannot be decided, into a file for version control: one a ' +
        'line, sorted, without secrets. Findings that a waiver speaks of are left to it.',
    );
  addProbeOptions(addPolicyOptions(addAccountsOptions(addSourceOptions(command))))
    .option('--output <file>', 'the file to write, - for standard output', baselineFileName)
    .option('--allow-empty', 'an inventory without registries is no error')
    .addHelpText(
      'after',
      examples([
        ['registry-lint baseline write', 'what Security Center lists now'],
        ['registry-lint baseline write --inventory registries.json --policy strict', 'a file, by a pack'],
      ]),
    )
    .action(async (options: WriteOptions) => end(await write(options)));
}

function defineBaselineCheck(baseline: Command, end: (exitCode: number) => void): void {
  const targets = new TargetList('check');
  const command = baseline
    .command('check')
    .summary('fail on findings that are not in the baseline')
    .description(
      'Does what check does, with a baseline: what stands in it does not fail, and what is no longer found ' +
        'is told.',
    );
  const file = new Option('--baseline <file>', 'the file that baseline write wrote').default(
    baselineFileName,
  );
  addCheckOptions(command, targets, file)
    .addHelpText('after', examples([['registry-lint baseline check', 'is anything new?']]) + exitCodeHelp)
    .action(async (options: CheckOptions) => end(await runCheck(options, targets.end())));
}

async function write(options: WriteOptions): Promise<number> {
  const { output, policy: names, waivers, allowPath, allowEmpty, ...from } = options;
  const startedAt = new Date();
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const probes = probesOf(options, startedAt, progress);
  const { inventory, reads } = await openInventory({ ...from, allowPath, allowEmpty }, progress, startedAt);
  const policy = await choosePolicy(names, process.cwd(), { waivers, allowPaths: allowPath });
  if (probes) refuseIdleProbes(policy);
  if (output !== '-')
    refuseOverwriting([output], { ...readsOf({ inventory: from.inventory, waivers }, policy), ...reads });
  const file = output === '-' ? undefined : new OutputFile(output);
  const standard = new StandardOutput(() => progress.stop());
  try {
    const { lint } = await import('../../run/lint.js');
    const { baselineReport } = await import('../../report/baseline.js');
    const summary = await lint(await withProbes(inventory, probes), policy, {
      allowEmpty: allowEmpty === true,
      reports: [baselineReport({ write: file ? file.write : standard.write })],
      startedAt,
    });
    progress.stop();
    if (summary.unread) {
      (await import('../unread.js')).tellUnread(summary);
      note('no baseline is written: it would lack the findings of these accounts');
      return exitCodes.inventory;
    }
    const { counts, suppressed, policyFindings } = summary;
    file?.commit();
    standard.release();
    const all = severities.reduce((sum, severity) => sum + counts[severity].fail + counts[severity].open, 0);
    told(all - policyFindings.length, suppressed.waiver, file?.path);
    return exitCodes.clean;
  } finally {
    progress.stop();
    file?.discard();
  }
}

function told(written: number, waived: number, file: string | undefined): void {
  const where = file === undefined ? '' : ` to ${file}`;
  const left = waived === 0 ? '' : `, and ${waived} left to ${waived === 1 ? 'its waiver' : 'their waivers'}`;
  note(`${written} ${written === 1 ? 'finding' : 'findings'} written${where}${left}`);
}
