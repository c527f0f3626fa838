import { Ajv, type ValidateFunction } from 'ajv';
import type { SchemaKind } from './check.js';
import { schemas } from './published-schemas.js';

/** The published schema of a file or of a condition, compiled so that it tells all mistakes and what each was held to. */
export function explainingValidator(kind: SchemaKind): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  });
  return ajv.compile(schemas[kind]);
}
