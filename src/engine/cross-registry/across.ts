import type { Across, InventoryFinding, LatePass } from '../../model/across.js';
import type { Registry } from '../../model/registry.js';
import type { Rule } from '../../model/rule.js';
import { placesOf } from '../floor.js';
import type { Counters } from '../fuse.js';
import { truthOf } from '../truth.js';
import type { Asks, LateVerdict, Said } from './asks.js';
import { Count } from './count.js';
import { Expected } from './expected.js';
import { type Listed, Sight } from './sight.js';
import { Unique } from './unique.js';

/** A finding before it is known whether somebody accepted it. */
export type Found = LateVerdict & Pick<InventoryFinding, 'rule'>;

interface Asked {
  readonly rule: Rule;
  /** The rule's place in the policy. */
  readonly index: number;
  readonly asks: Asks;
}

/** What the rules across registries say of one registry, by their place in the policy. */
export type SaidByRule = ReadonlyMap<number, Said>;

/** The rules across registries of a policy at work. Registries go in one by one; what only all of them tell comes last. */
export class AcrossRules {
  readonly #asked: readonly Asked[];
  readonly #rules: number;

  /** @param listing what was listed: what was not is neither there nor missing. Asked at the end */
  constructor(rules: readonly Rule[], listing: () => Listed) {
    const sight = new Sight(listing);
    this.#asked = placesOf(rules).flatMap((rule, index) =>
      rule?.across ? [{ rule, index, asks: start(rule, rule.across, sight) }] : [],
    );
    this.#rules = rules.length;
  }

  /** What can be said of a registry at once. */
  take(registry: Registry, counters: Counters): SaidByRule {
    const said = new Map<number, Said>();
    for (const { rule, index, asks } of this.#asked) {
      const applies = rule.when ? truthOf(rule.when, registry) : true;
      if (rule.narrowed && applies !== false) counters.applied[index] = 1;
      const one = asks.take(registry, applies);
      said.set(index, one);
    }
    for (const [index, one] of said) {
      const isRequired = index >= this.#rules;
      if (isRequired && said.has(index - this.#rules)) continue;
      const both =
        isRequired || !said.has(index + this.#rules) ? [one] : [one, said.get(index + this.#rules)];
      if (!both.every((each) => typeof each === 'string')) continue;
      if (both.includes('pass')) counters.passed++;
      else counters.notApplicable++;
    }
    return said;
  }

  /** What is left to say once all registries have been taken. To be asked once. What passes is not counted yet. */
  finish(): { readonly found: readonly Found[]; readonly passes: readonly LatePass[] } {
    const found: Found[] = [];
    const passes: LatePass[] = [];
    for (const { rule, asks } of this.#asked) {
      const { verdicts, passed, registries = [] } = asks.finish();
      passes.push({ rule, passed, registries });
      found.push(...verdicts.map((verdict) => ({ ...verdict, rule })));
    }
    return { found, passes };
  }
}

function start(rule: Rule, across: Across, sight: Sight): Asks {
  if (across.kind === 'unique') return new Unique(rule, across);
  return across.kind === 'count' ? new Count(rule, across, sight) : new Expected(rule, across, sight);
}
