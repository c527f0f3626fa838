import type { Registry } from '../model/registry.js';
import type { Outcome } from '../model/result.js';
import type { Condition, FieldCondition, Rule } from '../model/rule.js';
import { every, negate, some, type Truth } from '../model/truth.js';

/** The outcome of a rule for one registry. */
export function outcomeOf({ when, assert }: Pick<Rule, 'when' | 'assert'>, registry: Registry): Outcome {
  const applies = when === undefined || truthOf(when, registry);
  if (applies === false) return 'notApplicable';
  const holds = applies && truthOf(assert, registry);
  if (holds === undefined) return 'open';
  return holds ? 'pass' : 'fail';
}

/** Whether a condition holds for a registry. This decides results, and explains them. */
export function truthOf(condition: Condition, registry: Registry): Truth {
  switch (condition.kind) {
    case 'field':
      return fieldTruth(condition, registry);
    case 'cel':
      return condition.test(registry);
    case 'not':
      return negate(truthOf(condition.of, registry));
    case 'all':
      return every(condition.of, (part) => truthOf(part, registry));
    case 'any':
      return some(condition.of, (part) => truthOf(part, registry));
  }
}

function fieldTruth({ field, test, present }: FieldCondition, registry: Registry): Truth {
  const value = registry[field];
  if (present === undefined) return value === undefined ? undefined : test(value);
  if (value !== undefined) return (value !== '') === present;
  // A value that is not understood may be one or none.
  return registry.unclear?.[field] === undefined ? !present : undefined;
}
