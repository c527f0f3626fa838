import type { Across, InventoryFinding, LatePass } from '../../model/across.js';
import type { Registry } from '../../model/registry.js';
import type { Rule } from '../../model/rule.js';
import { everyRule } from '../floor.js';
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
  readonly asks: Asks;
}

/** What each rule across registries says of one registry. */
export type SaidByRule = ReadonlyMap<Rule, Said>;

/** The rules across registries of a policy at work. Registries go in one by one; what only all of them tell comes last. */
export class AcrossRules {
  readonly #asked: readonly Asked[];

  /** @param listing what was listed: what was not is neither there nor missing. Asked at the end */
  constructor(rules: readonly Rule[], listing: () => Listed) {
    const sight = new Sight(listing);
    this.#asked = everyRule(rules).flatMap((rule) =>
      rule.across ? [{ rule, asks: start(rule, rule.across, sight) }] : [],
    );
  }

  /**
   * What can be said of a registry at once.
   *
   * @param applied takes the rules with a `when` of the user's that apply to it, or may
   */
  take(registry: Registry, applied: Set<Rule>): SaidByRule {
    const said = new Map<Rule, Said>();
    for (const { rule, asks } of this.#asked) {
      const applies = rule.when ? truthOf(rule.when, registry) : true;
      if (rule.narrowed && applies !== false) applied.add(rule);
      said.set(rule, asks.take(registry, applies));
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
