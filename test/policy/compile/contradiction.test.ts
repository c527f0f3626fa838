import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truthOf } from '../../../src/engine/truth.js';
import type { FieldName } from '../../../src/model/field.js';
import type { Registry } from '../../../src/model/registry.js';
import type { Condition } from '../../../src/model/rule.js';
import { contradiction } from '../../../src/policy/compile/contradiction.js';
import { mistakesIn, policyOf } from '../../support/policies.js';

const when = (condition: string) =>
  `version: 1\nrules:\n  acme:\n    when: ${condition}\n    assert: { NetType: VPC }\n`;

describe('a condition that can never hold', () => {
  it.each([
    '{ NetType: { not: { enum: [1, 2] } } }',
    '{ NetType: VPC, not: { NetType: VPC } }',
    '{ NetType: { allOf: [{ const: VPC }, { not: { const: VPC } }] } }',
    '{ not: { RegistryType: { enum: [acr, harbor, quay, CI/CD] } } }',
    '{ VpcId: { present: false, const: x } }',
    '{ VpcId: { present: false, minLength: 3 } }',
    '{ VpcId: { present: true, maxLength: 0 } }',
    "{ VpcId: { present: true, const: '' } }",
    '{ NetType: { present: false, const: VPC } }',
    '{ RegionId: cn-hangzhou, not: { RegionId: { enum: [cn-hangzhou, cn-shanghai] } } }',
    '{ RegionId: us-west-1, allOf: [{ RegionId: { pattern: ^cn- } }] }',
    '{ PersistenceDay: { minimum: 3, not: { minimum: 2 } } }',
    '{ Password.set: true, not: { anyOf: [{ Password.set: true }, { NetType: VPC }] } }',
    '{ anyOf: [{ NetType: VPC }, { Token.set: true, not: { Token.set: true } }] }',
  ])('is refused: %s', async (condition) => {
    const [mistake] = await mistakesIn(when(condition));
    expect(mistake).toMatchObject({ code: 'never-holds', location: { line: 4 } });
  });

  it.each([
    '{ NetType: { not: { enum: [1] } } }',
    '{ NetType: VPC, not: { NetType: VPC, RegistryType: acr } }',
    '{ not: { NetType: VPC, allOf: [{ NetType: Internet }] } }',
    "{ VpcId: { present: false, const: '' } }",
    '{ VpcId: { present: false } }',
    '{ VpcId: { present: true, maxLength: 1 } }',
    '{ RegionId: { not: { enum: [cn-hangzhou, cn-shanghai] } } }',
    '{ RegionId: { not: { const: cn-hangzhou }, pattern: ^cn- } }',
    '{ PersistenceDay: { multipleOf: 7, minimum: 8, maximum: 20 } }',
    '{ PersistenceDay: { exclusiveMinimum: 3, maximum: 4 } }',
  ])('is another one than this: %s', async (condition) => {
    expect((await policyOf(when(condition))).rules).toHaveLength(1);
  });

  it('is told where a policy narrows a built-in rule out of being', async () => {
    const text = 'version: 1\nrules:\n  vpc-id-present: { severity: error, when: { NetType: Internet } }';
    const [mistake] = await mistakesIn(text);
    expect(mistake).toMatchObject({ code: 'never-holds', location: { line: 3, column: 44 } });
    expect(mistake?.message).toContain('no value of NetType');
  });

  it('is told in the topmost policy that wrote a part of it', async () => {
    const base = when('{ NetType: VPC }');
    const child = 'version: 1\nextends: ./base.yaml\nrules:\n  acme: { when: { NetType: Internet } }';
    const mistakes = await mistakesIn(child, { 'base.yaml': base });
    expect(mistakes.map(({ location }) => location)).toEqual([{ file: 'policy.yaml', line: 4, column: 17 }]);
  });

  it('is found only where no registry satisfies it', () => {
    const registries: Registry[] = [undefined, 'Internet' as const, 'VPC' as const].flatMap((NetType) =>
      [undefined, true, false].map((set) => ({ index: 0, NetType, 'Token.set': set })),
    );
    const leaf = (field: FieldName, value: string | boolean): Condition => ({
      kind: 'field',
      field,
      schema: { const: value },
      test: (given) => given === value,
    });
    const present = (wanted: boolean): Condition => ({
      kind: 'field',
      field: 'NetType',
      schema: { present: wanted },
      test: () => undefined,
      present: wanted,
    });
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(leaf('NetType', 'VPC'), leaf('NetType', 'Internet'), leaf('Token.set', true)),
        fc.constantFrom(present(true), present(false)),
        fc.record({
          kind: fc.constant('all' as const),
          of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
      ),
    }));
    fc.assert(
      fc.property(condition, (whole) => {
        if (contradiction(whole) === undefined) return;
        expect(registries.some((registry) => truthOf(whole, registry) === true)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
