import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

/** What one rule tells of a record, as `FIELD EXPECTED`. */
async function evidenceOf(
  assert: string,
  record: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const policy = await policyOf(`version: 1\nrules: { a: { assert: ${assert} } }`);
  const results = registriesOf([record]).flatMap((registry) => new Engine(policy).evaluate(registry));
  return results.flatMap(({ evidence }) =>
    evidence.map(
      ({ field, expected, negated }) => `${field} ${negated ? 'not ' : ''}${JSON.stringify(expected)}`,
    ),
  );
}

describe('the evidence of a result', () => {
  it('has each field that did not satisfy its condition, and no other', async () => {
    const assert = '{ NetType: VPC, RegionId: cn-hangzhou, VpcId: { present: true } }';
    const record = { NetType: 1, RegionId: 'cn-hangzhou' };
    expect(await evidenceOf(assert, record)).toEqual(['NetType {"const":"VPC"}', 'VpcId {"present":true}']);
  });

  it('does not ask for a field to be there where it asks for a value of it', async () => {
    const assert =
      '{ allOf: [{ VpcId: { present: true } }, { VpcId: { pattern: ^vpc- } }, { NetType: VPC }] }';
    expect(await evidenceOf(assert, { VpcId: '', NetType: 1 })).toEqual([
      'VpcId {"pattern":"^vpc-"}',
      'NetType {"const":"VPC"}',
    ]);
  });

  it('asks for a field to be there where only another is asked for a value', async () => {
    const assert = '{ allOf: [{ VpcId: { present: true } }, { NetType: VPC }] }';
    expect(await evidenceOf(assert, { NetType: 1 })).toEqual([
      'VpcId {"present":true}',
      'NetType {"const":"VPC"}',
    ]);
  });

  it('has of a `not` what should not have been', async () => {
    const assert = '{ not: { anyOf: [{ NetType: Internet }, { RegionId: cn-hangzhou }] } }';
    expect(await evidenceOf(assert, { NetType: 1, RegionId: 'cn-beijing' })).toEqual([
      'NetType not {"const":"Internet"}',
    ]);
  });

  describe('of an expression', () => {
    const fieldsOf = async (cel: string, record: Readonly<Record<string, unknown>>) =>
      (await evidenceOf(`{ cel: '${cel}' }`, record)).map((line) => line.split(' ')[0]);

    it('has all its fields where it is decided', async () => {
      const record = { PersistenceDay: 1, TransPerHour: 2 };
      expect(await fieldsOf('PersistenceDay >= TransPerHour', record)).toEqual([
        'PersistenceDay',
        'TransPerHour',
      ]);
    });

    it('has the fields that leave it open, where one does', async () => {
      expect(await fieldsOf('PersistenceDay >= TransPerHour', { PersistenceDay: 1 })).toEqual([
        'TransPerHour',
      ]);
    });

    it('has a field that is only asked whether it is there where nobody can tell, and not where it is absent', async () => {
      const cel = 'has(VpcId) || PersistenceDay > 30';
      expect(await fieldsOf(cel, {})).toEqual(['PersistenceDay']);
      expect(await fieldsOf(cel, { VpcId: ['vpc-1'] })).toEqual(['VpcId', 'PersistenceDay']);
    });
  });
});
