import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../support/across.js';
import { policyOf } from '../../support/policies.js';

const declaring = (entries: string, rest = '') =>
  policyOf(`version: 1\nrules:\n  r:\n    severity: error\n${rest}    expected:\n${entries}`);

const policy = await declaring(`      - { RegistryName: one, RegionId: a }
      - { RegistryName: team-* }
      - { RegistryName: two, RegionId: b }
`);

describe('expected', () => {
  it('finds what is declared and not there, and what is there and not declared', async () => {
    const { results, whole } = await judge(policy, [
      { RegistryName: 'one', RegionId: 'a' },
      { RegistryName: 'team-x', RegionId: 'a' },
      { RegistryName: 'team-y', RegionId: 'a' },
      { RegistryName: 'other', RegionId: 'a' },
    ]);
    expect(results).toEqual(['other fail: It is not among the registries that are declared (3)']);
    expect(whole).toEqual(['fail: Declared and not found: RegistryName: two, RegionId: b']);
  });

  it('lets a declaration without a glob stand for one registry', async () => {
    const one = { RegistryName: 'one', RegionId: 'a' };
    const { results } = await judge(policy, [
      { ...one, Id: 1 },
      { ...one, Id: 2 },
      { ...one, Id: 3 },
    ]);
    expect(results).toEqual([
      'one fail: It is declared once (policy.yaml:6:9), and so is one (Id 1, a)',
      'one fail: It is declared once (policy.yaml:6:9), and so is one (Id 1, a)',
    ]);
  });

  it('is green where exactly the declared ones are there', async () => {
    const { failed, passed } = await judge(policy, [
      { RegistryName: 'two', RegionId: 'b' },
      { RegistryName: 'team-', RegionId: 'z' },
      { RegistryName: 'one', RegionId: 'a' },
    ]);
    expect({ failed, passed }).toEqual({ failed: false, passed: 3 });
  });

  it('is open, on both sides, where a field that would tell is not known', async () => {
    const { results, whole, failed } = await judge(policy, [
      { RegistryName: 'team-x' },
      { RegistryName: 'one' },
      { RegistryName: 'two', RegionId: 'b' },
    ]);
    expect(results).toEqual([
      'one open: Cannot be decided: The registries are those that are declared (it may be the one that is declared at policy.yaml:6:9; RegionId is not in the record, expected a value)',
    ]);
    expect(whole).toEqual([
      'open: Cannot be decided: The registries are those that are declared (what is declared as RegistryName: one, RegionId: a may be one)',
    ]);
    expect(failed).toBe(true);
  });

  it('is a finding where what is known is enough to tell that it is not declared', async () => {
    const { results } = await judge(policy, [{ RegistryName: 'x' }]);
    expect(results).toEqual(['x fail: It is not among the registries that are declared (3)']);
  });

  it('speaks only of registries for which `when` holds', async () => {
    const harbors = await declaring(
      '      - { RegistryName: one }\n',
      '    when: { RegistryType: harbor }\n',
    );
    const { results, whole } = await judge(harbors, [
      { RegistryName: 'one', RegistryType: 'quay' },
      { RegistryName: 'other', RegistryType: 'quay' },
      { RegistryName: 'one' },
    ]);
    expect(results).toEqual([expect.stringMatching(/^one open: .*RegistryType is not in the record/)]);
    expect(whole).toEqual([expect.stringMatching(/^open: /)]);
  });

  it('does not depend on the order of the inventory, nor on that of the fields of a declaration', async () => {
    const name = fc.constantFrom<string | undefined>('one', 'two', 'team-1', 'x', undefined);
    const region = fc.constantFrom<string | undefined>('a', 'b', undefined);
    const turned = await declaring(`      - { RegionId: b, RegistryName: two }
      - { RegistryName: team-* }
      - { RegionId: a, RegistryName: one }
`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ RegistryName: name, RegionId: region }), { maxLength: 7 }),
        async (some) => {
          const records = some.map((record, index) => ({ ...record, Id: index + 1 }));
          const one = await judge(policy, records);
          const other = await judge(turned, records.toReversed());
          expect([...other.fingerprints].sort()).toEqual([...one.fingerprints].sort());
          expect(new Set(one.fingerprints).size).toBe(one.fingerprints.length);
        },
      ),
    );
  });

  it('comes to what comparing each registry with each declaration would', async () => {
    const value = fc.constantFrom<string | undefined>('a', 'b', 'c', undefined);
    const entry = fc
      .record({ RegistryName: fc.constantFrom('a', 'b', '?', '*'), RegionId: value, VpcId: value })
      .map((fields): Readonly<Record<string, string>> => JSON.parse(JSON.stringify(fields)));
    const entries = fc.uniqueArray(entry, {
      minLength: 1,
      maxLength: 4,
      selector: (one) => JSON.stringify(one),
    });
    const record = fc.record({ RegistryName: value, RegionId: value, VpcId: value });
    await fc.assert(
      fc.asyncProperty(entries, fc.array(record, { maxLength: 5 }), async (declared, records) => {
        const one = await policyOf(
          `version: 1\nrules: { r: { severity: error, expected: ${JSON.stringify(declared)} } }\n`,
        );
        const { results, whole } = await judge(one, records);
        const truth = (
          of: Readonly<Record<string, string>>,
          there: Readonly<Record<string, string | undefined>>,
        ) => {
          const parts = Object.entries(of).map(([field, text]) => {
            const found = there[field];
            return found === undefined ? undefined : text === '*' || text === '?' || text === found;
          });
          return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
        };
        const of = (outcome: string, lines: readonly string[]) =>
          lines.filter((line) => line.includes(`${outcome}: `)).length;
        const undeclared = records.filter((there) => declared.every((some) => truth(some, there) === false));
        const unsure = records.filter((there) => {
          const all = declared.map((some) => truth(some, there));
          return !all.includes(true) && all.includes(undefined);
        });
        const repeated = declared
          .filter(({ RegistryName }) => RegistryName === 'a' || RegistryName === 'b')
          .reduce(
            (sum, some) => sum + Math.max(0, records.filter((there) => truth(some, there)).length - 1),
            0,
          );
        expect(of(' fail', results)).toBe(undeclared.length + repeated);
        expect(of(' open', results)).toBe(unsure.length);
        const missing = declared.filter((some) => records.every((there) => truth(some, there) !== true));
        const perhaps = missing.filter((some) => records.some((there) => truth(some, there) === undefined));
        expect(whole.filter((line) => line.startsWith('fail')).length).toBe(missing.length - perhaps.length);
        expect(whole.filter((line) => line.startsWith('open')).length).toBe(perhaps.length);
      }),
      { numRuns: 300 },
    );
  });
});
