import { withGone } from '../../engine/baseline/gone.js';
import type { Baseline, BaselineComparison } from '../../model/baseline.js';
import type { AccountStanding, Shard, ShardStanding, Summary, WaiverUse } from '../../model/result.js';
import type { Policy } from '../../model/rule.js';
import { digestOf } from './digest.js';

/** What of the options of a run its result depends on. */
interface RunOptions {
  readonly includePass?: boolean | undefined;
  readonly baseline?: Baseline | undefined;
  readonly shard?: Shard | undefined;
}

/** The summary of a run, with what became of its accounts. */
export function summaryOfAccounts(
  summary: Summary,
  accounts: readonly AccountStanding[],
  waivers: readonly WaiverUse[],
  policy: Policy,
  options: RunOptions,
): Summary {
  const unread = accounts.flatMap((account) => account.unread ?? []);
  const { baseline } = summary;
  const missing = new Set(unread.map(({ account }) => account));
  return {
    ...summary,
    accounts: accounts.length,
    ...(unread.length > 0 && { unread, failed: true }),
    ...(baseline && missing.size > 0 && { baseline: withoutUnread(baseline, missing) }),
    ...(options.shard && { shard: standingOf(options.shard, accounts, waivers, policy, options) }),
  };
}

/** A finding of an account that could not be read is not known to be gone. */
function withoutUnread(baseline: BaselineComparison, missing: ReadonlySet<string>): BaselineComparison {
  return withGone(baseline, ({ account }) => account === undefined || !missing.has(account));
}

function standingOf(
  shard: Shard,
  accounts: readonly AccountStanding[],
  waivers: readonly WaiverUse[],
  policy: Policy,
  options: RunOptions,
): ShardStanding {
  return { ...shard, policy: policyDigest(policy, options), accounts, waivers };
}

/** Tells whether two runs judge alike. */
export function policyDigest(
  { rules, waivers = [], waiverWarningDays }: Policy,
  { includePass = false, baseline }: RunOptions,
): string {
  const known = baseline && [...baseline.entries()].map(({ fingerprint, outcome }) => [fingerprint, outcome]);
  return digestOf([rules, waivers, waiverWarningDays, includePass, known]);
}
