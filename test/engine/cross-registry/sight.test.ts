import { describe, expect, it } from 'vitest';
import { Engine } from '../../../src/engine/engine.js';
import type { Origin } from '../../../src/model/registry.js';
import { judge } from '../../support/across.js';
import { folderWith, policyOf } from '../../support/policies.js';

const rule = (text: string) => policyOf(`version: 1\nrules: { r: { severity: error, ${text} } }\n`);
const there = [{ RegistryName: 'h', RegistryType: 'harbor', RegionId: 'cn-hangzhou' }];
const onlyHarbor: Partial<Origin> = { registryType: 'harbor' };
const mainland: Partial<Origin> = { kind: 'live', region: 'cn-shanghai' };
const abroad: Partial<Origin> = { kind: 'live', region: 'eu-central-1' };

/** What a rule comes to: passed, or the outcomes of what was found. */
async function outcomes(text: string, origin: Partial<Origin>): Promise<readonly string[]> {
  const { results, whole, failed } = await judge(await rule(text), there, origin);
  expect(failed).toBe(results.length + whole.length > 0);
  return whole.map((line) => line.slice(0, 4));
}

describe('where one type of registry alone was listed', () => {
  it.each([
    // Of what the rule speaks all was listed.
    ['when: { RegistryType: harbor }, count: { min: 1 }', []],
    ['when: { RegistryType: harbor }, count: { min: 2 }', ['fail']],
    ['when: { RegistryType: harbor }, count: { max: 1 }', []],
    ['when: { RegistryType: harbor }, count: { min: 1, by: RegionId, for: [cn-beijing] }', ['fail']],
    ['count: { min: 1, by: RegistryType, for: [harbor] }', []],
    // What was listed is enough to tell.
    ['count: { min: 1 }', []],
    ['count: { max: 0 }', ['fail']],
    // Of the others nobody knows.
    ['when: { RegistryType: quay }, count: { min: 1 }', ['open']],
    ['when: { RegistryType: quay }, count: { max: 5 }', ['open']],
    ['when: { not: { RegistryType: harbor } }, count: { max: 5 }', ['open']],
    ['when: { NetType: VPC }, count: { max: 5 }', ['open']],
    ['count: { min: 2 }', ['open']],
    ['count: { min: 1, by: RegistryType, for: [harbor, quay] }', ['open']],
    // Other types may be where no Harbor is.
    ['when: { RegistryType: harbor }, count: { min: 1, by: RegionId }', ['open']],
    ['when: { RegistryType: harbor }, count: { max: 1, by: RegionId }', []],
    ['expected: [{ RegistryName: h }]', []],
    ['expected: [{ RegistryName: h }, { RegistryName: x, RegistryType: harbor }]', ['fail']],
    ['expected: [{ RegistryName: h }, { RegistryName: x, RegistryType: [harbor, quay] }]', ['open']],
    ['expected: [{ RegistryName: h }, { RegistryName: x }]', ['open']],
    ['when: { RegistryType: harbor }, expected: [{ RegistryName: h }, { RegistryName: x }]', ['fail']],
  ])('%s: %j', async (text, expected) => {
    expect(await outcomes(text, onlyHarbor)).toEqual(expected);
  });

  it('is remembered by a snapshot', async () => {
    const policy = await rule('when: { RegistryType: quay }, count: { max: 5 }');
    const snapshot = (registryType: object) =>
      JSON.stringify({
        $schema: 'x',
        snapshot: 1,
        takenAt: '2026-01-01T00:00:00Z',
        origin: { kind: 'live', ...registryType },
        registries: there,
      });
    const folder = folderWith({
      'all.json': snapshot({}),
      'harbor.json': snapshot({ registryType: 'harbor' }),
      'harbor.yaml': snapshot({ registryType: 'harbor' }),
    });
    expect((await judge(policy, `${folder}/all.json`)).failed).toBe(false);
    expect((await judge(policy, `${folder}/harbor.json`)).failed).toBe(true);
    expect((await judge(policy, `${folder}/harbor.yaml`)).failed).toBe(true);
  });
});

describe('where one centre was listed', () => {
  it.each([
    ['count: { min: 1, by: RegionId, for: [cn-hangzhou, eu-central-1] }', mainland, ['open']],
    ['count: { min: 1, by: RegionId, for: [cn-hangzhou, cn-beijing] }', mainland, ['fail']],
    ['count: { max: 1, by: RegionId, for: [eu-central-1] }', mainland, ['open']],
    // The vendor's endpoint table has Hong Kong at the centre of mainland China.
    ['count: { min: 1, by: RegionId, for: [cn-hongkong] }', mainland, ['fail']],
    ['count: { min: 1, by: RegionId, for: [cn-hongkong] }', abroad, ['open']],
    ['when: { RegionId: eu-central-1 }, count: { min: 1 }', mainland, ['open']],
    ['when: { RegionId: { pattern: ^cn- } }, count: { max: 1 }', abroad, ['open']],
    ['when: { RegionId: cn-beijing }, count: { min: 1 }', mainland, ['fail']],
    // Which centre is checked is the run's business, as long as the rule names no region of the other.
    ['count: { max: 1 }', mainland, []],
    ['count: { min: 1, by: RegionId }', mainland, []],
    ['expected: [{ RegistryName: h }, { RegistryName: x, RegionId: eu-central-1 }]', mainland, ['open']],
    ['expected: [{ RegistryName: h }, { RegistryName: x, RegionId: cn-beijing }]', mainland, ['fail']],
    ['expected: [{ RegistryName: h }, { RegistryName: x }]', mainland, ['fail']],
  ])('%s: %j', async (text, origin, expected) => {
    expect(await outcomes(text, origin)).toEqual(expected);
  });
});

it('an engine that is not given its rules across registries does not begin', async () => {
  const policy = await rule('count: { min: 1 }');
  expect(() => new Engine(policy)).toThrow(TypeError);
});
