import type { FieldName } from '../model/field.js';
import type { FieldValue, Registry, RegistryFields } from '../model/registry.js';
import type { Condition, Rule, RuleOverride } from '../model/rule.js';
import type { FieldPattern, Selector } from '../model/selector.js';
import { severities } from '../model/severity.js';
import { MASKED } from '../model/stars.js';

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

/**
 * The field that keeps it open whether a selector chooses a registry: what stands there is masked, and all else is
 * chosen. Undefined where it is decided.
 */
export function undecidedBy(selector: Selector, { unclear, ...registry }: Registry): FieldName | undefined {
  let undecided: FieldName | undefined;
  for (const pattern of selector) {
    const { field } = pattern;
    if (field !== 'account' && unclear?.[field] === MASKED) undecided ??= field;
    else if (!matches(pattern, registry[field])) return undefined;
  }
  return undecided;
}

/**
 * A rule as it is for a registry; undefined where it is off there. Where nobody can tell which override it is under, it
 * is open, and as severe as the severest that may be meant. What only turns it off has to be sure of it.
 */
export function inForce(rule: Rule, registry: Registry): Rule | undefined {
  return inForceOf(rule, rule.overrides ?? [], registry);
}

function inForceOf(rule: Rule, overrides: readonly RuleOverride[], registry: Registry): Rule | undefined {
  const last = overrides.at(-1);
  if (!last) return rule;
  if (selects(last.match, registry)) return last.rule;
  const others = inForceOf(rule, overrides.slice(0, -1), registry);
  const field = last.rule && registry.unclear && undecidedBy(last.match, registry);
  return last.rule && field !== undefined ? { ...severer(last.rule, others), when: openBy(field) } : others;
}

function severer(one: Rule, other: Rule | undefined): Rule {
  return other && severities.indexOf(other.severity) < severities.indexOf(one.severity) ? other : one;
}

const openBy = (field: FieldName): Condition => ({ kind: 'field', field, schema: {}, test: () => undefined });
