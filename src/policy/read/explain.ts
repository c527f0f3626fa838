import { Ajv, type ValidateFunction } from 'ajv';
import accounts from '../../../schema/accounts.schema.json' with { type: 'json' };
import policy from '../../../schema/policy.schema.json' with { type: 'json' };
import test from '../../../schema/test.schema.json' with { type: 'json' };
import waivers from '../../../schema/waivers.schema.json' with { type: 'json' };
import type { SchemaKind } from './check.js';

const { definitions } = policy;
const condition = { definitions, $ref: '#/definitions/condition' };
const schemas: Readonly<Record<SchemaKind, object>> = { policy, test, waivers, accounts, condition };

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
