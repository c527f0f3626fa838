import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codes, fuse } from '../../src/engine/fuse.js';
import type { FieldName } from '../../src/model/field.js';
import { compileSchema } from '../../src/policy/compile/schemas.js';
import { aRegistry } from '../support/results.js';

const scalar = fc.oneof(
  fc.constantFrom<string | number | boolean>('VPC', 'HTTPS', '', '30', 30, 0, -1, 1.5, true, false),
  fc.integer({ min: -3, max: 3 }),
  fc.string({ maxLength: 2 }),
);

const schema = fc.oneof(
  scalar.map((value) => ({ const: value })),
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 5 }).map((values) => ({ enum: values })),
  fc.integer({ min: -3, max: 40 }).map((minimum) => ({ minimum })),
  fc.integer({ min: -3, max: 40 }).map((maximum) => ({ maximum })),
  fc.tuple(scalar, fc.integer()).map(([value, minimum]) => ({ const: value, minimum })),
  fc.constantFrom({ enum: [['VPC']] }, { enum: [null, 2] }, { const: null }, { const: ['VPC'] }, {}),
);

const fields = ['NetType', 'PersistenceDay', 'Password.set'] as const satisfies readonly FieldName[];

describe('a schema that is one comparison', () => {
  it('comes to what Ajv makes of it, whatever the value', async () => {
    await fc.assert(
      fc.asyncProperty(schema, scalar, fc.constantFrom(...fields), async (schema, value, field) => {
        const test = await compileSchema(schema);
        const evaluate = fuse([{ assert: { kind: 'field', field, schema, test } }]);
        const outcomes = new Uint8Array(1);
        const registry = { ...aRegistry(), [field]: value };
        evaluate(registry, outcomes, { passed: 0, notApplicable: 0, applied: new Uint8Array(1) });
        expect(outcomes[0]).toBe(test(value) ? 0 : codes.fail);
      }),
      { numRuns: 500 },
    );
  });

  it.each([{ const: 'VPC' }, { enum: ['VPC'] }, { minimum: 1 }, { maximum: 1 }])(
    'is open where the field is not there: %j',
    async (schema) => {
      const test = await compileSchema(schema);
      const evaluate = fuse([{ assert: { kind: 'field', field: 'NetType', schema, test } }]);
      const outcomes = new Uint8Array(1);
      const registry = { ...aRegistry(), NetType: undefined };
      evaluate(registry, outcomes, { passed: 0, notApplicable: 0, applied: new Uint8Array(1) });
      expect(outcomes[0]).toBe(codes.open);
    },
  );
});
