import type { Registry } from '../model/registry.js';
import type { Evidence } from '../model/result.js';
import type { Condition, FieldCondition } from '../model/rule.js';
import { decider, type Truth } from './decide.js';

/** The fields that made a condition come out as it did, each once for each thing asked of it. */
export function evidenceFor(condition: Condition, registry: Registry, outcome: Truth): readonly Evidence[] {
  return [...explain(condition, registry, outcome, false)];
}

/** Called only for what failed or is open, so nothing here needs to be fast. */
function* explain(
  condition: Condition,
  registry: Registry,
  outcome: Truth,
  negated: boolean,
): Iterable<Evidence> {
  if (condition.kind === 'field') {
    yield evidence(condition, registry, negated);
    return;
  }
  const inner = condition.kind === 'not' && outcome !== undefined ? !outcome : outcome;
  const flipped = condition.kind === 'not' ? !negated : negated;
  for (const part of condition.kind === 'not' ? [condition.of] : condition.of) {
    if (decider(part)(registry) === inner) yield* explain(part, registry, inner, flipped);
  }
}

function evidence({ field, schema }: FieldCondition, registry: Registry, negated: boolean): Evidence {
  const value = registry[field];
  return {
    field,
    ...(value !== undefined && { value }),
    expected: schema,
    ...(negated && { negated: true as const }),
  };
}
