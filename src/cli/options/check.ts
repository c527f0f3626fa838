import { type Command, Option } from 'commander';
import type { Language } from '../../model/language.js';
import { type FailOn, severities } from '../../model/severity.js';
import type { PolicyOptions } from '../../policy/load.js';
import type { AccountsOptions, ShardOptions } from '../commands/accounts.js';
import { addAccountsOptions } from './accounts.js';
import { choose } from './choice.js';
import { offering } from './choices.js';
import { languageOption } from './language.js';
import { severalTimes } from './once.js';
import { allowPathOption, floorOption, policyOption } from './policy.js';
import { addProbeOptions, type ProbeCommandOptions } from './probe.js';
import { addSourceOptions, type SourceOptions } from './source.js';
import { addTargetOptions, type TargetList } from './targets.js';

/** What the command line says of the policy that registries are held to. */
export interface PolicyCommandOptions {
  readonly policy: readonly string[];
  readonly waivers: readonly string[];
  /** A policy that the checked repository cannot weaken. */
  readonly floor?: string;
  readonly allowPath: readonly string[];
}

/** The same as `loadPolicy` takes it. */
export function policyOptions({
  waivers,
  floor,
  allowPath,
}: Omit<PolicyCommandOptions, 'policy'>): PolicyOptions {
  return { waivers, floor, allowPaths: allowPath };
}

/** What the command line says of a check. */
export interface CheckOptions
  extends SourceOptions,
    AccountsOptions,
    ShardOptions,
    PolicyCommandOptions,
    ProbeCommandOptions {
  readonly baseline?: string;
  /** The folder of the history that the check is added to. */
  readonly history?: string;
  readonly failOn: FailOn;
  readonly allowOpen?: true;
  readonly allowEmpty?: true;
  readonly includePass?: true;
  readonly lang?: Language;
}

const thresholds = [...severities, 'never'] as const;

const several = (value: string, others: readonly string[]): readonly string[] => [...others, value];

/** Gives a command the options that say what registries are held to. */
export function addPolicyOptions(command: Command): Command {
  return command
    .addOption(
      policyOption(
        'policy file or built-in pack; may be given several times',
        'registry-lint.yaml here or above, else the pack recommended',
      ),
    )
    .addOption(
      severalTimes(
        new Option('--waivers <file>', "file of waivers, beside the policy's own; may be given several times")
          .default([], 'none')
          .argParser(several),
      ),
    )
    .addOption(allowPathOption());
}

/** The option that says which findings fail. */
export function failOnOption(description: string): Option {
  const option = new Option('--fail-on <severity>', description);
  return offering(
    option.argParser((value) => choose('severity', value, thresholds)),
    thresholds,
  );
}

/** Gives a command everything that a check can be told. */
export function addCheckOptions(command: Command, targets: TargetList<'check'>, baseline: Option): Command {
  addProbeOptions(addPolicyOptions(addAccountsOptions(addSourceOptions(command))))
    .addOption(floorOption())
    .addOption(baseline)
    .option('--history <folder>', 'add the run to the history in this folder');
  return addTargetOptions(command, targets)
    .addOption(
      failOnOption(`the least severity that fails: ${thresholds.join(', ')}`).default('error', 'error'),
    )
    .option('--allow-open', 'what cannot be decided does not fail')
    .option('--allow-empty', 'an inventory without registries is no error')
    .option('--include-pass', 'report what passes, too')
    .addOption(languageOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour');
}

/** What every command that checks says of its exit codes. */
export const exitCodeHelp = `
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  the command line, policy, a waiver, the baseline or the history is wrong
  3  the inventory, or one of the accounts, could not be read whole
`;
