import { type FieldName, fieldSpec } from '../../model/field.js';
import type { FieldValue } from '../../model/registry.js';
import type { Condition, FieldCondition } from '../../model/rule.js';

/**
 * The field of which no value can satisfy the condition, where that is plain to see: all the values that could
 * matter are tried. Those of enum and boolean fields are all there are; for numbers they are the ones around
 * every number that the condition mentions; for text they are the ones that it spells out.
 */
export function contradiction(condition: Condition): FieldName | undefined {
  if (condition.kind === 'field') return contradictory([condition]);
  if (condition.kind === 'not') return undefined;
  const { of } = condition;
  const inner = of.map(contradiction).find((field) => field !== undefined);
  if (inner !== undefined || condition.kind === 'any') return inner;
  for (const leaves of byField(conjuncts(of)).values()) {
    const field = leaves.length > 1 ? contradictory(leaves) : undefined;
    if (field !== undefined) return field;
  }
  return undefined;
}

/** The conditions on fields that must all hold. */
function conjuncts(conditions: readonly Condition[]): FieldCondition[] {
  return conditions.flatMap((condition) => {
    if (condition.kind === 'field') return [condition];
    return condition.kind === 'all' ? conjuncts(condition.of) : [];
  });
}

function byField(leaves: readonly FieldCondition[]): Map<FieldName, FieldCondition[]> {
  const groups = new Map<FieldName, FieldCondition[]>();
  for (const leaf of leaves) groups.set(leaf.field, [...(groups.get(leaf.field) ?? []), leaf]);
  return groups;
}

function contradictory(leaves: readonly FieldCondition[]): FieldName | undefined {
  const [first] = leaves;
  if (!first) return undefined;
  // An absent field satisfies `present: false` alone, and whatever else is asked of it is open at best.
  if (leaves.some(({ present }) => present === false)) {
    return leaves.some(({ present }) => present === true) ? first.field : undefined;
  }
  const values = candidates(first.field, leaves);
  if (values === undefined) return bounds(leaves) ? undefined : first.field;
  const possible = values.some((value) => leaves.every(({ test }) => test(value) !== false));
  return possible ? undefined : first.field;
}

/** The values that could satisfy the conditions; undefined when they cannot be told. */
function candidates(field: FieldName, leaves: readonly FieldCondition[]): readonly FieldValue[] | undefined {
  const { type, values } = fieldSpec(field);
  if (type === 'boolean') return [true, false];
  if (values) return [...new Set(values.values())];
  const mentioned = leaves.flatMap(({ schema }) =>
    typeof schema === 'object' ? Object.entries(schema) : [],
  );
  if (type === 'integer') {
    // A multiple between two bounds is not found by trying the values around them.
    if (mentioned.some(([keyword]) => keyword === 'multipleOf')) return undefined;
    const numbers = mentioned.flatMap(([, value]) => value).filter((value) => typeof value === 'number');
    return [
      0,
      ...numbers.flatMap((value) => [Math.floor(value) - 1, Math.floor(value), Math.floor(value) + 1]),
    ];
  }
  const spelt = mentioned.flatMap(([keyword, value]) =>
    keyword === 'const' || keyword === 'enum' ? value : [],
  );
  const texts = spelt.filter((value): value is string => typeof value === 'string');
  return texts.length > 0 ? texts : undefined;
}

const pairs = [
  ['minLength', 'maxLength'],
  ['minEntries', 'maxEntries'],
  ['minimum', 'maximum'],
] as const;

/** Whether no lower bound stands above an upper one. */
function bounds(leaves: readonly FieldCondition[]): boolean {
  const numbers = (keyword: string): number[] =>
    leaves
      .map(({ schema }) => (typeof schema === 'object' ? schema[keyword] : undefined))
      .filter((value) => typeof value === 'number');
  return pairs.every(([low, high]) => Math.max(...numbers(low)) <= Math.min(...numbers(high)));
}
