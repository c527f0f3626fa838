import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../support/across.js';
import { policyOf } from '../../support/policies.js';

const rule = (count: string, rest = '') =>
  policyOf(`version: 1\nrules: { r: { severity: error, ${rest} count: ${count} } }\n`);
const harbor = 'when: { RegistryType: harbor },';

const inRegion = (RegionId?: string, RegistryType?: string) => ({ RegionId, RegistryType });

describe('count', () => {
  it('counts all registries, or those for which `when` holds', async () => {
    const records = [inRegion('a', 'harbor'), inRegion('b', 'quay')];
    expect((await judge(await rule('{ min: 3 }'), records)).whole).toEqual([
      'fail: 2 registries found, at least 3 expected',
    ]);
    expect((await judge(await rule('{ max: 0 }', harbor), records)).whole).toEqual([
      'fail: 1 registry found, at most 0 expected',
    ]);
    expect(await judge(await rule('{ min: 1, max: 1 }', harbor), records)).toMatchObject({
      whole: [],
      passed: 1,
    });
  });

  it('does not take too many for the too few that somebody accepted', async () => {
    const policy = await rule('{ min: 2, max: 3 }');
    const of = async (count: number) =>
      (
        await judge(
          policy,
          Array.from({ length: count }, (_, Id) => ({ Id: Id + 1 })),
        )
      ).fingerprints;
    expect(await of(0)).toEqual(await of(1));
    expect(await of(4)).toEqual(await of(5));
    expect(await of(1)).not.toEqual(await of(4));
  });

  it('is a finding where there is no registry at all', async () => {
    expect((await judge(await rule('{ min: 1 }'), [])).failed).toBe(true);
    expect((await judge(await rule('{ min: 1, by: RegionId, for: [a] }'), [])).failed).toBe(true);
  });

  it('is asked of every group of the inventory, also of those in which nothing counts', async () => {
    const records = [inRegion('a', 'harbor'), inRegion('b', 'quay'), inRegion('c', 'harbor')];
    const { whole, passed } = await judge(await rule('{ min: 1, by: RegionId }', harbor), records);
    expect(whole).toEqual(['fail: RegionId b: 0 registries found, at least 1 expected']);
    expect(passed).toBe(2);
  });

  it('is asked of the groups that are named, and of no other', async () => {
    const records = [inRegion('a', 'harbor'), inRegion('b', 'quay')];
    const { whole } = await judge(await rule('{ min: 1, by: RegionId, for: [a, z] }', harbor), records);
    expect(whole).toEqual(['fail: RegionId z: 0 registries found, at least 1 expected']);
  });

  it('groups by several fields', async () => {
    const records = [
      { AliUid: 1, RegionId: 'a' },
      { AliUid: 1, RegionId: 'a' },
      { AliUid: 2, RegionId: 'a' },
    ];
    const { whole } = await judge(await rule('{ max: 1, by: [AliUid, RegionId] }'), records);
    expect(whole).toEqual(['fail: AliUid 1, RegionId a: 2 registries found, at most 1 expected']);
  });

  it('is open where a registry may count', async () => {
    const policy = await rule('{ min: 1, by: RegionId }', harbor);
    const { whole, failed } = await judge(policy, [inRegion('a')]);
    expect(whole).toEqual([
      'open: Cannot be decided: At least 1 registry for each RegionId (RegionId a: 0 registries found, at least 1 expected; 1 other may count)',
    ]);
    expect(failed).toBe(true);
  });

  it('is open where the group of a registry is not known, since it may be one of its own', async () => {
    const policy = await rule('{ min: 1, by: RegionId }', harbor);
    expect((await judge(policy, [inRegion('', 'quay')])).whole).toEqual([
      'open: Cannot be decided: At least 1 registry for each RegionId (1 registry has no RegionId)',
    ]);
    // Wherever it is, there is a Harbor.
    expect((await judge(policy, [inRegion(undefined, 'harbor')])).failed).toBe(false);
  });

  it('says once of what may belong to any group that every one is doubtful', async () => {
    const policy = await rule('{ max: 1, by: RegionId }');
    const { whole, passed } = await judge(policy, [inRegion('a'), inRegion('b'), inRegion('')]);
    expect(whole).toEqual([
      'open: Cannot be decided: At most 1 registry for each RegionId (1 registry has no RegionId)',
    ]);
    expect(passed).toBe(0);
  });

  it('does not depend on the order of the inventory', async () => {
    const policy = await rule('{ min: 1, by: RegionId }', harbor);
    const records = [
      inRegion('a', 'quay'),
      inRegion('b', 'quay'),
      inRegion('c', 'harbor'),
      inRegion(undefined, 'quay'),
    ];
    const [one, other] = [await judge(policy, records), await judge(policy, records.toReversed())];
    expect(one.fingerprints).toHaveLength(3);
    expect([...other.fingerprints].sort()).toEqual([...one.fingerprints].sort());
  });

  it('never passes or fails where records could be completed so that it does not', async () => {
    const regions = ['a', 'b', 'c'];
    const types = ['harbor', 'quay'];
    const record = fc.record({
      RegionId: fc.constantFrom<string | undefined>('a', 'b', undefined),
      RegistryType: fc.constantFrom<string | undefined>(...types, undefined),
    });
    const limits = fc.constantFrom<[number, number]>([1, 9], [2, 9], [0, 1], [0, 2], [1, 2]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 4 }),
        limits,
        fc.constantFrom('', ', by: RegionId', ', by: RegionId, for: [a, c]'),
        async (records, [min, max], by) => {
          const policy = await rule(`{ min: ${min}, max: ${max}${by} }`, harbor);
          const { whole } = await judge(policy, records);
          const groups = by.includes('for') ? ['a', 'c'] : undefined;
          const holds = completions(records, regions, types).map((complete) => {
            const counted = complete.filter(({ RegistryType }) => RegistryType === 'harbor');
            const counts =
              by === ''
                ? [counted.length]
                : (groups ?? [...new Set(complete.map(({ RegionId }) => RegionId))]).map(
                    (group) => counted.filter(({ RegionId }) => RegionId === group).length,
                  );
            return counts.every((count) => count >= min && count <= max);
          });
          if (whole.length === 0) expect(holds).not.toContain(false);
          if (whole.some((line) => line.startsWith('fail'))) expect(holds).not.toContain(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

type Complete = { readonly RegionId: string; readonly RegistryType: string };

/** Every way in which what is not known can turn out. */
function completions(
  records: readonly { readonly [field in keyof Complete]: string | undefined }[],
  regions: readonly string[],
  types: readonly string[],
): readonly (readonly Complete[])[] {
  const [first, ...rest] = records;
  if (!first) return [[]];
  const tails = completions(rest, regions, types);
  return (first.RegionId === undefined ? regions : [first.RegionId]).flatMap((RegionId) =>
    (first.RegistryType === undefined ? types : [first.RegistryType]).flatMap((RegistryType) =>
      tails.map((tail) => [{ RegionId, RegistryType }, ...tail]),
    ),
  );
}
