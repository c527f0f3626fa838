import type { JsonSchema } from '../../model/rule.js';
import { compiledSchemas } from '../generated/schemas.js';
import { type Validate, withDoubt } from '../keywords/doubt.js';

/** The key under which a schema that was compiled ahead is found. */
export function schemaKey(schema: JsonSchema): string {
  return JSON.stringify(schema);
}

/** Keywords that can leave a value undecided, and those that turn an answer round. */
const DOUBTFUL = /"(?:addressScope|cidr|minPrefix|domain)":/;
const NEGATING = /"(?:not|oneOf)":/;

/**
 * Compiles the schema of one field's value. Those of the built-in rules are compiled ahead, so a policy that
 * has no other loads no compiler.
 *
 * @throws Error with Ajv's message when it is no schema
 */
export async function compileSchema(schema: JsonSchema): Promise<(value: unknown) => boolean | undefined> {
  const key = schemaKey(schema);
  const validate = compiledSchemas.get(key) ?? (await compileNow(schema));
  return DOUBTFUL.test(key) ? withDoubt(validate, NEGATING.test(key)) : validate;
}

async function compileNow(schema: JsonSchema): Promise<Validate> {
  const { compiler } = await import('./ajv.js');
  return compiler().compile(schema);
}
