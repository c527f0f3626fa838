import type { Messages } from '../../messages/messages.js';
import type { InventoryFinding } from '../../model/across.js';
import type {
  ComplianceReport,
  GroupStanding,
  RegistryEntry,
  RuleStanding,
  Standing,
} from '../../model/compliance.js';
import { judgedNothing, standsAgainst } from '../../model/gate.js';
import type { Inventory, Origin, Registry } from '../../model/registry.js';
import type { Result, RunInfo, Summary } from '../../model/result.js';
import { type Floor, highestSeverity, isRequired, type Rule } from '../../model/rule.js';
import { ruleText } from '../describe/rule.js';
import type { Report } from '../format.js';
import { controlStandings, type FactsOfRules } from './controls.js';
import { Count, RuleCount } from './count.js';
import { entryOf, Findings, policyFindingOf } from './findings.js';
import { Paths } from './paths.js';

/** What a report is made with. */
export interface ComplianceOptions {
  /** In the language of the report. */
  readonly messages: Messages;
  readonly facts: FactsOfRules;
  /** What paths are shown relative to; the working folder unless said. */
  readonly folder?: string;
}

type Found = Pick<Result, 'rule' | 'outcome' | 'suppression'>;

type Entry = { -readonly [Key in keyof RegistryEntry]: RegistryEntry[Key] };

/**
 * Makes a compliance report of a run. The run has to include passes, and its inventory has to be the one that
 * `watch` returns: a registry to which no rule applies is told to no report, and belongs into this one.
 *
 * Unlike a format it keeps every registry and every finding: what it makes has them all.
 */
export class ComplianceBuilder implements Report {
  readonly #words: Messages;
  readonly #facts: FactsOfRules;
  readonly #paths: Paths;
  readonly #findings: Findings;
  readonly #entries: Entry[] = [];
  /** Position by the registry's own number in the inventory. */
  readonly #positions = new Map<number, number>();
  readonly #total = new Count();
  readonly #accounts = new Map<string, Count>();
  readonly #types = new Map<string, Count>();
  readonly #regions = new Map<string, Count>();
  readonly #rules = new Map<string, RuleCount>();
  #run: RunInfo | undefined;
  #listing: Inventory['listing'];
  #report: ComplianceReport | undefined;

  constructor({ messages, facts, folder }: ComplianceOptions) {
    this.#words = messages;
    this.#facts = facts;
    this.#paths = new Paths(folder);
    this.#findings = new Findings(this.#words, this.#paths);
  }

  /** The same inventory; every registry that is taken from it is noted. */
  watch(inventory: Inventory): Inventory {
    this.#listing = inventory.listing;
    const note = (registry: Registry): number => this.#positionOf(registry);
    return {
      ...inventory,
      async *batches() {
        for await (const batch of inventory.batches()) {
          batch.forEach(note);
          yield batch;
        }
      },
    };
  }

  /** The report, once the run has ended. */
  get report(): ComplianceReport {
    if (!this.#report) throw new TypeError('a report can be had only of a run that has ended');
    return this.#report;
  }

  begin(run: RunInfo): void {
    this.#run = run;
    for (const { id } of run.policy.rules) this.#rules.set(id, new RuleCount());
  }

  registry(registry: Registry, results: readonly Result[]): void {
    const position = this.#positionOf(registry);
    const entry = this.#entries[position];
    if (entry) for (const result of results) this.#add(result, position, entry);
  }

  end(summary: Summary): void {
    for (const pass of summary.latePasses ?? []) {
      this.#rules.get(pass.rule.id)?.addLate(pass);
      for (const registry of pass.registries) this.#judge(this.#entryOf(registry));
    }
    for (const finding of summary.inventoryFindings ?? []) this.#addOfInventory(finding);
    if (this.#run) this.#report = this.#reportOf(this.#run, summary);
  }

  #positionOf(registry: Registry): number {
    const known = this.#positions.get(registry.index);
    if (known !== undefined) return known;
    const position = this.#entries.length;
    const entry = { ...entryOf(registry, this.#paths), judged: false, compliant: false, findings: 0 };
    this.#entries.push(entry);
    this.#positions.set(registry.index, position);
    for (const count of this.#countsOf(entry)) count.registries++;
    return position;
  }

  #entryOf(registry: Registry): Entry | undefined {
    return this.#entries[this.#positionOf(registry)];
  }

  /** Notes that a rule has said something of a registry: it is compliant until something stands against it. */
  #judge(entry: Entry | undefined): void {
    if (!entry || entry.judged) return;
    entry.judged = true;
    entry.compliant = true;
    for (const count of this.#countsOf(entry)) {
      count.judged++;
      count.compliant++;
    }
  }

  /** What a registry counts for. */
  #countsOf({ account, type = '', region = '' }: Entry): readonly Count[] {
    return [
      this.#total,
      named(this.#accounts, account),
      named(this.#types, type),
      named(this.#regions, region),
    ];
  }

  #add(result: Result, position: number, entry: Entry): void {
    const { outcome } = result;
    if (outcome === 'notApplicable') return;
    this.#judge(entry);
    this.#rules.get(result.rule.id)?.add(result, position);
    if (outcome === 'pass') return;
    this.#findings.add(result, outcome, position);
    this.#countAgainst(result, entry);
  }

  /** What is known only of the inventory as a whole counts there, and for its registry where it has one. */
  #addOfInventory(finding: InventoryFinding): void {
    const position = finding.registry && this.#positionOf(finding.registry);
    const entry = position === undefined ? undefined : this.#entries[position];
    this.#rules.get(finding.rule.id)?.add(finding, position);
    this.#findings.addOfInventory(finding, position);
    this.#judge(entry);
    if (entry) this.#countAgainst(finding, entry);
    else this.#total.add(finding);
  }

  #countAgainst(found: Found, entry: Entry): void {
    const counts = this.#countsOf(entry);
    for (const count of counts) count.add(found);
    if (found.suppression) return;
    entry.findings++;
    if (!entry.compliant || !this.#stands(found)) return;
    entry.compliant = false;
    for (const count of counts) count.compliant--;
  }

  /** Whether a result stands against its registry. */
  #stands({ rule, outcome }: Found): boolean {
    return this.#run === undefined || standsAgainst({ severity: rule.severity, outcome }, this.#run);
  }

  #reportOf(run: RunInfo, summary: Summary): ComplianceReport {
    const { tool, startedAt, policy, failOn, failOnOpen } = run;
    const origin = this.#originOf(run);
    const { unread = [], notices, policyFindings, failed } = summary;
    const words = this.#words;
    const rules = policy.rules.map((rule) => this.#ruleStanding(rule));
    return {
      lang: words.language,
      tool,
      startedAt,
      policy: {
        name: this.#paths.shown(policy.name),
        files: policy.files.map((file) => this.#paths.shown(file)),
        ...(policy.floor && { floor: this.#floorOf(policy.floor) }),
      },
      origin,
      gate: { failOn, failOnOpen, failed, judged: !judgedNothing(summary) },
      standing: standingOf(this.#total),
      rules,
      controls: controlStandings({
        lang: words.language,
        facts: this.#facts,
        rules,
        narrowed: new Set(policy.rules.filter(isNarrowed).map(({ id }) => id)),
        partial: unread.length > 0 || origin.registryType !== undefined,
      }),
      accounts: groups(this.#accounts),
      types: groups(this.#types),
      regions: groups(this.#regions),
      registries: this.#entries,
      findings: this.#findings.all(policyFindings),
      policyFindings: policyFindings.map((finding) => policyFindingOf(finding, words, this.#paths)),
      unread,
      notices: notices.map((notice) => ({ ...notice, text: words.notice(notice) })),
    };
  }

  /** A snapshot, or a file of accounts, says at the end only that one type of registry was asked for. */
  #originOf({ origin }: RunInfo): Origin {
    const registryType = origin.registryType ?? this.#listing?.()?.registryType;
    const { file } = origin;
    return {
      ...origin,
      ...(file !== undefined && { file: this.#paths.shown(file) }),
      ...(registryType !== undefined && { registryType }),
    };
  }

  #floorOf({ name, files }: Floor): NonNullable<ComplianceReport['policy']['floor']> {
    return { name: this.#paths.shown(name), files: files.map((file) => this.#paths.shown(file)) };
  }

  #ruleStanding(rule: Rule): RuleStanding {
    const { title, why, fix } = ruleText(rule, this.#words);
    const { passed, failed, open, suppressed, applied } = this.#rules.get(rule.id) ?? new RuleCount();
    return {
      id: rule.id,
      ...(isRequired(rule) && { floor: true as const }),
      severity: highestSeverity(rule),
      title,
      ...(why !== undefined && { why }),
      ...(fix !== undefined && { fix }),
      references: this.#referencesOf(rule),
      passed,
      failed,
      open,
      suppressed,
      // A rule that counts registries speaks of groups of all of them.
      notApplicable: rule.across?.kind === 'count' ? 0 : this.#total.registries - applied,
    };
  }

  /** A compiled rule knows addresses alone; the titles are in its file. */
  #referencesOf({ id, references, builtin }: Rule): RuleStanding['references'] {
    const known = builtin ? this.#facts.get(id)?.references : undefined;
    return references.map((url) => known?.find((reference) => reference.url === url) ?? { url });
  }
}

/** Whether the policy, and not the rule itself, keeps a rule from registries: of those nobody knows how they stand. */
function isNarrowed({ narrowed, overrides = [] }: Rule): boolean {
  return narrowed !== undefined || overrides.some(({ rule }) => rule === undefined || isNarrowed(rule));
}

function named(counts: Map<string, Count>, name: string): Count {
  const known = counts.get(name);
  if (known) return known;
  const fresh = new Count();
  counts.set(name, fresh);
  return fresh;
}

function standingOf({ registries, judged, compliant, counts, suppressed }: Count): Standing {
  return { registries, judged, compliant, counts, suppressed };
}

/** By name; those without one are last. */
function groups(counts: ReadonlyMap<string, Count>): readonly GroupStanding[] {
  return [...counts]
    .sort(([left], [right]) => Number(left === '') - Number(right === '') || (left < right ? -1 : 1))
    .map(([name, count]) => ({ name, ...standingOf(count) }));
}
