import type { AcrossRules } from '../engine/cross-registry/across.js';
import { Engine } from '../engine/engine.js';
import type { Hides } from '../engine/hidden.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { InventoryError, UsageError } from '../model/error.js';
import type { Inventory, Listing, Origin, Registry } from '../model/registry.js';
import type { AccountStanding, RunInfo, Shard, Summary } from '../model/result.js';
import { isAcross, type Policy } from '../model/rule.js';
import type { FailOn } from '../model/severity.js';
import { tool } from '../model/tool.js';
import { refuseMisuse } from '../refuse-misuse.js';
import type { Report } from '../report/format.js';

/** How to judge an inventory, and who is told. */
export interface LintOptions {
  /** The least severity that fails the gate; `error` unless said. */
  readonly failOn?: FailOn;
  /** Whether open results fail the gate like failed ones; they do unless said. */
  readonly failOnOpen?: boolean;
  /** Whether an inventory without a registry is fine; it is not unless said. */
  readonly allowEmpty?: boolean;
  /** Whether reports are given the passes too. */
  readonly includePass?: boolean;
  /** Who is told, in the order of the inventory. */
  readonly reports?: readonly Report[];
  /** When the run began, and so the day on which waivers are judged; now unless said. */
  readonly startedAt?: Date;
  /** Findings that were accepted as they were, and do not fail the gate. */
  readonly baseline?: Baseline | undefined;
  /** Set where the inventory is a part of one: the summary then says what is needed to join it with the others. */
  readonly shard?: Shard | undefined;
}

/**
 * The one way through: every registry of the inventory is held to the policy, and the reports are told, in the
 * order of the inventory.
 *
 * @throws InventoryError when the inventory cannot be read whole, and when it is empty though it must not be.
 * No report has been ended then.
 * @throws UsageError for a threshold that there is not, and for a policy without a rule
 */
export async function lint(
  inventory: Inventory,
  policy: Policy,
  options: LintOptions = {},
): Promise<Summary> {
  const { failOn = 'error', failOnOpen = true, includePass = false, reports = [] } = options;
  const { startedAt = new Date() } = options;
  refuseMisuse({ failOn, failOnOpen }, policy);
  const { origin } = inventory;
  if (options.shard) refuseAcrossShards(policy);
  const across = await acrossOf(policy, inventory);
  const hides = await hidesOf(policy, inventory);
  const engine = new Engine(policy, {
    includePass,
    now: startedAt,
    baseline: options.baseline,
    across,
    hides,
  });
  const { shard } = options;
  const run: RunInfo = {
    tool,
    startedAt: startedAt.toISOString(),
    policy,
    origin,
    failOn,
    failOnOpen,
    ...(shard && { shard }),
  };
  for (const report of reports) report.begin(run);
  const seen: Registry[] | undefined = shard && [];
  for await (const batch of inventory.batches()) {
    if (seen) seen.push(...batch);
    for (const registry of batch) {
      const results = engine.evaluate(registry);
      if (results.length > 0) for (const report of reports) report.registry(registry, results);
    }
  }
  const accounts = inventory.accounts?.();
  if (accounts === undefined && engine.tally.registries === 0 && options.allowEmpty !== true) {
    throw emptyInventory(origin);
  }
  const judged = await withListing(engine.summary(failOn, failOnOpen), inventory);
  const summary = await withAccounts(engine, seen ? { ...judged, seen } : judged, accounts, policy, options);
  for (const report of reports) await report.end(summary);
  return summary;
}

/** A shard sees some of the registries only, and shards cannot tell each other of theirs. */
function refuseAcrossShards({ rules }: Policy): void {
  const rule = rules.find(isAcross);
  if (!rule) return;
  throw new UsageError({
    code: 'across-shards',
    message: `the rule ${rule.id} compares registries with each other, and a shard does not see them all`,
    hint: 'Leave out --shard, or turn the rule off in the shards and check it in a run over all accounts.',
  });
}

/** The rules across registries, of which most policies have none. */
async function acrossOf(
  { rules }: Policy,
  { origin, listing, accounts }: Inventory,
): Promise<AcrossRules | undefined> {
  if (!rules.some(isAcross)) return undefined;
  const { AcrossRules } = await import('../engine/cross-registry/across.js');
  // A file has no region of its own, but a snapshot tells which one it was listed from.
  return new AcrossRules(rules, () => ({
    ...listing?.(),
    ...origin,
    unread: accounts?.().some(({ unread }) => unread !== undefined) === true,
  }));
}

/** What a run does not see, for those parts of a policy that are told where they choose nothing. */
async function hidesOf({ waivers, overrides }: Policy, inventory: Inventory): Promise<Hides | undefined> {
  if (!waivers && !overrides) return undefined;
  return (await import('../engine/hidden.js')).hidesOf(inventory);
}

/** The summary of a run, in which nothing is gone from the baseline that was not asked for. */
async function withListing(summary: Summary, { origin, listing }: Inventory): Promise<Summary> {
  const { baseline } = summary;
  if (!baseline || baseline.absent === 0 || (origin.kind !== 'live' && !listing?.())) return summary;
  const { withGone, wouldShow } = await import('../engine/baseline/gone.js');
  // Of several accounts each can be asked for something else, and what names none of them is of no listing.
  const listed = ({ account }: BaselineEntry): Listing =>
    origin.kind === 'accounts' && account === undefined ? {} : { ...listing?.(account), ...origin };
  return { ...summary, baseline: withGone(baseline, (entry) => wouldShow(listed(entry), entry)) };
}

/** The summary of a run over the accounts of an accounts file; as it is where there was none. */
async function withAccounts(
  engine: Engine,
  summary: Summary,
  accounts: readonly AccountStanding[] | undefined,
  policy: Policy,
  options: LintOptions,
): Promise<Summary> {
  if (!accounts) return summary;
  const { summaryOfAccounts } = await import('../inventory/accounts/summary.js');
  return summaryOfAccounts(summary, accounts, engine.waiverUse(), policy, options);
}

/** Nothing to check is more often the wrong account or region than an account without a registry. */
function emptyInventory({ kind, region, registryType }: Origin): InventoryError {
  const asked = [region && `region ${region}`, registryType && `type ${registryType}`]
    .filter(Boolean)
    .join(', ');
  return new InventoryError({
    code: 'empty-inventory',
    message: `the inventory is empty: no registry was listed${asked && ` (${asked})`}, so nothing was checked`,
    hint: [
      'An empty inventory is not a compliant one.',
      kind === 'live'
        ? 'Check the account and --region: mainland China and the rest of the world are separate services.'
        : 'Check how the file was written.',
      'If it is right that there are no registries, say so with --allow-empty.',
    ].join('\n'),
  });
}
