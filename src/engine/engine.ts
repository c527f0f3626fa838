import type { BadOutcome, Baseline } from '../model/baseline.js';
import type { Registry } from '../model/registry.js';
import type { Evidence, Outcome, Result, Summary, WaiverUse } from '../model/result.js';
import type { Policy, Rule } from '../model/rule.js';
import type { FailOn } from '../model/severity.js';
import { Comparison } from './comparison.js';
import { evidenceFor } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import { codes, type Evaluate, fuse } from './fuse.js';
import { idleRules } from './idle.js';
import { inForce } from './selector.js';
import { Tally } from './tally.js';
import { truthOf } from './truth.js';
import { Waivers } from './waivers.js';

const nothing: readonly Result[] = [];

/** What an engine works with besides the policy. */
export interface EngineOptions {
  readonly includePass?: boolean;
  /** Today. A policy with waivers cannot do without. */
  readonly now?: Date;
  readonly baseline?: Baseline | undefined;
}

/**
 * A policy at work. Knows neither files nor clocks: registries go in, results come out, and `tally` counts
 * them. Results are made only for what is shown; that a registry passes costs no object.
 */
export class Engine {
  readonly tally: Tally;
  readonly #rules: readonly Rule[];
  readonly #includePass: boolean;
  readonly #evaluate: Evaluate;
  /** A code for each rule where it failed or is open. Zero between calls. */
  readonly #outcomes: Uint8Array;
  readonly #waivers: Waivers | undefined;
  readonly #comparison: Comparison | undefined;

  constructor(policy: Policy, { includePass = false, now, baseline }: EngineOptions = {}) {
    this.tally = new Tally(policy.rules.length);
    this.#rules = policy.rules;
    this.#includePass = includePass;
    this.#evaluate = fuse(policy.rules);
    this.#outcomes = new Uint8Array(policy.rules.length);
    this.#waivers = waiversOf(policy, now);
    this.#comparison = baseline && new Comparison(baseline);
  }

  /** The findings and open results of one registry, and its passes where they were asked for. */
  evaluate(registry: Registry): readonly Result[] {
    const { tally } = this;
    tally.registries++;
    if (registry.notices !== undefined) tally.notice(registry.notices, registry);
    const bad = this.#evaluate(registry, this.#outcomes, tally);
    return bad === 0 && !this.#includePass ? nothing : this.#results(registry);
  }

  /** The run in numbers, once all registries have been evaluated. */
  summary(failOn: FailOn, failOnOpen: boolean): Summary {
    return this.tally.summary(
      failOn,
      failOnOpen,
      [...(this.#waivers?.findings() ?? [])],
      this.#comparison?.result(),
      idleRules(this.#rules, this.tally),
    );
  }

  /** What each waiver did, in the order in which they are written. */
  waiverUse(): readonly WaiverUse[] {
    return this.#waivers?.use() ?? [];
  }

  #results(registry: Registry): readonly Result[] {
    const results: Result[] = [];
    for (const [index, general] of this.#rules.entries()) {
      const rule = general.overrides ? inForce(general, registry) : general;
      if (!rule) continue;
      const outcome = this.#outcomeOf(rule, index, registry);
      if (outcome === 'fail' || outcome === 'open') results.push(this.#bad(rule, registry, outcome));
      else if (outcome !== undefined) results.push(resultOf(rule, registry, outcome));
    }
    this.#outcomes.fill(0);
    return results;
  }

  /** What is to be shown of a rule; undefined for nothing. */
  #outcomeOf({ when }: Rule, index: number, registry: Registry): Outcome | undefined {
    const code = this.#outcomes[index];
    if (code === codes.fail) return 'fail';
    if (code === codes.open) return 'open';
    return this.#includePass && (!when || truthOf(when, registry) === true) ? 'pass' : undefined;
  }

  /** A finding or an open result, counted where it can fail the gate and where it is suppressed. */
  #bad(rule: Rule, registry: Registry, outcome: BadOutcome): Result {
    const result = resultOf(rule, registry, outcome);
    const waiver = this.#waivers?.suppress(rule.id, registry);
    const baselineState = this.#comparison?.state(result.fingerprint, outcome, waiver !== undefined);
    const suppression = waiver ?? (baselineState === 'unchanged' ? this.#comparison?.suppression : undefined);
    if (suppression) this.tally.suppressed[suppression.kind]++;
    else this.tally.counts[rule.severity][outcome]++;
    return { ...result, ...(suppression && { suppression }), ...(baselineState && { baselineState }) };
  }
}

function waiversOf({ waivers = [], waiverWarningDays }: Policy, now: Date | undefined): Waivers | undefined {
  if (waivers.length === 0) return undefined;
  if (!now) throw new TypeError('whether a waiver has expired cannot be told without a date');
  return new Waivers(waivers, now.toISOString().slice(0, 10), waiverWarningDays);
}

function resultOf(rule: Rule, registry: Registry, outcome: Outcome): Result {
  const evidence = outcome === 'pass' ? [] : evidenceOf(rule, registry, outcome);
  return { rule, registry, outcome, evidence, fingerprint: fingerprint(rule.id, registry) };
}

/** An open `when` leaves the rule open whatever its `assert` says, so it is what explains it. */
function evidenceOf({ when, assert }: Rule, registry: Registry, outcome: Outcome): readonly Evidence[] {
  if (outcome === 'fail') return evidenceFor(assert, registry, false);
  const undecided = when && truthOf(when, registry) === undefined ? when : assert;
  return evidenceFor(undecided, registry, undefined);
}
