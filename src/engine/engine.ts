import type { Registry } from '../model/registry.js';
import type { Evidence, Outcome, Result } from '../model/result.js';
import type { Policy, Rule } from '../model/rule.js';
import { evidenceFor } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import { codes, type Evaluate, fuse } from './fuse.js';
import { Tally } from './tally.js';
import { truthOf } from './truth.js';

const nothing: readonly Result[] = [];

/**
 * A policy at work. Knows neither files nor clocks: registries go in, results come out, and `tally` counts
 * them. Results are made only for what is shown; that a registry passes costs no object.
 */
export class Engine {
  readonly tally = new Tally();
  readonly #rules: readonly Rule[];
  readonly #includePass: boolean;
  readonly #evaluate: Evaluate;
  /** A code for each rule where it failed or is open. Zero between calls. */
  readonly #outcomes: Uint8Array;

  constructor({ rules }: Policy, options: { readonly includePass?: boolean } = {}) {
    this.#rules = rules;
    this.#includePass = options.includePass === true;
    this.#evaluate = fuse(rules);
    this.#outcomes = new Uint8Array(rules.length);
  }

  /** The findings and open results of one registry, and its passes where they were asked for. */
  evaluate(registry: Registry): readonly Result[] {
    const { tally } = this;
    tally.registries++;
    if (registry.notices !== undefined) tally.notice(registry.notices, registry);
    const bad = this.#evaluate(registry, this.#outcomes, tally);
    return bad === 0 && !this.#includePass ? nothing : this.#results(registry);
  }

  #results(registry: Registry): readonly Result[] {
    const results: Result[] = [];
    for (const [index, rule] of this.#rules.entries()) {
      const outcome = this.#outcomeOf(rule, index, registry);
      if (outcome === 'fail' || outcome === 'open') this.tally.counts[rule.severity][outcome]++;
      if (outcome !== undefined) results.push(resultOf(rule, registry, outcome));
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
}

function resultOf(rule: Rule, registry: Registry, outcome: Outcome): Result {
  const evidence = outcome === 'pass' ? [] : [...evidenceOf(rule, registry, outcome)];
  return { rule, registry, outcome, evidence, fingerprint: fingerprint(rule.id, registry) };
}

/** An open `when` leaves the rule open whatever its `assert` says, so it is what explains it. */
function evidenceOf({ when, assert }: Rule, registry: Registry, outcome: Outcome): Iterable<Evidence> {
  if (outcome === 'fail') return evidenceFor(assert, registry, false);
  const undecided = when && truthOf(when, registry) === undefined ? when : assert;
  return evidenceFor(undecided, registry, undefined);
}
