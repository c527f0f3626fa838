import type { Leaf } from '../model/condition.js';
import type { Registry } from '../model/registry.js';
import type { Condition, FieldCondition } from '../model/rule.js';

/** Kleene's third value is undefined: open, for what cannot be decided. */
export type Truth = boolean | undefined;

/**
 * What a condition says of a registry. This is what conditions mean; the engine runs the same compiled, and asks
 * here only to explain a finding.
 */
export function truthOf(condition: Condition, registry: Registry): Truth {
  return truthBy(condition, (leaf) =>
    leaf.kind === 'cel' ? leaf.test(registry) : fieldTruth(leaf, registry),
  );
}

/** What a condition says, given what each of its parts does that asks something by itself. */
export function truthBy(condition: Condition, ask: (leaf: Leaf) => Truth): Truth {
  if (!('of' in condition)) return ask(condition);
  if (condition.kind === 'not') return negate(truthBy(condition.of, ask));
  const parts = condition.of.map((part) => truthBy(part, ask));
  const decisive = condition.kind === 'any';
  if (parts.includes(decisive)) return decisive;
  return parts.includes(undefined) ? undefined : !decisive;
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

function fieldTruth({ field, test, present }: FieldCondition, registry: Registry): Truth {
  const value = registry[field];
  if (present === undefined) return value === undefined ? undefined : test(value);
  if (value !== undefined) return (value !== '') === present;
  // Something stands there that is not understood: even whether it is a value is open.
  return registry.unclear?.[field] === undefined ? !present : undefined;
}
