import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { Registry } from '../../src/model/registry.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';

const policy = `version: 1
rules:
  require-https: error
  persistence-days: { severity: warning, params: { minimum: 30 } }
  acme-naming:
    when: { RegistryType: harbor }
    assert: { RegistryName: { pattern: ^acme- } }
overrides:
  - match: { RegionId: us-* }
    rules:
      require-https: warning
      persistence-days: { params: { minimum: 90 } }
      acme-naming: off
      require-vpc: note
  - match: { RegionId: us-west-*, RegistryType: [harbor, quay] }
    rules: { require-https: off, persistence-days: { severity: error } }
  - match: { AliUid: '42' }
    rules: { require-https: error }
`;

async function judge(record: Readonly<Record<string, unknown>>) {
  const engine = new Engine(await policyOf(policy));
  const [registry] = registriesOf([record]);
  const results = registry ? engine.evaluate(registry) : [];
  const { passed, notApplicable, counts } = engine.summary('error', true);
  return {
    told: results.map(({ rule, outcome }) => `${rule.id} ${rule.severity} ${outcome}`),
    passed,
    notApplicable,
    counts,
  };
}

/** Breaks every rule that applies to it. */
const bad = {
  Id: 1,
  RegistryName: 'x',
  RegistryType: 'harbor',
  ProtocolType: 1,
  NetType: 1,
  PersistenceDay: 60,
  AliUid: 1,
};

describe('an override', () => {
  it.each([
    ['cn-hangzhou', {}, ['require-https error fail', 'acme-naming warning fail'], 1, 1],
    [
      'us-east-1',
      {},
      ['require-https warning fail', 'persistence-days warning fail', 'require-vpc note fail'],
      0,
      1,
    ],
    // The last one that speaks of the rule counts alone: the parameter of the one before is not its own.
    ['us-west-1', {}, ['require-vpc note fail'], 1, 2],
    ['us-west-1', { PersistenceDay: 7 }, ['persistence-days error fail', 'require-vpc note fail'], 0, 2],
    ['us-west-1', { AliUid: 42 }, ['require-https error fail', 'require-vpc note fail'], 1, 1],
    // What a field is not known to hold is not chosen by it.
    [
      'us-west-1',
      { RegistryType: 'x' },
      ['require-https warning fail', 'persistence-days warning fail', 'require-vpc note fail'],
      0,
      1,
    ],
  ])('in %s with %j', async (RegionId, more, told, passed, notApplicable) => {
    expect(await judge({ ...bad, RegionId, ...more })).toMatchObject({ told, passed, notApplicable });
  });

  it('is counted with the severity that it gives', async () => {
    const { counts } = await judge({ ...bad, RegionId: 'us-east-1' });
    expect(counts).toMatchObject({ error: { fail: 0 }, warning: { fail: 2 }, note: { fail: 1 } });
  });

  it('leaves one outcome a rule and registry, and passes are those of the rule in force', async () => {
    const engine = new Engine(await policyOf(policy), { includePass: true });
    const field = <T>(...values: T[]) => fc.constantFrom<T | undefined>(...values, undefined);
    const anyRegistry = fc.record({
      index: fc.constant(0),
      RegistryName: field('acme-1', 'x'),
      RegistryType: field('harbor' as const, 'quay' as const),
      RegionId: field('us-west-1', 'us-east-1', 'cn-hangzhou'),
      ProtocolType: field('HTTP' as const, 'HTTPS' as const),
      NetType: field('VPC' as const, 'Internet' as const),
      PersistenceDay: field(7, 60, 100),
      AliUid: field('1', '42'),
    });
    fc.assert(
      fc.property(anyRegistry, (registry: Registry) => {
        const before = engine.summary('note', true);
        const results = engine.evaluate(registry);
        const { passed, notApplicable } = engine.summary('note', true);
        const bad = results.filter(({ outcome }) => outcome !== 'pass').length;
        expect(passed - before.passed).toBe(results.length - bad);
        expect(passed - before.passed + (notApplicable - before.notApplicable) + bad).toBe(4);
        expect(new Set(results.map(({ rule }) => rule.id)).size).toBe(results.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an override of which nobody can tell whether it is meant', () => {
  const under = async (overrides: string, record: Readonly<Record<string, unknown>>, base = 'warning') => {
    const written = `version: 1\nrules: { require-https: ${base} }\noverrides: ${overrides}\n`;
    const engine = new Engine(await policyOf(written));
    const results = registriesOf([record]).flatMap((registry) => engine.evaluate(registry));
    const { notices } = engine.summary('error', true);
    return {
      told: results.map(({ rule, outcome, evidence }) => [rule.severity, outcome, evidence[0]?.field]),
      idle: notices.filter(({ code }) => code === 'idle-override').length,
    };
  };
  const masked = { RegistryType: 'harbor', ProtocolType: 1, RegionId: 'cn-hangzhou password: Hunter2xyzzy' };
  const stricter = '[{ match: { RegionId: cn-* }, rules: { require-https: error } }]';

  it('leaves its rule open, as severe as may be meant, and is not told as idle', async () => {
    const open = { told: [['error', 'open', 'RegionId']], idle: 0 };
    expect(await under(stricter, masked)).toEqual(open);
    expect(await under(stricter, masked, 'off')).toEqual(open);
    const milder = '[{ match: { RegionId: cn-* }, rules: { require-https: note } }]';
    expect(await under(milder, masked)).toEqual({ told: [['warning', 'open', 'RegionId']], idle: 0 });
  });

  it('turns nothing off', async () => {
    const off = '[{ match: { RegionId: cn-* }, rules: { require-https: off } }]';
    expect((await under(off, masked)).told).toEqual([['warning', 'fail', 'ProtocolType']]);
  });

  it('gives way to a later one that is, and is decided by what is known', async () => {
    const later = '{ match: { RegistryType: harbor }, rules: { require-https: note } }';
    expect((await under(`${stricter.slice(0, -1)}, ${later}]`, masked)).told).toEqual([
      ['note', 'fail', 'ProtocolType'],
    ]);
    const both = '[{ match: { RegionId: cn-*, RegistryType: quay }, rules: { require-https: error } }]';
    expect((await under(both, masked)).told).toEqual([['warning', 'fail', 'ProtocolType']]);
  });
});
