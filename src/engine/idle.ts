import { formatLocation } from '../model/location.js';
import type { Registry } from '../model/registry.js';
import type { NoticeCount } from '../model/result.js';
import type { PolicyOverride, Rule } from '../model/rule.js';
import type { Hides } from './hidden.js';
import { selects, undecidedBy } from './selector.js';
import type { Tally } from './tally.js';

/**
 * Says of which rules nothing came because the user's own `when` held for no registry: a misspelt value looks
 * the same as an inventory in which all is well. What a built-in rule speaks of by itself is no news.
 */
export function idleRules(
  rules: readonly Rule[],
  { registries, applied }: Pick<Tally, 'registries' | 'applied'>,
): readonly NoticeCount[] {
  if (registries === 0) return [];
  return rules.flatMap((rule): NoticeCount[] => {
    const { id, narrowed } = rule;
    if (!narrowed || applied.has(rule)) return [];
    const { region } = narrowed;
    const question = region ? `: it names the region ${region.written}. Did you mean ${region.meant}?` : '';
    const text = `the rule ${id} applied to no registry${question}`;
    return [{ code: 'idle-rule', text, detail: { kind: 'idle', rule: id, region }, count: 1 }];
  });
}

/**
 * The overrides that have chosen no registry so far. Asked apart from the rules, of which the last that chooses a
 * registry hides the others.
 */
export class IdleOverrides {
  readonly #idle: PolicyOverride[];

  constructor(overrides: readonly PolicyOverride[]) {
    this.#idle = [...overrides];
  }

  /** Notes what chooses a registry, or may. Each is asked until it has chosen one. */
  take(registry: Registry): void {
    for (let at = this.#idle.length - 1; at >= 0; at--) {
      const override = this.#idle[at];
      if (override && mayChoose(override, registry)) this.#idle.splice(at, 1);
    }
  }

  /**
   * Says which have chosen none. Where each rule of one is told to be idle, that is said already.
   *
   * @param hides whether a selector may choose registries that were not seen
   */
  notices(told: readonly NoticeCount[], hides: Hides): readonly NoticeCount[] {
    const rules = new Set(told.flatMap(({ detail }) => (detail?.kind === 'idle' ? detail.rule : [])));
    return this.#idle
      .filter(({ match, rules: ids }) => !hides(match) && !ids.every((id) => rules.has(id)))
      .map(({ location }) => {
        const place = formatLocation(location);
        const text = `the override at ${place} chose no registry`;
        return { code: 'idle-override', text, detail: { kind: 'idle-override', place }, count: 1 };
      });
  }
}

function mayChoose({ match }: PolicyOverride, registry: Registry): boolean {
  return (
    selects(match, registry) || (registry.unclear !== undefined && undecidedBy(match, registry) !== undefined)
  );
}
