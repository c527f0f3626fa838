import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../../schema/policy.schema.json' with { type: 'json' };

/** The published schema, compiled so that it tells all mistakes and what each was held to. */
export function explainingValidator(): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  });
  return ajv.compile(schema);
}
