import { Ajv, type ValidateFunction } from 'ajv';
import policy from '../../../schema/policy.schema.json' with { type: 'json' };
import test from '../../../schema/test.schema.json' with { type: 'json' };
import waivers from '../../../schema/waivers.schema.json' with { type: 'json' };
import type { FileKind } from './check.js';

const schemas: Readonly<Record<FileKind, object>> = { policy, test, waivers };

/** The published schema of a file, compiled so that it tells all mistakes and what each was held to. */
export function explainingValidator(kind: FileKind): ValidateFunction {
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
