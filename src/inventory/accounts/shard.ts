import { UsageError } from '../../model/error.js';
import type { Shard } from '../../model/result.js';
import type { Account } from './account.js';
import { digestOf } from './digest.js';

/** Which part of the accounts a run is about: `2/8`. */
export interface ShardChoice {
  /** From 1. */
  readonly index: number;
  readonly of: number;
}

/** More machines than that only wait for each other. */
const MOST = 1000;

/** Reads `2/8`. Throws a `UsageError` for anything else. */
export function parseShard(text: string): ShardChoice {
  const [, index = 0, of = 0] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= MOST) return { index, of };
  throw new UsageError({
    code: 'bad-shard',
    message: `${JSON.stringify(text.slice(0, 60))} is not a shard`,
    hint: `Write it as 2/8: the second of eight. There can be ${MOST} at most.`,
  });
}

/**
 * The accounts of one shard, in the order of the file. They are dealt out in the order of the digests of their
 * names, so the numbers of two shards differ by one at most, and which shard an account falls to does not depend
 * on where it stands in the file.
 */
export function accountsOf(
  accounts: readonly Account[],
  { index, of }: ShardChoice,
): { readonly accounts: readonly Account[]; readonly shard: Shard } {
  const dealt = accounts
    .map((account) => ({ account, digest: digestOf(account.name) }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .filter((_, at) => at % of === index - 1)
    .map(({ account }) => account)
    .sort((a, b) => a.position - b.position);
  const all = digestOf(accounts.map(({ name }) => name));
  return { accounts: dealt, shard: { index, of, all, total: accounts.length } };
}
