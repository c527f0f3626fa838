import { type FieldName, type FieldType, fieldNames, fieldSpec } from '../../model/field.js';
import type { Params } from '../compile/field-schema.js';
import type { Value } from './value.js';

/** What the checker is told of a field. Ids are text: JavaScript and YAML lose digits of theirs. */
const typeNames: Readonly<Record<FieldType, string>> = {
  string: 'string',
  integer: 'int',
  id: 'string',
  boolean: 'bool',
  enum: 'string',
};

/** Names of types, those of fields with a dot in their names inside one another. */
export interface Schema {
  [name: string]: string | Schema;
}

/** Every field with its type. `Password.set` is the field `set` of `Password`. */
export function fieldTypes(): Schema {
  const types: Schema = {};
  for (const name of fieldNames) put(types, name.split('.'), typeOf(name));
  return types;
}

/** The type of a field as CEL calls it. */
export function typeOf(field: FieldName): string {
  return typeNames[fieldSpec(field).type];
}

function put(types: Schema, [first = '', ...rest]: readonly string[], type: string): void {
  if (rest.length === 0) {
    types[first] = type;
    return;
  }
  const before = types[first];
  const inner = typeof before === 'object' ? before : {};
  put(inner, rest, type);
  types[first] = inner;
}

/** A parameter as an expression sees it. */
export interface TypedValue {
  readonly type: string;
  readonly value: Value;
}

/** The parameters that expressions can use, each with the type of its value. */
export function typedParams(params: Params): ReadonlyMap<string, TypedValue> {
  const typed = new Map<string, TypedValue>();
  for (const [name, value] of Object.entries(params)) {
    const one = typedValue(value);
    if (one) typed.set(name, one);
  }
  return typed;
}

function typedValue(value: unknown): TypedValue | undefined {
  if (Array.isArray(value)) return typedList(value);
  if (typeof value !== 'object' || value === null) return typedScalar(value);
  const list = typedList(Object.values(value));
  if (!list || list.value.length === 0) return undefined;
  const keys: readonly Value[] = Object.keys(value);
  const entries = list.value.flatMap((item, index): [Value, Value][] => {
    const key = keys[index];
    return key === undefined ? [] : [[key, item]];
  });
  return { type: `map<string, ${list.item}>`, value: new Map(entries) };
}

/** A list whose entries are all of one type. Of an empty one nothing is known; most hold text. */
function typedList(
  values: readonly unknown[],
): { readonly type: string; readonly item: string; readonly value: readonly Value[] } | undefined {
  const typed = values.map(typedScalar);
  const types = new Set(typed.map((one) => one?.type));
  const isMixed = types.size === 2 && types.has('int') && types.has('double');
  const [first = 'string'] = isMixed ? ['double'] : types;
  if (types.size > 1 && !isMixed) return undefined;
  const items = typed.flatMap((one) => (one ? [isMixed ? Number(one.value) : one.value] : []));
  return items.length === values.length ? { type: `list<${first}>`, item: first, value: items } : undefined;
}

function typedScalar(value: unknown): TypedValue | undefined {
  if (typeof value === 'string') return { type: 'string', value };
  if (typeof value === 'boolean') return { type: 'bool', value };
  if (typeof value !== 'number') return undefined;
  return Number.isSafeInteger(value) ? { type: 'int', value: BigInt(value) } : { type: 'double', value };
}
