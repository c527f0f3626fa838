import type { NoticeCount } from '../model/result.js';
import type { Rule } from '../model/rule.js';
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
  return rules.flatMap(({ id, narrowed }, index): NoticeCount[] => {
    if (!narrowed || applied[index] !== 0) return [];
    const { meant } = narrowed;
    const question = meant === undefined ? '' : `. Did you mean ${meant}?`;
    const text = `the rule ${id} applied to no registry${question}`;
    return [{ code: 'idle-rule', text, detail: { kind: 'idle', rule: id, meant }, count: 1 }];
  });
}
