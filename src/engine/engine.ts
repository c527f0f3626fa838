import type { InventoryFinding, LatePass } from '../model/across.js';
import type { BadOutcome, Baseline } from '../model/baseline.js';
import { isBad } from '../model/gate.js';
import { isTellable } from '../model/identity.js';
import type { Registry, RegistryFields } from '../model/registry.js';
import type { Evidence, NoticeCount, Outcome, Result, Summary, WaiverUse } from '../model/result.js';
import { isAcross, type Policy, type Rule } from '../model/rule.js';
import type { FailOn } from '../model/severity.js';
import { Comparison } from './comparison.js';
import type { AcrossRules, Found, SaidByRule } from './cross-registry/across.js';
import type { Said } from './cross-registry/asks.js';
import { evidenceFor } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import { bothPass, everyRule, type Verdict, worseOf, worseVerdict } from './floor.js';
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
    if (!across && policy.rules.some(isAcross)) {
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
    const across = this.#across?.take(registry, tally.applied);
    const results: Result[] = [];
    for (const rule of this.#rules) {
      const own = this.#judge(rule, registry, across);
      const verdict = rule.required ? worseVerdict(own, this.#judge(rule.required, registry, across)) : own;
      this.#take(verdict, results);
    }
    if (results.length === 0 && passed === tally.passed) this.#unjudged(registry);
    return results;
  }

  /** What one rule comes to for a registry, before it is known whether somebody accepted it. */
  #judge(general: Rule, registry: Registry, across: SaidByRule | undefined): Verdict {
    if (general.across) return this.#acrossVerdict(general, registry, across?.get(general));
    const rule = general.overrides ? inForce(general, registry) : general;
    const outcome = rule ? outcomeOf(rule, registry) : 'notApplicable';
    if (!rule || outcome === 'notApplicable') return 'notApplicable';
    if (rule.narrowed) this.tally.applied.add(general);
    return isBad(outcome) ? [resultOf(rule, registry, outcome)] : this.#pass(rule, registry);
  }

  /** A pass, as a result only if passes are shown. */
  #pass(rule: Rule, registry: Registry): Verdict {
    return this.#includePass ? [resultOf(rule, registry, 'pass')] : 'pass';
  }

  #acrossVerdict(rule: Rule, registry: Registry, said: Said): Verdict {
    if (said === 'pass') return this.#pass(rule, registry);
    return typeof said === 'object' ? said.map((verdict) => ({ rule, registry, ...verdict })) : said;
  }

  /** Counts a verdict, and adds the results that are shown. */
  #take(verdict: Verdict, results: Result[]): void {
    const { tally } = this;
    if (verdict === 'pass') tally.passed++;
    else if (verdict === 'notApplicable') tally.notApplicable++;
    else if (verdict !== undefined) {
      for (const result of verdict) {
        const { rule, registry, outcome } = result;
        if (isBad(outcome)) Object.assign(result, this.#accepted(rule, registry, result, outcome));
        else tally.passed++;
        results.push(result);
      }
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

  /** What only all registries together show: findings, and passes of registries that had no verdict before. */
  #finished(across: AcrossRules): { inventoryFindings: InventoryFinding[]; latePasses: readonly LatePass[] } {
    const { found, passes } = this.#withFloor(across.finish());
    for (const registry of [
      ...found.flatMap((one) => one.registry ?? []),
      ...passes.flatMap((one) => one.registries),
    ])
      if (this.#waiting.delete(registry.index)) this.tally.unjudged--;
    return { inventoryFindings: found.map((one) => this.#found(one)), latePasses: passes };
  }

  /** What all registries together tell, where of two rules of one id the worse counts. */
  #withFloor({ found, passes }: ReturnType<AcrossRules['finish']>): ReturnType<AcrossRules['finish']> {
    let told = found;
    const passing = new Map(passes.map((pass) => [pass.rule, pass]));
    for (const own of this.#rules) {
      const { required } = own;
      if (!required) continue;
      const [ofOwn, ofFloor] = [own, required].map((rule) => told.filter((one) => one.rule === rule));
      const others = told.filter(({ rule }) => rule !== own && rule !== required);
      told = [...others, ...worseOf(ofOwn ?? [], ofFloor ?? [])];
      const [pass, passFloor] = [passing.get(own), passing.get(required)];
      if (!pass || !passFloor) continue;
      passing.delete(required);
      passing.set(own, bothPass(pass, passFloor));
    }
    for (const { passed } of passing.values()) this.tally.passed += passed;
    return { found: told, passes: [...passing.values()] };
  }

  /** What each waiver did, in the order in which they are written. */
  waiverUse(): readonly WaiverUse[] {
    return this.#waivers?.use(this.#hides) ?? [];
  }

  #aboutPolicy(): readonly NoticeCount[] {
    const { registries } = this.tally;
    const idle = idleRules(everyRule(this.#rules), this.tally);
    const overrides = registries === 0 ? [] : (this.#idleOverrides?.notices(idle, this.#hides) ?? []);
    return [...idle, ...overrides, ...notProbed(this.#asking, this.#probed, registries)];
  }

  #found(found: Found): InventoryFinding {
    return { ...found, ...this.#accepted(found.rule, found.subject, found, found.outcome) };
  }

  /** What is accepted of a finding or open result, which is counted as such, or else as what fails the gate. */
  #accepted(
    rule: Rule,
    subject: RegistryFields & Partial<Pick<Registry, 'unclear'>>,
    found: Pick<Result, 'fingerprint'>,
    outcome: BadOutcome,
  ): Pick<Result, 'suppression' | 'baselineState'> {
    const waiver = this.#waivers?.suppress(rule, subject);
    const baselineState = this.#comparison?.state(
      isTellable(subject) ? found.fingerprint : undefined,
      outcome,
      waiver !== undefined,
    );
    // What the floor requires is not accepted because it was there before.
    const isKnown = baselineState === 'unchanged' && !rule.floor;
    const suppression = waiver ?? (isKnown ? this.#comparison?.suppression : undefined);
    if (suppression) this.tally.suppressed[suppression.kind]++;
    else this.tally.counts[rule.severity][outcome]++;
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
