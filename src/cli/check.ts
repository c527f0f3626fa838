import { type Command, Option } from 'commander';
import { exitCodes } from '../model/error.js';
import type { Inventory } from '../model/registry.js';
import { type FailOn, severities } from '../model/severity.js';
import type { Language } from '../report/words/words.js';
import { choose } from './choice.js';
import { choosePolicy } from './choose-policy.js';
import { examples } from './help.js';
import { languageOption, systemLanguage } from './language.js';
import { Progress } from './progress.js';
import { endOnSignals } from './signals.js';
import { addSourceOptions, openSource, type SourceOptions } from './source.js';
import { formatChoices, type Target, TargetList } from './targets.js';

interface CheckOptions extends SourceOptions {
  readonly policy: readonly string[];
  readonly failOn: FailOn;
  readonly allowOpen?: true;
  readonly allowEmpty?: true;
  readonly includePass?: true;
  readonly lang?: Language;
}

const thresholds = [...severities, 'never'] as const;

/** Defines `check`: an inventory against a policy. */
export function defineCheck(program: Command, end: (exitCode: number) => void): void {
  const targets = new TargetList();
  const command = program
    .command('check')
    .summary('check an inventory against a policy')
    .description(
      'Checks every registry of an inventory against a policy. Without --inventory the registries are ' +
        'listed from Security Center, with the credentials that the aliyun command line would use.',
    );
  addSourceOptions(command)
    .addOption(
      new Option('--policy <file>', 'policy file or built-in pack; may be given several times')
        .default([], 'registry-lint.yaml here or above, else the pack recommended')
        .argParser((value: string, others: readonly string[]) => [...others, value]),
    )
    .addOption(
      new Option('--format <format>', `${formatChoices.join(', ')}; may be given several times`).argParser(
        (value) => targets.format(value),
      ),
    )
    .addOption(
      new Option(
        '--output <file>',
        'where the format right before it goes; without one the extension says the format',
      ).argParser((value) => targets.output(value)),
    )
    .addOption(
      new Option('--fail-on <severity>', `the least severity that fails: ${thresholds.join(', ')}`)
        .default('error', 'error')
        .argParser((value) => choose('severity', value, thresholds)),
    )
    .option('--allow-open', 'what cannot be decided does not fail')
    .option('--allow-empty', 'an inventory without registries is no error')
    .option('--include-pass', 'report what passes, too')
    .addOption(languageOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples) + exitCodeHelp)
    .action(async (options: CheckOptions) => end(await check(options, targets.end())));
}

const helpExamples = [
  ['registry-lint check', 'what Security Center lists, against your policy'],
  ['registry-lint check --inventory registries.json --policy strict', 'a file, against a pack'],
  ['registry-lint check --format text --format sarif --output registries.sarif', 'two reports of one run'],
  ['aliyun sas ListPrivateRegistryList | registry-lint check --inventory -', 'standard input'],
] as const;

const exitCodeHelp = `
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  the command line or the policy is wrong
  3  the inventory could not be read whole
`;

async function check(options: CheckOptions, targets: readonly Target[]): Promise<number> {
  const startedAt = new Date();
  const progress = new Progress();
  endOnSignals(() => progress.stop());
  const source = await openSource(options, progress);
  const policy = await choosePolicy(options.policy, process.cwd());
  const { Outputs } = await import('./outputs.js');
  const outputs = new Outputs(targets, options.lang ?? systemLanguage(process.env), () => progress.stop());
  try {
    const { inventoryOf } = await import('../inventory/source.js');
    const { lint } = await import('../lint.js');
    const summary = await lint(counted(inventoryOf(source), progress), policy, {
      failOn: options.failOn,
      failOnOpen: options.allowOpen !== true,
      allowEmpty: options.allowEmpty === true,
      includePass: options.includePass === true,
      reports: outputs.reports,
      startedAt,
    });
    progress.stop();
    outputs.commit();
    return summary.failed ? exitCodes.findings : exitCodes.clean;
  } finally {
    progress.stop();
    outputs.discard();
  }
}

/** Says now and then how far it is. */
function counted(inventory: Inventory, progress: Progress): Inventory {
  return {
    origin: inventory.origin,
    async *batches() {
      let count = 0;
      for await (const batch of inventory.batches()) {
        yield batch;
        count += batch.length;
        progress.say(`${count} registries checked`);
      }
    },
  };
}
