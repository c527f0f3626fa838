import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { fingerprint } from '../../src/engine/fingerprint.js';
import { outcomeOf, truthOf } from '../../src/engine/truth.js';
import { registryIdentity } from '../../src/model/identity.js';
import type { Condition } from '../../src/model/rule.js';
import type { Truth } from '../../src/model/truth.js';
import { registriesOf } from '../support/inventories.js';
import { policyOf } from '../support/policies.js';
import { aRegistry, aRule } from '../support/results.js';

/** A condition that comes out as it is told. */
const fixed = (truth: Truth): Condition => ({ kind: 'field', field: 'Id', schema: {}, test: () => truth });
const decide = (condition: Condition) => truthOf(condition, aRegistry());

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Truth>(true, false, undefined).map(fixed),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition;

/** Every way of replacing what is open by true or false. */
function completions(whole: Condition): boolean[] {
  if (whole.kind === 'field') {
    const truth = whole.test('');
    return truth === undefined ? [true, false] : [truth];
  }
  if (whole.kind === 'not') return completions(whole.of).map((truth) => !truth);
  if (whole.kind === 'cel') return [true, false];
  const every = whole.kind === 'all';
  return whole.of.reduce<boolean[]>(
    (sums, part) => {
      const parts = completions(part);
      return [...new Set(sums.flatMap((a) => parts.map((b) => (every ? a && b : a || b))))];
    },
    [every],
  );
}

describe('a condition', () => {
  it('is decided exactly where what is open cannot matter', () => {
    fc.assert(
      fc.property(condition, (whole) => {
        const possible = new Set(completions(whole));
        expect(decide(whole)).toBe(possible.size === 1 ? [...possible][0] : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('decides a rule: `when` first, then `assert`', () => {
    fc.assert(
      fc.property(fc.option(condition, { nil: undefined }), condition, (when, assert) => {
        const applies = when === undefined || decide(when);
        const holds = decide(assert);
        const decided = holds === undefined ? 'open' : holds ? 'pass' : 'fail';
        const expected = applies === false ? 'notApplicable' : applies === undefined ? 'open' : decided;
        const rule = aRule('r', 'error', { assert, ...(when && { when }) });
        expect(outcomeOf(rule, aRegistry())).toBe(expected);
        const engine = new Engine({ rules: [rule], files: [], name: 'p' }, { includePass: true });
        const [result] = engine.evaluate(aRegistry());
        expect(result?.outcome ?? 'notApplicable').toBe(expected);
        const { passed, notApplicable, unjudged } = engine.tally;
        expect(passed).toBe(expected === 'pass' ? 1 : 0);
        expect([notApplicable, unjudged]).toEqual(expected === 'notApplicable' ? [1, 1] : [0, 0]);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [{ VpcId: 'vpc-1' }, true, true, false],
    [{ VpcId: '' }, true, false, true],
    [{}, true, false, true],
    [{ VpcId: null }, true, false, true],
    [{ VpcId: ['vpc-1'] }, false, undefined, undefined],
  ])('asks %j whether a field is there', async (record, _known, present, absent) => {
    const [registry] = registriesOf([record]);
    const ask = async (wanted: boolean) => {
      const policy = await policyOf(
        `version: 1\nrules: { a: { assert: { VpcId: { present: ${wanted} } } } }`,
      );
      const rule = policy.rules[0];
      return rule && registry && truthOf(rule.assert, registry);
    };
    expect([await ask(true), await ask(false)]).toEqual([present, absent]);
  });
});

describe('Engine', () => {
  const engineOf = (when: Truth | null, assert: Truth, includePass = true) => {
    const rule = aRule('r', 'warning', {
      assert: fixed(assert),
      ...(when !== null && { when: fixed(when) }),
    });
    return new Engine({ rules: [rule], files: [], name: 'p' }, { includePass });
  };

  it.each([
    [null, true, 'pass'],
    [null, false, 'fail'],
    [null, undefined, 'open'],
    [true, true, 'pass'],
    [true, false, 'fail'],
    [true, undefined, 'open'],
    [undefined, true, 'open'],
    [undefined, false, 'open'],
    [undefined, undefined, 'open'],
    [false, false, undefined],
  ] as const)('when %s and assert %s: %s', (when, assert, outcome) => {
    expect(engineOf(when, assert).evaluate(aRegistry())[0]?.outcome).toBe(outcome);
  });

  it('counts everything and returns passes only when asked', () => {
    const engine = engineOf(null, true, false);
    expect(engine.evaluate(aRegistry())).toEqual([]);
    const { passed, registries } = engine.tally.summary('note', true);
    expect([passed, registries]).toEqual([1, 1]);
  });

  it.each([
    [false, 'warning', true, true],
    [false, 'error', true, false],
    [false, 'never', true, false],
    [undefined, 'warning', true, true],
    [undefined, 'warning', false, false],
    [true, 'note', true, false],
  ] as const)(
    'a warning that is %s at threshold %s (open counts: %s) fails: %s',
    (assert, failOn, open, failed) => {
      const engine = engineOf(null, assert);
      engine.evaluate(aRegistry());
      expect(engine.tally.summary(failOn, open).failed).toBe(failed);
    },
  );

  it('says which fields decided', async () => {
    const policy = await policyOf(`version: 1
rules:
  a:
    assert:
      ProtocolType: HTTPS
      PersistenceDay: { minimum: 30, maximum: 400 }
      anyOf: [{ NetType: VPC }, { WhiteList: { minEntries: 1 } }]
      not: { RegionId: { pattern: ^us- } }
`);
    const [registry] = registriesOf([
      { ProtocolType: 2, PersistenceDay: 7, NetType: 1, WhiteList: '', RegionId: 'us-west-1' },
    ]);
    const [result] = new Engine(policy).evaluate(registry ?? aRegistry());
    expect(result?.evidence).toEqual([
      { field: 'PersistenceDay', value: 7, expected: { minimum: 30, maximum: 400 } },
      { field: 'NetType', value: 'Internet', expected: { const: 'VPC' } },
      { field: 'WhiteList', value: '', expected: { minEntries: 1 } },
      { field: 'RegionId', value: 'us-west-1', expected: { pattern: '^us-' }, negated: true },
    ]);
  });

  it('says what left a rule open: its when first', async () => {
    const policy = await policyOf(
      'version: 1\nrules: { a: { when: { RegistryType: harbor }, assert: { NetType: VPC } } }',
    );
    const evidence = (record: Readonly<Record<string, unknown>>) => {
      const [registry] = registriesOf([record]);
      return new Engine(policy).evaluate(registry ?? aRegistry())[0]?.evidence.map(({ field }) => field);
    };
    expect(evidence({ RegistryType: 'nexus', NetType: 1 })).toEqual(['RegistryType']);
    expect(evidence({ RegistryType: 'harbor', NetType: 7 })).toEqual(['NetType']);
  });

  it('has fingerprints that tell findings apart and stay the same', async () => {
    const policy = await policyOf(
      'version: 1\nrules: { a: { assert: { NetType: VPC } }, b: { assert: { NetType: VPC } } }',
    );
    const prints = (records: readonly Readonly<Record<string, unknown>>[]) => {
      const engine = new Engine(policy);
      return registriesOf(records).flatMap((registry) =>
        engine.evaluate(registry).map(({ fingerprint }) => fingerprint),
      );
    };
    const one = { Id: 1, AliUid: 7, NetType: 1 };
    const two = { Id: 2, AliUid: 7, NetType: 1 };
    const [a, b, c, d] = prints([one, two]);
    expect(new Set([a, b, c, d]).size).toBe(4);
    expect(prints([two, { ...one, RegistryName: 'renamed' }])).toEqual([c, d, a, b]);
    expect(new Set(prints([one, one, { ...one, AliUid: 8 }])).size).toBe(6);
    expect(a).toMatch(/^[0-9a-f]{32}$/);
  });

  it('counts what is odd about the inventory, in bounded memory', () => {
    const engine = engineOf(null, true);
    const records = Array.from({ length: 1000 }, (_, at) => ({ Id: at, NetType: 9, [`Strange${at}`]: 1 }));
    for (const registry of registriesOf(records)) engine.evaluate(registry);
    const { notices } = engine.tally.summary('error', true);
    expect(notices.find(({ code }) => code === 'unknown-value')).toMatchObject({
      field: 'NetType',
      count: 1000,
    });
    expect(notices.length).toBeLessThanOrEqual(200);
  });
});

it('makes fingerprints that any SHA-256 makes', () => {
  for (const name of ['harbor', '支付团队', '\ud800', '']) {
    const registry = aRegistry({ Id: undefined, RegistryName: name });
    const identity = JSON.stringify(['rule', registryIdentity(registry), 1]);
    const expected = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    expect(fingerprint('rule', registry)).toBe(expected);
  }
});
