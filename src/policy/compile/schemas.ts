import type { JsonSchema } from '../../model/rule.js';
import { every } from '../../model/truth.js';
import { addressKeywords } from '../keywords/address.js';
import { hostKeywords } from '../keywords/host.js';
import { type Compiling, isMapping, type Keyword, type Test } from '../keywords/keyword.js';
import { listKeywords } from '../keywords/list.js';
import { numberKeywords } from '../keywords/number.js';
import { textKeywords } from '../keywords/text.js';
import { valueKeywords } from '../keywords/value.js';

/** Every keyword that a schema in a condition may have. `present` is a part of conditions instead. */
const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({
    ...valueKeywords,
    ...numberKeywords,
    ...textKeywords,
    ...listKeywords,
    ...addressKeywords,
    ...hostKeywords,
  }),
);

/**
 * Compiles the schema of one field's value. Patterns run in an engine that is loaded only for them.
 *
 * @throws Error for a schema that has an unknown keyword, or one with a value that it cannot have
 */
export async function compileSchema(schema: JsonSchema): Promise<Test> {
  const compiling: Compiling = {
    schema: (inner) => compile(inner, compiling),
    pattern: hasPattern(schema) ? (await import('./linear-pattern.js')).linearPattern : noPattern,
  };
  return compile(schema, compiling);
}

function compile(schema: unknown, compiling: Compiling): Test {
  if (!isMapping(schema)) throw new Error('a schema has to be a mapping');
  const tests = Object.entries(schema).map(([name, wanted]) => {
    const keyword = keywords.get(name);
    if (!keyword) throw new Error(`unknown keyword ${name}`);
    const test = keyword.compile(wanted, compiling);
    if (!test) throw new Error(`${name} needs ${keyword.needs}`);
    return test;
  });
  const [only, ...more] = tests;
  return only && more.length === 0 ? only : (value) => every(tests, (test) => test(value));
}

/** Whether a schema has a regular expression in it. */
export function hasPattern(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(hasPattern);
  return isMapping(schema) && (Object.hasOwn(schema, 'pattern') || Object.values(schema).some(hasPattern));
}

function noPattern(): never {
  throw new Error('the schema has no pattern');
}
