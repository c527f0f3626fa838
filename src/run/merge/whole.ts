import { policyDigest } from '../../inventory/accounts/summary.js';
import type { Baseline } from '../../model/baseline.js';
import { UsageError } from '../../model/error.js';
import type { Inventory } from '../../model/registry.js';
import type { Policy } from '../../model/rule.js';
import { tool } from '../../model/tool.js';
import type { Report } from '../../report/format.js';
import { readShards, type ShardReport } from './document.js';
import { inventoryOf } from './inventory.js';
import { earliest } from './join.js';
import { refuseStrangers } from './refuse.js';
import { SameResults } from './same-results.js';
import { Seats } from './seats.js';

/** The whole of which shards are the parts, to be judged again by what judged them. */
export interface Whole {
  readonly inventory: Inventory;
  /** When it began: the day on which its waivers are judged. */
  readonly startedAt: Date;
  /** Has to be told of the run, which it ends where the shards have found something else. */
  readonly witness: Report;
  /** @throws UsageError where the shards were judged by something else */
  refuseOther(policy: Policy, baseline: Baseline | undefined): void;
}

/**
 * Reads the reports of all shards of a run.
 *
 * @throws UsageError and InventoryError where they are not the reports of all shards of one run, or were written by
 * another version of this program, which may judge otherwise
 */
export async function wholeOf([file, ...files]: readonly [string, ...string[]]): Promise<Whole> {
  const reports = await readShards(file, files);
  refuseOtherVersion(reports[0]);
  refuseStrangers(reports);
  const seats = new Seats(reports);
  return {
    inventory: inventoryOf(reports, seats),
    startedAt: new Date(earliest(reports)),
    witness: new SameResults(reports, seats),
    refuseOther: (policy, baseline) => refuseOther(reports[0], policy, baseline),
  };
}

function refuseOtherVersion({ from, tool: { version } }: ShardReport): void {
  if (version === tool.version) return;
  throw new UsageError({
    code: 'other-version',
    message: `${from} was written by another version of this program, which is ${tool.version}`,
    hint: 'Run the shards with the version that makes the report: another one may judge otherwise.',
  });
}

/** Whether passes were told changes nothing of what is found. */
function refuseOther({ from, shard }: ShardReport, policy: Policy, baseline: Baseline | undefined): void {
  const isSame = [false, true].some(
    (includePass) => policyDigest(policy, { includePass, baseline }) === shard.policy,
  );
  if (isSame) return;
  throw new UsageError({
    code: 'other-policy',
    message: `${from} was not judged by this policy with these waivers and this baseline`,
    hint: 'Give --policy, --floor, --waivers and --baseline as they were given to the shards, and files that have not changed since.',
  });
}
