import type { Registry } from '../model/registry.js';
import type { Evidence } from '../model/result.js';
import type { CelCondition, Condition, FieldCondition } from '../model/rule.js';
import type { Truth } from '../model/truth.js';
import { truthOf } from './truth.js';

/** The fields that made a condition come out as it did. */
export function evidenceFor(condition: Condition, registry: Registry, outcome: Truth): readonly Evidence[] {
  const all = [...explain(condition, registry, outcome, false)];
  // That a field should be there, or not, goes without saying where something is asked of its value too.
  const asksValue = (field: string) => all.some((one) => one.field === field && !asksPresence(one));
  return all.filter((one) => !asksPresence(one) || !asksValue(one.field));
}

function asksPresence({ expected }: Evidence): boolean {
  return typeof expected === 'object' && 'present' in expected;
}

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
  if (condition.kind === 'cel') {
    for (const field of deciding(condition, registry, outcome)) {
      yield evidence({ field, schema: condition.schema }, registry, negated);
    }
    return;
  }
  const turned = condition.kind === 'not';
  const inner = turned && outcome !== undefined ? !outcome : outcome;
  for (const part of turned ? [condition.of] : condition.of) {
    if (truthOf(part, registry) === inner) yield* explain(part, registry, inner, negated !== turned);
  }
}

/** The fields of an expression; where it is open, those that leave it so. */
function deciding(
  { fields, values }: CelCondition,
  registry: Registry,
  outcome: Truth,
): readonly FieldCondition['field'][] {
  if (outcome !== undefined) return fields;
  const unknown = fields.filter(
    (field) =>
      registry[field] === undefined && (values.includes(field) || registry.unclear?.[field] !== undefined),
  );
  return unknown.length > 0 ? unknown : fields;
}

function evidence(
  { field, schema }: Pick<FieldCondition, 'field' | 'schema'>,
  registry: Registry,
  negated: boolean,
): Evidence {
  const value = registry[field];
  return {
    field,
    ...(value !== undefined && { value }),
    expected: schema,
    ...(negated && { negated: true as const }),
  };
}
