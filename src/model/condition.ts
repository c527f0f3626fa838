import type { FieldName } from './field.js';
import type { CelCondition, Condition, FieldCondition } from './rule.js';

/** A part of a condition that asks a registry something by itself. */
export type Leaf = FieldCondition | CelCondition;

/** Every part of a condition that asks something, wherever it stands. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  if ('of' in condition) {
    return condition.kind === 'not' ? leavesOf(condition.of) : condition.of.flatMap(leavesOf);
  }
  return [condition];
}

/** Whether a condition names, anywhere, a field of these. */
export function speaksOf(condition: Condition, isMeant: (field: FieldName) => boolean): boolean {
  return leavesOf(condition).some((leaf) =>
    leaf.kind === 'cel' ? leaf.fields.some(isMeant) : isMeant(leaf.field),
  );
}
