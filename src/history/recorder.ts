import { isBad, standsAgainst } from '../model/gate.js';
import { accountOf } from '../model/identity.js';
import type { Inventory, Listing, Origin, Registry } from '../model/registry.js';
import { relativePath } from '../model/relative-path.js';
import type { Result, RunInfo, Summary } from '../model/result.js';
import type { Severity } from '../model/severity.js';
import type { Report } from '../report/format.js';
import { policyDigest, ruleDigests } from './digest.js';
import type { HistoryFinding, HistoryRun, Scope } from './run.js';

/** A label is for people; who has a longer one is told from others by the fingerprint. */
const LABEL_LIMIT = 200;

/**
 * Collects what the history keeps of a run while it goes on. A format may keep nothing that grows with the
 * inventory, but of the findings the history is made.
 */
export class HistoryRecorder implements Report {
  readonly #accounts = new Set<string>();
  readonly #blocked = new Set<number>();
  #findings: HistoryFinding[] = [];
  #counts = noCounts();
  #suppressed = 0;
  #watched: Inventory | undefined;
  #info: RunInfo | undefined;
  #summary: Summary | undefined;

  /**
   * The inventory, of which it is noted as it is read which accounts it speaks of: what passes is not told to
   * reports, and only of accounts that were seen can a finding be fixed.
   */
  watch(inventory: Inventory): Inventory {
    const accounts = this.#accounts;
    this.#watched = inventory;
    return {
      ...inventory,
      async *batches() {
        for await (const batch of inventory.batches()) {
          for (const registry of batch) accounts.add(accountOf(registry));
          yield batch;
        }
      },
    };
  }

  begin(info: RunInfo): void {
    this.#info = info;
    this.#findings = [];
    this.#counts = noCounts();
    this.#suppressed = 0;
    this.#summary = undefined;
    this.#accounts.clear();
    this.#blocked.clear();
  }

  registry(registry: Registry, results: readonly Result[]): void {
    for (const result of results) {
      const { outcome } = result;
      if (isBad(outcome)) this.#add(registry, { ...result, outcome });
    }
  }

  end(summary: Summary): void {
    for (const finding of summary.inventoryFindings ?? []) this.#add(finding.registry, finding);
    this.#summary = summary;
  }

  /** @param registry undefined for a finding about the inventory as a whole */
  #add(registry: Registry | undefined, found: Found): void {
    const { outcome, suppression, rule } = found;
    this.#findings.push(findingOf(registry, found));
    if (suppression) this.#suppressed++;
    else this.#counts[rule.severity][outcome]++;
    if (registry && this.#blocks(found)) this.#blocked.add(registry.index);
  }

  /**
   * The run, once it has ended.
   *
   * @throws TypeError when it has not, or when its inventory was not watched
   */
  get run(): HistoryRun {
    const info = this.#info;
    const summary = this.#summary;
    const watched = this.#watched;
    if (!info || !summary || !watched) throw new TypeError('this run was not watched to its end');
    const { startedAt, tool, policy, origin, failOn, failOnOpen } = info;
    const { registries, unjudged = 0, failed } = summary;
    const judged = registries - unjudged;
    const rules = ruleDigests(policy);
    const unread = new Set(summary.unread?.map(({ account }) => account));
    // An account that was read and has no registry was seen as well.
    const asked = watched.accounts?.().map(({ account }) => account) ?? [];
    const seen = new Set([...this.#accounts, ...asked]);
    return {
      startedAt,
      tool: tool.version,
      scope: scopeOf(origin, watched.listing?.()),
      policy: { name: relativePath(policy.name), digest: policyDigest(rules) },
      gate: { failOn, failOnOpen, failed },
      standing: {
        registries,
        judged,
        compliant: judged - this.#blocked.size,
        counts: this.#counts,
        suppressed: this.#suppressed,
      },
      accounts: [...seen].filter((account) => !unread.has(account)).sort(),
      unread: [...unread].sort(),
      rules,
      findings: this.#findings,
    };
  }

  #blocks({ outcome, suppression, rule: { severity } }: Found): boolean {
    return this.#info === undefined || standsAgainst({ severity, outcome, suppression }, this.#info);
  }
}

function noCounts(): Record<Severity, { fail: number; open: number }> {
  return { error: { fail: 0, open: 0 }, warning: { fail: 0, open: 0 }, note: { fail: 0, open: 0 } };
}

/** @param listing what a snapshot says of the listing that it was taken from, or an accounts file of all accounts */
function scopeOf({ kind, endpoint, registryType: asked }: Origin, listing: Listing = {}): Scope {
  const { region, registryType = asked } = listing;
  const isFile = kind !== 'live' && kind !== 'accounts';
  return {
    from: isFile ? 'records' : kind,
    ...(kind === 'live' && endpoint !== undefined && { endpoint }),
    ...(isFile && region !== undefined && { region }),
    ...(registryType !== undefined && { registryType }),
  };
}

type Found = Pick<Result, 'fingerprint' | 'rule' | 'suppression'> & {
  readonly outcome: HistoryFinding['outcome'];
};

function findingOf(
  registry: Registry | undefined,
  { fingerprint, rule, outcome, suppression }: Found,
): HistoryFinding {
  return {
    fingerprint,
    rule: rule.id,
    severity: rule.severity,
    outcome,
    ...(suppression && { suppression: suppression.kind }),
    ...(registry && whoIs(registry)),
  };
}

function whoIs(registry: Registry): Pick<HistoryFinding, 'account' | 'id' | 'name' | 'type' | 'region'> {
  const { Id, RegistryName, RegistryType, RegionId } = registry;
  return {
    account: accountOf(registry),
    ...(Id !== undefined && { id: label(Id) }),
    ...(RegistryName !== undefined && { name: label(RegistryName) }),
    ...(RegistryType !== undefined && { type: label(RegistryType) }),
    ...(RegionId !== undefined && { region: label(RegionId) }),
  };
}

/** A text of at most so many characters, never half of one. */
function label(text: string): string {
  return text.length <= LABEL_LIMIT ? text : [...text.slice(0, LABEL_LIMIT + 1)].slice(0, -1).join('');
}
