import { isFieldName } from '../../model/field.js';
import type { Condition } from '../../model/rule.js';
import type { ConditionSource } from '../builtin.js';
import { isMapping } from '../keywords/keyword.js';
import { normalise, type Params, withParams } from './field-schema.js';
import { checkPatterns } from './patterns.js';
import type { Reporter } from './problems.js';
import { compileSchema } from './schemas.js';

/** What holds of every registry. */
const always: Condition = { kind: 'all', of: [] };

/** Joins conditions by and, without a level for nothing. */
export function allOf(conditions: readonly Condition[]): Condition {
  const [only, second] = conditions;
  return only && !second ? only : { kind: 'all', of: conditions };
}

/**
 * Compiles a condition that satisfies the schema of policies. Mistakes that the schema cannot see go to the
 * reporter; what is returned then is not to be used.
 */
export async function compileCondition(
  source: ConditionSource,
  params: Params,
  reporter: Reporter,
): Promise<Condition> {
  const parts: Condition[] = [];
  for (const [key, value] of Object.entries(source)) {
    const here = reporter.at(key);
    if (key === 'allOf' || key === 'anyOf') parts.push(await compileList(key, value, params, here));
    else if (key === 'not') parts.push({ kind: 'not', of: await compileInner(value, params, here) });
    else if (key === 'cel') parts.push(await compileExpression(value, params, here));
    else if (isFieldName(key)) parts.push(await compileField(key, withParams(value, params, here), here));
  }
  return allOf(parts);
}

async function compileList(
  key: 'allOf' | 'anyOf',
  value: unknown,
  params: Params,
  reporter: Reporter,
): Promise<Condition> {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const of: Condition[] = [];
  for (const [index, item] of list.entries()) of.push(await compileInner(item, params, reporter.at(index)));
  return key === 'allOf' ? allOf(of) : { kind: 'any', of };
}

async function compileInner(value: unknown, params: Params, reporter: Reporter): Promise<Condition> {
  return isMapping(value) ? compileCondition(value, params, reporter) : always;
}

/** An expression of CEL, for which the library is loaded. */
async function compileExpression(value: unknown, params: Params, reporter: Reporter): Promise<Condition> {
  if (typeof value !== 'string') return always;
  const { compileCel } = await import('../cel/compile.js');
  const compiled = await compileCel(value, params);
  if ('condition' in compiled) return compiled.condition;
  for (const { from, to, ...mistake } of compiled.mistakes) reporter.reportInside(from, to, mistake);
  return always;
}

/**
 * A field's schema. Composition inside it is lifted out, so that one part of it can be open while another is
 * decided, and so that a finding names the part that failed.
 */
async function compileField(
  field: Parameters<typeof normalise>[0],
  value: unknown,
  reporter: Reporter,
): Promise<Condition> {
  if (value === undefined) return always;
  const { allOf: every, anyOf: some, not, present, ...rest } = isMapping(value) ? value : { const: value };
  const parts: Condition[] = [];
  if (typeof present === 'boolean') {
    parts.push({
      kind: 'field',
      field,
      schema: { present },
      test: (text) => (text !== '') === present,
      present,
    });
  }
  if (Object.keys(rest).length > 0) parts.push(await compileLeaf(field, rest, reporter));
  for (const [kind, list] of [
    ['allOf', every],
    ['anyOf', some],
  ] as const) {
    if (!Array.isArray(list)) continue;
    const of: Condition[] = [];
    for (const [index, item] of list.entries())
      of.push(await compileField(field, item, reporter.at(kind, index)));
    parts.push(kind === 'allOf' ? allOf(of) : { kind: 'any', of });
  }
  if (not !== undefined) parts.push({ kind: 'not', of: await compileField(field, not, reporter.at('not')) });
  return allOf(parts);
}

async function compileLeaf(
  field: Parameters<typeof normalise>[0],
  source: { readonly [keyword: string]: unknown },
  reporter: Reporter,
): Promise<Condition> {
  const before = reporter.problems.length;
  const schema = normalise(field, source, reporter);
  await checkPatterns(schema, reporter);
  if (reporter.problems.length > before) return always;
  try {
    return { kind: 'field', field, schema, test: await compileSchema(schema) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    reporter.report({ code: 'bad-schema', message: `this is not a schema for ${field}: ${reason}` });
    return always;
  }
}
