import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../support/across.js';
import { policyOf } from '../../support/policies.js';

const policy = await policyOf(`version: 1
rules: { one-entry-per-host: { severity: error, unique: [DomainName, RegistryHostIp] } }
`);
const harbors = await policyOf(`version: 1
rules: { one-name: { when: { RegistryType: harbor }, unique: RegistryName, message: 'Two are called {RegistryName}' } }
`);

const at = (name: string, domain?: string, ip?: string) => ({
  RegistryName: name,
  ...(domain !== undefined && { DomainName: domain }),
  ...(ip !== undefined && { RegistryHostIp: ip }),
});

describe('unique', () => {
  it('finds each registry after the first with the same values, and names the first', async () => {
    const records = [at('a', 'x', '1'), at('b', 'x', '2'), at('c', 'x', '1'), at('d', 'x', '1')];
    const { results, failed, passed } = await judge(policy, [{ ...records[0], Id: 7 }, ...records.slice(1)]);
    expect(results).toEqual([
      'c fail: DomainName x, RegistryHostIp 1 is also that of a (Id 7)',
      'd fail: DomainName x, RegistryHostIp 1 is also that of a (Id 7)',
    ]);
    expect({ failed, passed }).toEqual({ failed: true, passed: 2 });
  });

  it('finds what is wrong by one of two rules, whichever of them it is', async () => {
    const two = await policyOf(`version: 1
rules:
  one-name: { severity: error, unique: RegistryName }
  one-domain: { severity: error, unique: DomainName }
`);
    const records = [at('a', 'x'), at('b', 'x'), at('a', 'y')];
    const { results, failed } = await judge(two, records);
    expect(results).toEqual([
      'b fail: DomainName x is also that of a',
      'a fail: RegistryName a is also that of a',
    ]);
    expect(failed).toBe(true);
  });

  it('has a result of its own beside those of other rules, found, right, or asked for though right', async () => {
    const mixed = await policyOf(`version: 1
rules:
  one-name: { severity: error, unique: RegistryName }
  require-https: error
`);
    const records = [
      { ...at('a'), ProtocolType: 1 },
      { ...at('b'), ProtocolType: 2 },
      { ...at('a'), ProtocolType: 2 },
    ];
    const http = 'a fail: The registry is reached over HTTP, HTTPS expected';
    const again = 'a fail: RegistryName a is also that of a';
    expect((await judge(mixed, records)).results).toEqual([http, again]);
    const { results } = await judge(mixed, records, {}, { includePass: true });
    expect(results.map((line) => line.slice(0, 6))).toEqual([
      'a pass',
      'a fail',
      'b pass',
      'b pass',
      'a fail',
      'a pass',
    ]);
    expect(results).toEqual(expect.arrayContaining([http, again]));
  });

  it('takes names of hosts in upper and lower case, and with a dot at the end, for the same', async () => {
    const { results } = await judge(policy, [
      at('a', 'Harbor.Example.com.', 'FE80::1'),
      at('b', 'harbor.example.com', 'fe80::1'),
    ]);
    expect(results).toHaveLength(1);
  });

  it('leaves open what has nothing to compare: neither absent nor empty fields pass', async () => {
    const { results, failed } = await judge(policy, [at('a'), at('b', '', ''), at('c', '')]);
    expect(results.map((line) => line.slice(0, 6))).toEqual(['a open', 'b open', 'c open']);
    expect(results[0]).toContain('DomainName is not in the record');
    expect(failed).toBe(true);
  });

  it('takes an empty text for a value beside another one', async () => {
    const { results, whole } = await judge(policy, [at('a', '', '1'), at('b', 'x', '1'), at('c', '', '1')]);
    expect(results).toEqual(['c fail: DomainName (empty), RegistryHostIp 1 is also that of a']);
    expect(whole).toEqual([]);
  });

  it('leaves open a registry that is like another as far as it is known, whichever comes first', async () => {
    const [known, partly] = [at('a', 'x', '1'), at('b', 'x')];
    const open =
      'b open: Cannot be decided: No two registries have the same DomainName and RegistryHostIp (it may have the same DomainName, RegistryHostIp as a; RegistryHostIp is not in the record, expected a value)';
    expect((await judge(policy, [known, partly])).whole).toEqual([open]);
    const turned = await judge(policy, [partly, known]);
    expect(turned).toMatchObject({ whole: [open], failed: true, results: [], passed: 1 });
  });

  it('lets pass a registry that is like no other already by what is known', async () => {
    const { results, whole, passed, failed } = await judge(policy, [at('a', 'x', '1'), at('b', 'y')]);
    expect({ results, whole, passed, failed }).toEqual({ results: [], whole: [], passed: 2, failed: false });
  });

  it('compares only registries for which `when` holds, and leaves open where that is not known', async () => {
    const named = (RegistryType: string | undefined) => ({ RegistryName: 'a', RegistryType });
    const { results } = await judge(harbors, [
      named('harbor'),
      named('quay'),
      named(undefined),
      named('harbor'),
    ]);
    expect(results).toEqual([
      expect.stringMatching(/^a open: .*RegistryType is not in the record/),
      'a fail: Two are called a (RegistryName a is also that of a (harbor))',
    ]);
  });

  it('says when its `when` held for no registry', async () => {
    expect((await judge(harbors, [{ RegistryName: 'a', RegistryType: 'quay' }])).notices).toContain(
      'the rule one-name applied to no registry',
    );
    const { notices } = await judge(harbors, [{ RegistryName: 'a', RegistryType: 'harbor' }]);
    expect(notices.join()).not.toContain('one-name');
  });

  it('tells passes where they are wanted', async () => {
    const { results } = await judge(policy, [at('a', 'x', '1')], {}, { includePass: true });
    expect(results).toEqual(['a pass: No two registries have the same DomainName and RegistryHostIp']);
  });

  const value = fc.constantFrom('', 'x', 'y', undefined);
  const anyRecords = fc
    .array(fc.record({ DomainName: value, RegistryHostIp: value }), { maxLength: 8 })
    .map((records) =>
      records.map((record, index) => ({ ...record, Id: index + 1, RegistryName: `r${index}` })),
    );

  it('does not depend on the order of the inventory, but for which of those that are alike comes first', async () => {
    const order = fc.tuple(anyRecords, fc.infiniteStream(fc.nat()));
    await fc.assert(
      fc.asyncProperty(order, async ([records, keys]) => {
        const shuffled = records
          .map((record) => ({ record, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ record }) => record);
        const [one, other] = [await judge(policy, records), await judge(policy, shuffled)];
        expect([...other.fingerprints].sort()).toEqual([...one.fingerprints].sort());
        expect(new Set(one.fingerprints).size).toBe(one.fingerprints.length);
        expect(other.passed).toBe(one.passed);
      }),
    );
  });

  it('comes to what comparing each with each would', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const told = await judge(policy, records);
        const keys = records.map(({ DomainName, RegistryHostIp }) => [DomainName, RegistryHostIp]);
        const expected = keys.map((mine, index) => {
          if (mine.every((part) => part === undefined || part === '')) return 'open';
          const others = keys.filter(
            (theirs, there) => there !== index && theirs.some((part) => part !== undefined && part !== ''),
          );
          const isLike = (theirs: readonly unknown[]) =>
            theirs.every(
              (part, field) => part === undefined || mine[field] === undefined || part === mine[field],
            );
          if (mine.includes(undefined)) return others.some(isLike) ? 'open' : 'pass';
          const before = keys
            .slice(0, index)
            .some((theirs) => JSON.stringify(theirs) === JSON.stringify(mine));
          return before ? 'fail' : 'pass';
        });
        const found = new Map(
          [...told.results, ...told.whole].map((line) => [line.split(' ')[0], line.split(/[ :]/)[1]]),
        );
        expect(records.map(({ RegistryName }) => found.get(RegistryName) ?? 'pass')).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
