import { leavesOf } from '../../model/condition.js';
import { type FieldName, fieldSpec } from '../../model/field.js';
import type { FieldValue, Registry } from '../../model/registry.js';
import type { CelCondition, Condition, FieldCondition } from '../../model/rule.js';

/**
 * The field of which no value can satisfy the condition, where that is plain to see. The whole condition is asked
 * about every value of one field that could matter, whatever all others hold. Where those values cannot be
 * counted, as those of a text with a pattern, the parts that must all hold are compared instead.
 */
export function contradiction(condition: Condition): FieldName | undefined {
  if (condition.kind === 'all' || condition.kind === 'any') {
    const inner = condition.of.map(contradiction).find((field) => field !== undefined);
    if (inner !== undefined || condition.kind === 'any') return inner;
  }
  if (condition.kind === 'cel') return impossibleExpression(condition);
  for (const [field, leaves] of byField(leavesOf(condition).filter(isOnField))) {
    if (isImpossible(condition, field, leaves)) return field;
  }
  return undefined;
}

function isImpossible(condition: Condition, field: FieldName, leaves: readonly FieldCondition[]): boolean {
  const values = domain(field, leaves);
  if (values) return [undefined, ...values].every((value) => !holds(outcomes(condition, field, value)));
  return clash(conjuncts(condition).filter((leaf) => leaf.field === field));
}

/** What a condition can come to while the other fields are not known: a set, as bits. */
const can = { hold: 1, fail: 2, beOpen: 4 } as const;
const anything = can.hold | can.fail | can.beOpen;

const holds = (set: number): boolean => (set & can.hold) !== 0;
const fails = (set: number): boolean => (set & can.fail) !== 0;

function outcomes(condition: Condition, field: FieldName, value: FieldValue | undefined): number {
  if (condition.kind === 'cel') return expressionOutcome(condition, field, value);
  if (condition.kind === 'field') return condition.field === field ? outcome(condition, value) : anything;
  if (condition.kind === 'not') return negated(outcomes(condition.of, field, value));
  const parts = condition.of.map((part) => outcomes(part, field, value));
  return condition.kind === 'all' ? joined(parts) : negated(joined(parts.map(negated)));
}

/** What a field's condition comes to. An absent field answers `present` alone, and leaves all else open. */
function outcome({ present, test }: FieldCondition, value: FieldValue | undefined): number {
  if (present !== undefined) return (value !== undefined && value !== '') === present ? can.hold : can.fail;
  const answer = value === undefined ? undefined : test(value);
  if (answer === undefined) return can.beOpen;
  return answer ? can.hold : can.fail;
}

function negated(set: number): number {
  return (holds(set) ? can.fail : 0) | (fails(set) ? can.hold : 0) | (set & can.beOpen);
}

/** All parts hold, one fails, or none fails and one is open. */
function joined(parts: readonly number[]): number {
  const isOpen = parts.some((set) => set & can.beOpen) && parts.every((set) => set !== can.fail);
  return (parts.every(holds) ? can.hold : 0) | (parts.some(fails) ? can.fail : 0) | (isOpen ? can.beOpen : 0);
}

const isOnField = (condition: Condition): condition is FieldCondition => condition.kind === 'field';

/** The conditions on fields that must all hold. */
function conjuncts(condition: Condition): readonly FieldCondition[] {
  if (condition.kind === 'field') return [condition];
  return condition.kind === 'all' ? condition.of.flatMap(conjuncts) : [];
}

function byField(leaves: readonly FieldCondition[]): ReadonlyMap<FieldName, readonly FieldCondition[]> {
  const groups = new Map<FieldName, FieldCondition[]>();
  for (const leaf of leaves) {
    const group = groups.get(leaf.field);
    if (group) group.push(leaf);
    else groups.set(leaf.field, [leaf]);
  }
  return groups;
}

/** A text that no policy spells out: it stands for all others. */
const OTHER_TEXT = '\u0000';

/**
 * Values of which every other is like one: all that an enum or boolean field has, the numbers around those that
 * are mentioned, the texts that are spelt out. Undefined when they cannot be told.
 */
function domain(field: FieldName, leaves: readonly FieldCondition[]): readonly FieldValue[] | undefined {
  const { type, values } = fieldSpec(field);
  if (type === 'boolean') return [true, false];
  if (values) return [...new Set(values.values())];
  const asked = leaves.filter(({ present }) => present === undefined).flatMap(keywordsOf);
  const mentioned = asked.flatMap(([, value]) => value);
  if (type === 'integer') {
    // A multiple between two bounds is not found by trying the values around them.
    if (asked.some(([keyword]) => keyword === 'multipleOf')) return undefined;
    const numbers = mentioned.filter((value) => typeof value === 'number').map(Math.floor);
    return [0, ...numbers.flatMap((number) => [number - 1, number, number + 1])];
  }
  if (!asked.every(([keyword]) => spelling.has(keyword))) return undefined;
  return ['', OTHER_TEXT, ...mentioned.filter((value) => typeof value === 'string')];
}

/** Keywords that spell values out. */
const spelling: ReadonlySet<string> = new Set(['const', 'enum']);

function keywordsOf({ schema }: FieldCondition): readonly (readonly [string, unknown])[] {
  return typeof schema === 'object' ? Object.entries(schema) : [];
}

/** Whether conditions on one field, of whatever keywords, exclude each other. */
function clash(leaves: readonly FieldCondition[]): boolean {
  const all = (value: FieldValue): boolean => leaves.every((leaf) => !fails(outcome(leaf, value)));
  // What is not present is absent, and leaves the other conditions open, or it is the empty text.
  if (leaves.some(({ present }) => present === false)) {
    return leaves.some(({ present }) => present !== false) && !all('');
  }
  const spelt = leaves
    .flatMap(keywordsOf)
    .flatMap(([keyword, value]) => (spelling.has(keyword) ? value : []))
    .filter((value) => typeof value === 'string');
  return spelt.length > 0 ? !spelt.some(all) : !areOrdered(leaves);
}

const pairs = [
  ['minLength', 'maxLength'],
  ['minEntries', 'maxEntries'],
  ['minimum', 'maximum'],
] as const;

/** Whether no lower bound stands above an upper one. What is present has a character. */
function areOrdered(leaves: readonly FieldCondition[]): boolean {
  const asked: (readonly [string, unknown])[] = leaves.flatMap(keywordsOf);
  if (leaves.some(({ present }) => present === true)) asked.push(['minLength', 1]);
  const numbers = (wanted: string): number[] =>
    asked
      .flatMap(([keyword, value]) => (keyword === wanted ? [value] : []))
      .filter((value) => typeof value === 'number');
  return pairs.every(([low, high]) => Math.max(...numbers(low)) <= Math.min(...numbers(high)));
}

/** What an expression comes to that speaks of one field alone; what others come to is not known. */
function expressionOutcome(
  { fields, test }: CelCondition,
  field: FieldName,
  value: FieldValue | undefined,
): number {
  if (fields.length !== 1 || fields[0] !== field || !hasFewValues(field)) return anything;
  const answer = test({ index: 0, [field]: value });
  // What is not there may also be something that is not understood, which leaves all open.
  const set = answer === undefined ? can.beOpen : answer ? can.hold : can.fail;
  return value === undefined ? set | can.beOpen : set;
}

function hasFewValues(field: FieldName): boolean {
  const { type } = fieldSpec(field);
  return type === 'boolean' || type === 'enum';
}

/** Combinations that are tried. Those of four fields with four values are fewer. */
const MOST = 512;

/** Whether an expression is true for no values of its fields, where all of them have but a few. */
function impossibleExpression({ fields, test }: CelCondition): FieldName | undefined {
  let registries: Registry[] = [{ index: 0 }];
  for (const field of fields) {
    const values = hasFewValues(field) ? domain(field, []) : undefined;
    if (!values || registries.length * values.length > MOST) return undefined;
    registries = registries.flatMap((registry) =>
      [undefined, ...values].map((value) => ({ ...registry, [field]: value })),
    );
  }
  return registries.some((registry) => test(registry) === true) ? undefined : fields[0];
}
