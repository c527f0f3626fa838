import type { Command } from 'commander';
import { addAccountsOptions, addReportTime } from '../options/accounts.js';
import { addPolicyOptions, failOnOption } from '../options/check.js';
import { languageOption } from '../options/language.js';
import { addNotifyOptions, withNotifier } from '../options/notify.js';
import { floorOption } from '../options/policy.js';
import { addProbeOptions } from '../options/probe.js';
import { addSourceOptions } from '../options/source.js';
import { addTargetOptions, TargetList } from '../options/targets.js';
import { addShardsOption } from '../shards.js';
import { examples } from '../terminal/help.js';
import type { ReportCommandOptions } from './report/run.js';

/** Defines `report`: how an inventory stands, for people and for programs that gather such reports. */
export function defineReport(program: Command, end: (exitCode: number) => void): void {
  const targets = new TargetList('report');
  const command = program
    .command('report')
    .summary('write a compliance report')
    .description(
      'Checks an inventory as check does, and writes how it stands: as a whole, by control of published ' +
        'standards, by account and by type, with every finding. It is a report and not a gate: findings do not ' +
        'fail it unless --fail-on is given.',
    );
  addReportTime(
    addProbeOptions(addPolicyOptions(addShardsOption(addAccountsOptions(addSourceOptions(command))))),
  )
    .addOption(floorOption())
    .option('--baseline <file>', 'count findings in this file as accepted; see baseline write')
    .option('--history <folder>', 'compare with the last run in this folder, and add this one to it')
    .option('--no-append', 'leave the history as it is');
  addTargetOptions(command, targets)
    .addOption(failOnOption('end with exit code 1 where a finding is at least this severe'))
    .option('--allow-open', 'what cannot be decided does not count against a registry')
    .option('--allow-empty', 'an inventory without registries is no error')
    .addOption(languageOption());
  addNotifyOptions(command)
    .addHelpText('after', examples(helpExamples) + exitCodeHelp)
    .action(async (options: ReportCommandOptions) => {
      const { runReport } = await import('./report/run.js');
      const reports = targets.end();
      end(await withNotifier(options, (tell) => runReport(options, reports, tell)));
    });
}

const helpExamples = [
  ['registry-lint report', 'how what Security Center lists stands, as Markdown'],
  ['registry-lint report --output report.md --output findings.csv', 'two formats of one run'],
  ['registry-lint report --history history --output report.md', 'what has changed since the last report'],
  ['registry-lint report --accounts accounts.yaml --output report.html', 'many accounts on one page'],
  ['registry-lint report --shards shard-*.json --output report.html', 'what shards of a check have read'],
  ['registry-lint report --history history --notify slack', 'and tell a channel of it'],
  ['registry-lint report --format openmetrics --output registries.prom', 'for a node exporter'],
] as const;

const exitCodeHelp = `
Exit codes:
  0  the report is written, whatever it says
  1  it is written, and has findings at or above --fail-on, where that is given
  2  the command line, the policy, a waiver, the baseline or the history is
     wrong, or shards do not belong together; or all is well, but a service
     of --notify could not be told
  3  the inventory could not be read whole, or the report of a shard is
     missing, cut off or changed; where accounts could not be read,
     the report is written all the same, and says so
`;
