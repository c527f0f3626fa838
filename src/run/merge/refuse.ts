import { InventoryError, type RegistryLintError, UsageError } from '../../model/error.js';
import { areAllAccounts, disagreementIn } from './agreement.js';
import type { ShardReport } from './document.js';

/**
 * Refuses reports that are not those of all shards of one run: joined, they would pass for a whole that nobody saw.
 *
 * @throws UsageError where they do not belong together, InventoryError where one is missing
 */
export function refuseStrangers(reports: readonly [ShardReport, ...ShardReport[]]): void {
  const [first, ...others] = reports;
  for (const other of others) {
    const difference = differenceOf(first, other);
    if (difference !== undefined) throw strangers(first, other, difference);
  }
  refuseTwice(reports);
  refuseMissing(reports);
  refuseDamaged(reports);
}

/** In what two reports of one run cannot differ; undefined where they do not. */
function differenceOf(a: ShardReport, b: ShardReport): string | undefined {
  const facts: Readonly<Record<string, (report: ShardReport) => unknown>> = {
    'the versions of the program': ({ tool }) => tool.version,
    'the numbers of shards': ({ shard }) => shard.of,
    'the accounts files': ({ inventory, shard }) => [inventory, shard.all, shard.total],
    'the floors': ({ policy }) => policy.floor,
    'the policies, their waivers or baselines, or --include-pass': ({ policy, shard }) => [
      policy,
      shard.policy,
    ],
    'the thresholds': ({ gate }) => gate,
    'the languages': ({ shard }) => shard.lang,
    // On another day a waiver may have expired.
    'the days on which waivers were judged': ({ startedAt, shard }) =>
      shard.waivers.length > 0 && startedAt.slice(0, 10),
  };
  return Object.keys(facts).find(
    (what) => JSON.stringify(facts[what]?.(a)) !== JSON.stringify(facts[what]?.(b)),
  );
}

function strangers(a: ShardReport, b: ShardReport, difference: string): UsageError {
  return new UsageError({
    code: 'different-runs',
    message: `${a.from} and ${b.from} are not of one run: ${difference} differ`,
    hint: difference.startsWith('the days')
      ? 'Give all shards the same --started-at.'
      : 'Run all shards anew, with the same program, policy, accounts file and options.',
  });
}

function refuseTwice(reports: readonly ShardReport[]): void {
  const shards = new Map<number, string>();
  const accounts = new Map<string, string>();
  for (const { from, shard, accounts: own } of reports) {
    const before = shards.get(shard.index);
    if (before !== undefined) throw twice(`shard ${shard.index} of ${shard.of}`, before, from);
    shards.set(shard.index, from);
    for (const { account } of own) {
      const there = accounts.get(account);
      if (there !== undefined) throw twice(`the account ${account}`, there, from);
      accounts.set(account, from);
    }
  }
}

function twice(what: string, before: string, from: string): UsageError {
  return new UsageError({
    code: 'shard-twice',
    message: `${what} is in ${before} and in ${from}`,
    hint: 'Give the report of each shard once.',
  });
}

function refuseMissing(reports: readonly ShardReport[]): void {
  const there = new Set(reports.map(({ shard }) => shard.index));
  const of = reports[0]?.shard.of ?? 0;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !there.has(index));
  if (missing.length === 0) return;
  const shown = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ', …' : '');
  throw new InventoryError({
    code: 'shard-missing',
    message: `of ${of} shards ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${shown}`,
    hint: 'Look at what that shard said, and run it again: nothing is known of its accounts.',
  });
}

/** A report that does not agree with itself was changed after it was written. */
function refuseDamaged(reports: readonly ShardReport[]): void {
  const positions = new Set(reports.flatMap(({ accounts }) => accounts.map(({ position }) => position)));
  const total = reports[0]?.shard.total ?? 0;
  const all = reports.reduce((sum, { accounts }) => sum + accounts.length, 0);
  if (positions.size !== total || all !== total || [...positions].some((position) => position >= total)) {
    throw damaged('the reports', 'do not have the accounts that they say they have');
  }
  if (!areAllAccounts(reports)) throw damaged('the reports', 'have other accounts than the accounts file');
  for (const report of reports) {
    const disagreement = disagreementIn(report);
    if (disagreement !== undefined) throw damaged(report.from, disagreement);
  }
}

/** That a report was changed, or is of a program with a mistake in it. */
export function damaged(from: string, what: string): RegistryLintError {
  return new InventoryError({
    code: 'damaged-report',
    message: `${from} ${what}`,
    hint: 'Run the shards again, and join what they write as it is.',
  });
}
