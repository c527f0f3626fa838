import type { JsonSchema } from '../../model/rule.js';
import { compiledSchemas } from '../generated/schemas.js';
import { type Validate, withDoubt } from '../keywords/doubt.js';
import { compileOneKeyword } from './one-keyword.js';

/** The key under which a schema that was compiled ahead is found. */
export function schemaKey(schema: JsonSchema): string {
  return JSON.stringify(schema);
}

/** Keywords that can leave a value undecided, and those that turn an answer round. */
const DOUBTFUL = /"(?:addressScope|cidr|minPrefix|domain)":/;
const NEGATING = /"(?:not|oneOf)":/;
const PATTERN = /"pattern":/;

/** Whether a schema has a regular expression in it. */
export function hasPattern(schema: JsonSchema): boolean {
  return PATTERN.test(schemaKey(schema));
}

/** Whether a schema is one that a built-in rule has, and so compiled ahead. */
export function isCompiledAhead(schema: JsonSchema): boolean {
  return compiledSchemas.has(schemaKey(schema));
}

/**
 * Compiles the schema of one field's value. Of those with more than one keyword, and with patterns, the built-in rules
 * have theirs compiled ahead, so a policy that has no other loads no compiler.
 *
 * @throws Error with Ajv's message when it is no schema
 */
export async function compileSchema(schema: JsonSchema): Promise<(value: unknown) => boolean | undefined> {
  const key = schemaKey(schema);
  const validate = compileOneKeyword(schema) ?? compiledSchemas.get(key) ?? (await compileNow(schema));
  return DOUBTFUL.test(key) ? withDoubt(validate, NEGATING.test(key)) : validate;
}

/** Patterns of a policy run in an engine of their own, which is loaded only for them. */
async function compileNow(schema: JsonSchema): Promise<Validate> {
  const { compiler } = await import('./ajv.js');
  if (!hasPattern(schema)) return compiler().compile(schema);
  const { linearPattern } = await import('./linear-pattern.js');
  return compiler(linearPattern).compile(schema);
}
