import type { FieldValue, Registry, RegistryFields } from '../model/registry.js';
import type { Rule } from '../model/rule.js';
import type { FieldPattern, Selector } from '../model/selector.js';

/** What a selector can choose. */
export type Selectable = RegistryFields & { readonly account?: string | undefined };

/** Whether a selector chooses a registry. */
export function selects(selector: Selector, registry: Selectable): boolean {
  return selector.every((pattern) => matches(pattern, registry[pattern.field]));
}

/** Whether the value of a pattern's field is one that it means; undefined matches nothing. */
export function matches({ exact, globs }: FieldPattern, value: FieldValue | undefined): boolean {
  if (value === undefined) return false;
  const text = String(value);
  return exact.includes(text) || globs.some((glob) => glob.matches(text));
}

/** A rule as it is for a registry; undefined where it is off there. */
export function inForce(rule: Rule, registry: Registry): Rule | undefined {
  const override = rule.overrides?.findLast(({ match }) => selects(match, registry));
  return override ? override.rule : rule;
}
