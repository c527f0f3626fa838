import type { Registry } from '../model/registry.js';
import type { Outcome, Result } from '../model/result.js';
import type { Policy, Rule } from '../model/rule.js';
import { type Decide, decider, type Truth } from './decide.js';
import { evidenceFor } from './evidence.js';
import { fingerprint } from './fingerprint.js';
import { Tally } from './tally.js';

/** A rule with its conditions made ready. */
interface Check {
  readonly rule: Rule;
  readonly when: Decide | undefined;
  readonly assert: Decide;
}

const nothing: readonly Result[] = [];

/**
 * A policy at work. Knows neither files nor clocks: registries go in, results come out, and `tally` counts
 * them. Results are made only for what is shown; that a registry passes costs no object.
 */
export class Engine {
  readonly tally = new Tally();
  readonly #checks: readonly Check[];
  readonly #includePass: boolean;

  constructor(policy: Policy, options: { readonly includePass?: boolean } = {}) {
    this.#includePass = options.includePass === true;
    this.#checks = policy.rules.map((rule) => ({
      rule,
      when: rule.when && decider(rule.when),
      assert: decider(rule.assert),
    }));
  }

  /** The findings and open results of one registry, and its passes where they were asked for. */
  evaluate(registry: Registry): readonly Result[] {
    const { tally } = this;
    tally.registries++;
    if (registry.notices) tally.notice(registry.notices, registry);
    let results: Result[] | undefined;
    for (const check of this.#checks) {
      const applies = check.when === undefined ? true : check.when(registry);
      const truth = applies === true ? check.assert(registry) : applies;
      const outcome = outcomeOf(applies, truth);
      if (outcome === 'notApplicable') tally.notApplicable++;
      else if (outcome === 'pass') tally.passed++;
      else tally.counts[check.rule.severity][outcome]++;
      if (outcome === 'notApplicable' || (outcome === 'pass' && !this.#includePass)) continue;
      results ??= [];
      results.push(result(check.rule, registry, outcome, applies));
    }
    return results ?? nothing;
  }
}

/**
 * A rule whose `when` is open may or may not apply, so its outcome is open: even where its `assert` holds, as
 * nobody asked that of a registry to which it does not apply, and `open` is never a pass.
 */
function outcomeOf(applies: Truth, truth: Truth): Outcome {
  if (applies === false) return 'notApplicable';
  if (applies === undefined || truth === undefined) return 'open';
  return truth ? 'pass' : 'fail';
}

function result(rule: Rule, registry: Registry, outcome: Outcome, applies: Truth): Result {
  const evidence = outcome === 'pass' ? [] : evidenceOf(rule, registry, outcome, applies);
  return { rule, registry, outcome, evidence, fingerprint: fingerprint(rule.id, registry) };
}

function evidenceOf(rule: Rule, registry: Registry, outcome: Outcome, applies: Truth) {
  if (applies === undefined && rule.when) return evidenceFor(rule.when, registry, undefined);
  return evidenceFor(rule.assert, registry, outcome === 'fail' ? false : undefined);
}
