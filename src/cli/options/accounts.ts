import { type Command, Option } from 'commander';
import { concurrency, MOST_AT_ONCE, startOf, timeOf } from '../commands/accounts.js';
import { severalTimes } from './once.js';

/** Gives a command the options for many accounts. */
export function addAccountsOptions(command: Command): Command {
  return command
    .option('--accounts <file>', 'read the accounts of this file instead, each with credentials of its own')
    .addOption(
      new Option(
        '--concurrency <count>',
        `accounts asked at once, from 1 to ${MOST_AT_ONCE}; 16 unless said`,
      ).argParser(concurrency),
    )
    .addOption(
      severalTimes(
        new Option(
          '--allow-endpoint <host>',
          'let the accounts file name this host, which is not of Alibaba Cloud; may be given several times',
        ),
      ).argParser((host: string, hosts: readonly string[] = []) => [...hosts, host]),
    );
}

/** Gives a command the options for a run that is a part of one. */
export function addShardOptions(command: Command): Command {
  return command
    .option(
      '--shard <i/n>',
      'only this part of the accounts, such as 2/8; merge and report take the JSON reports',
    )
    .addOption(
      new Option(
        '--started-at <time>',
        'when the run began, the same for all its shards, such as 2027-01-31T05:00:00Z; now unless said',
      ).argParser(startOf),
    );
}

/** Gives a command the option for a report that is made again for an earlier time. */
export function addReportTime(command: Command): Command {
  const option = new Option(
    '--started-at <time>',
    'when the run began, such as 2027-01-31T05:00:00Z; of a file any time that has passed, else of the last day',
  );
  return command.addOption(option.argParser(timeOf));
}
