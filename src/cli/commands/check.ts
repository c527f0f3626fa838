import { type Command, Option } from 'commander';
import { addShardOptions } from '../options/accounts.js';
import { addCheckOptions, type CheckOptions, exitCodeHelp } from '../options/check.js';
import { TargetList } from '../options/targets.js';
import { runCheck } from '../run-check.js';
import { examples } from '../terminal/help.js';
import { explainPolicyOf } from './explain/explain-policy.js';

/** Defines `check`: an inventory against a policy. */
export function defineCheck(program: Command, end: (exitCode: number) => void): void {
  const targets = new TargetList('check');
  const command = program
    .command('check')
    .summary('check an inventory against a policy')
    .description(
      'Checks every registry of an inventory against a policy. Without --inventory the registries are ' +
        'listed from Security Center, with the first credentials that are configured: in the environment, by ' +
        'OIDC, as a profile of the aliyun command line. See docs/credentials.md.',
    );
  const baseline = new Option('--baseline <file>', 'findings in this file do not fail; see baseline write');
  addShardOptions(addCheckOptions(command, targets, baseline))
    .option('--explain-policy', 'show what the policy comes to, and check nothing')
    .addHelpText('after', examples(helpExamples) + exitCodeHelp)
    .action(async ({ explainPolicy, ...options }: CheckOptions & { readonly explainPolicy?: true }) =>
      end(await (explainPolicy ? explainPolicyOf : runCheck)(options, targets.end())),
    );
}

const helpExamples = [
  ['registry-lint check', 'what Security Center lists, against your policy'],
  ['registry-lint check --inventory registries.json --policy strict', 'a file, against a pack'],
  ['registry-lint check --format text --format sarif --output registries.sarif', 'two reports of one run'],
  ['registry-lint check --policy recommended --policy probe --probe', 'also ask what the addresses answer'],
  ['registry-lint check --accounts accounts.yaml', 'many accounts in one run'],
  ['aliyun sas ListPrivateRegistryList | registry-lint check --inventory -', 'standard input'],
] as const;
