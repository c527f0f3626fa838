import { type Command, Option } from 'commander';
import type { Whole } from '../run/merge/whole.js';
import { severalTimes } from './options/once.js';
import { refuseGiven } from './options/refuse-given.js';
import type { Reads } from './terminal/same-file.js';

/** What the command line says of shards that were checked before. */
export interface ShardsOptions {
  /** The files of their reports. */
  readonly shards?: readonly string[];
}

/** Gives a command the option that names the reports of shards. */
export function addShardsOption(command: Command): Command {
  return command.addOption(
    severalTimes(
      new Option('--shards <file...>', 'read no inventory, but the JSON reports of all shards of a check'),
    ),
  );
}

/** What shards come to, and the files that they are read from. */
export interface OpenShards extends Whole {
  readonly reads: Reads;
}

/**
 * The whole that shards are the parts of; undefined where there are none.
 *
 * @param others options that say what the shards say already
 * @throws UsageError where one of them is given, and what the reading of shards throws
 */
export async function openShards(
  { shards }: ShardsOptions,
  others: Readonly<Record<string, unknown>>,
): Promise<OpenShards | undefined> {
  const [first, ...more] = shards ?? [];
  if (first === undefined) return undefined;
  refuseGiven(others, {
    code: 'conflicting-options',
    message: (option) => `${option} and --shards cannot stand together: what is read was read by the shards`,
    hint: 'Leave one of the two out.',
  });
  const { wholeOf } = await import('../run/merge/whole.js');
  return { ...(await wholeOf([first, ...more])), reads: { 'the report of a shard': [first, ...more] } };
}
