import type { FieldValue } from '../../model/registry.js';
import { every, negate, some } from '../../model/truth.js';
import { isFlag, isListOf, isMapping, isNumber, isText, keyword } from './keyword.js';

const isScalar = (value: unknown): value is FieldValue => isText(value) || isNumber(value) || isFlag(value);
const isSchemas = isListOf(isMapping);

/** Keywords for values of any type. */
export const valueKeywords = {
  const: keyword('a text, a number, true or false', isScalar, (wanted) => (value) => value === wanted),
  enum: keyword('a list of values', isListOf(isScalar), (wanted) => (value) => wanted.includes(value)),
  not: keyword('a schema', isMapping, (schema, compiling) => {
    const test = compiling.schema(schema);
    return (value) => negate(test(value));
  }),
  allOf: keyword('a list of schemas', isSchemas, (schemas, compiling) => {
    const tests = schemas.map(compiling.schema);
    return (value) => every(tests, (test) => test(value));
  }),
  anyOf: keyword('a list of schemas', isSchemas, (schemas, compiling) => {
    const tests = schemas.map(compiling.schema);
    return (value) => some(tests, (test) => test(value));
  }),
} as const;
