import type { InventoryFinding, LatePass } from '../model/across.js';
import type { BadOutcome, Baseline } from '../model/baseline.js';
import { isBad } from '../model/gate.js';
import { isTellable } from '../model/identity.js';
import type { Registry, RegistryFields } from '../model/registry.js';
import type { Evidence, NoticeCount, Outcome, Result, Summary, WaiverUse } from '../model/result.js';
import type { Policy, Rule } from '../model/rule.js';
import type { FailOn } from '../model/severity.js';
import { Comparison } from './comparison.js';
import type { AcrossRules, Found } from './cross-registry/across.js';
import type { Said } from './cross-registry/asks.js';
import { evidenceFor } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import type { Hides } from './hidden.js';
import { IdleOverrides, idleRules } from './idle.js';
import { inForce } from './selector.js';
import { Tally } from './tally.js';
import { outcomeOf, truthOf } from './truth.js';
import { asksProbe, notProbed } from './unprobed.js';
import { Waivers } from './waivers.js';

const nothingFound: Result['evidence'] = [];

/** What an engine works with besides the policy. */
export interface EngineOptions {
  readonly includePass?: boolean;
  /** Today. A policy with waivers cannot do without. */
  readonly now?: Date;
  readonly baseline?: Baseline | undefined;
  /** The policy's rules across registries. A policy that has some cannot do without. */
  readonly across?: AcrossRules | undefined;
  /** Whether a selector may choose registries that the run does not see; of none unless said. */
  readonly hides?: Hides | undefined;
}

/**
 * A policy at work. Knows neither files nor clocks: registries go in, results come out, and `tally` counts
 * them. Results are made only for what is shown.
 */
export class Engine {
  readonly tally = new Tally();
  readonly #rules: readonly Rule[];
  readonly #includePass: boolean;
  readonly #waivers: Waivers | undefined;
  readonly #comparison: Comparison | undefined;
  /** How many rules ask for what only a probe can tell, and how many registries were probed. */
  readonly #asking: number;
  #probed = 0;
  readonly #across: AcrossRules | undefined;
  readonly #hides: Hides;
  readonly #idleOverrides: IdleOverrides | undefined;
  /** Registries of which nothing has been said, and a rule across registries still may. */
  readonly #waiting = new Set<number>();
  #late: Pick<Summary, 'inventoryFindings' | 'latePasses'> | undefined;

  constructor(policy: Policy, options: EngineOptions = {}) {
    const { includePass = false, now, baseline, across, hides = () => false } = options;
    if (!across && policy.rules.some((rule) => rule.across)) {
      throw new TypeError('rules across registries have to be handed over at work');
    }
    this.#rules = policy.rules;
    this.#includePass = includePass;
    this.#waivers = waiversOf(policy, now);
    this.#comparison = baseline && new Comparison(baseline);
    this.#asking = policy.rules.filter(asksProbe).length;
    this.#across = across;
    this.#hides = hides;
    this.#idleOverrides = policy.overrides && new IdleOverrides(policy.overrides);
  }

  /** The findings and open results of one registry, and its passes where they were asked for. */
  evaluate(registry: Registry): readonly Result[] {
    const { tally } = this;
    tally.registries++;
    if (registry.notices !== undefined) tally.notice(registry.notices, registry);
    this.#idleOverrides?.take(registry);
    if (this.#asking > 0 && registry['Probe.reached'] !== undefined) this.#probed++;
    const { passed } = tally;
    const across = this.#across?.take(registry, tally);
    const results: Result[] = [];
    for (const rule of this.#rules) {
      if (rule.across) results.push(...this.#acrossResults(rule, registry, across?.get(rule.id)));
      else this.#judge(rule, registry, results);
    }
    if (results.length === 0 && passed === tally.passed) this.#unjudged(registry);
    return results;
  }

  /** Counts the outcome of one rule, and adds its result where it is shown. */
  #judge(general: Rule, registry: Registry, results: Result[]): void {
    const { tally } = this;
    const rule = general.overrides ? inForce(general, registry) : general;
    const outcome = rule ? outcomeOf(rule, registry) : 'notApplicable';
    if (!rule || outcome === 'notApplicable') {
      tally.notApplicable++;
      return;
    }
    if (rule.narrowed) tally.applied.add(rule.id);
    if (isBad(outcome)) results.push(this.#bad(rule, registry, outcome));
    else {
      tally.passed++;
      if (this.#includePass) results.push(resultOf(rule, registry, outcome));
    }
  }

  /** The run in numbers, once all registries have been evaluated. */
  summary(failOn: FailOn, failOnOpen: boolean): Summary {
    // Before what is said of waivers and of the baseline: these findings fall under them, too.
    this.#late ??= this.#across && this.#finished(this.#across);
    const summary = this.tally.summary(
      failOn,
      failOnOpen,
      [...(this.#waivers?.findings(this.#hides) ?? [])],
      this.#comparison?.result(),
      this.#aboutPolicy(),
    );
    return { ...summary, ...this.#late };
  }

  #unjudged({ index }: Registry): void {
    this.tally.unjudged++;
    if (this.#across) this.#waiting.add(index);
  }

  /** What only all registries together tell: findings, and what of those is well of which nothing was known before. */
  #finished(across: AcrossRules): { inventoryFindings: InventoryFinding[]; latePasses: readonly LatePass[] } {
    const { found, passes } = across.finish(this.tally);
    for (const registry of [
      ...found.flatMap((one) => one.registry ?? []),
      ...passes.flatMap((one) => one.registries),
    ])
      if (this.#waiting.delete(registry.index)) this.tally.unjudged--;
    return { inventoryFindings: found.map((one) => this.#found(one)), latePasses: passes };
  }

  /** What each waiver did, in the order in which they are written. */
  waiverUse(): readonly WaiverUse[] {
    return this.#waivers?.use(this.#hides) ?? [];
  }

  #aboutPolicy(): readonly NoticeCount[] {
    const { registries } = this.tally;
    const idle = idleRules(this.#rules, this.tally);
    const overrides = registries === 0 ? [] : (this.#idleOverrides?.notices(idle, this.#hides) ?? []);
    return [...idle, ...overrides, ...notProbed(this.#asking, this.#probed, registries)];
  }

  #bad(rule: Rule, registry: Registry, outcome: BadOutcome): Result {
    const result = resultOf(rule, registry, outcome);
    return Object.assign(result, this.#accepted(rule, registry, result, outcome));
  }

  #acrossResults(rule: Rule, registry: Registry, said: Said): readonly Result[] {
    if (said === 'pass' && this.#includePass) return [resultOf(rule, registry, 'pass')];
    if (said === undefined || typeof said === 'string') return [];
    return said.map((verdict) => ({
      rule,
      registry,
      ...verdict,
      ...this.#accepted(rule, registry, verdict, verdict.outcome),
    }));
  }

  #found(found: Found): InventoryFinding {
    return { ...found, ...this.#accepted(found.rule, found.subject, found, found.outcome) };
  }

  /** What is accepted of a finding or open result, which is counted as such, or else as what fails the gate. */
  #accepted(
    { id, severity }: Rule,
    subject: RegistryFields & Partial<Pick<Registry, 'unclear'>>,
    found: Pick<Result, 'fingerprint'>,
    outcome: BadOutcome,
  ): Pick<Result, 'suppression' | 'baselineState'> {
    const waiver = this.#waivers?.suppress(id, subject);
    const baselineState = this.#comparison?.state(
      isTellable(subject) ? found.fingerprint : undefined,
      outcome,
      waiver !== undefined,
    );
    const suppression = waiver ?? (baselineState === 'unchanged' ? this.#comparison?.suppression : undefined);
    if (suppression) this.tally.suppressed[suppression.kind]++;
    else this.tally.counts[severity][outcome]++;
    return { ...(suppression && { suppression }), ...(baselineState && { baselineState }) };
  }
}

function waiversOf({ waivers = [], waiverWarningDays }: Policy, now: Date | undefined): Waivers | undefined {
  if (waivers.length === 0) return undefined;
  if (!now) throw new TypeError('whether a waiver has expired cannot be told without a date');
  return new Waivers(waivers, now.toISOString().slice(0, 10), waiverWarningDays);
}

/** Fingerprints take longer than all else, and hardly anyone asks for those of passes; nor do people who read text. */
function resultOf(rule: Rule, registry: Registry, outcome: Outcome): Result {
  let made: string | undefined;
  return {
    rule,
    registry,
    outcome,
    evidence: outcome === 'pass' ? nothingFound : evidenceOf(rule, registry, outcome),
    get fingerprint() {
      made ??= fingerprint(rule.id, registry);
      return made;
    },
  };
}

/** An open `when` leaves the rule open whatever its `assert` says, so it is what explains it. */
function evidenceOf({ when, assert }: Rule, registry: Registry, outcome: Outcome): readonly Evidence[] {
  if (outcome === 'fail') return evidenceFor(assert, registry, false);
  const undecided = when && truthOf(when, registry) === undefined ? when : assert;
  return evidenceFor(undecided, registry, undefined);
}
