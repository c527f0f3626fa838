import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { selects } from '../../src/engine/selector.js';
import { SelectorIndex } from '../../src/engine/selector-index.js';
import type { Registry } from '../../src/model/registry.js';
import type { Condition, Policy } from '../../src/model/rule.js';
import type { Waiver } from '../../src/model/waiver.js';
import { Reporter } from '../../src/policy/compile/problems.js';
import { compileSelector } from '../../src/policy/compile/selector.js';
import { aRegistry, aRule } from '../support/results.js';

const selector = (fields: Readonly<Record<string, unknown>>) =>
  compileSelector(fields, new Reporter([], undefined, []));

const waiver = (fields: Readonly<Record<string, unknown>>, rest: Partial<Waiver> = {}): Waiver => ({
  rule: 'r',
  registry: selector(fields),
  reason: 'because',
  location: { file: 'policy.yaml', line: 1, column: 1 },
  ...rest,
});

const fixed = (truth: boolean | undefined): Condition => ({
  kind: 'field',
  field: 'Id',
  schema: {},
  test: () => truth,
});

const policy = (waivers: readonly Waiver[], truth: boolean | undefined): Policy => ({
  rules: [aRule('r', 'error', { assert: fixed(truth) })],
  files: [],
  name: 'p',
  waivers,
  waiverWarningDays: 7,
});

/** What a run of one registry at a time comes to. */
function run(waivers: readonly Waiver[], now: string, truth: boolean | 'open' = false) {
  const engine = new Engine(policy(waivers, truth === 'open' ? undefined : truth), {
    now: new Date(now),
    includePass: true,
  });
  const results = engine.evaluate(aRegistry());
  return { result: results[0], summary: engine.summary('error', true) };
}

const all = { RegistryName: '*' };

describe('a waiver', () => {
  it('keeps a finding from failing the gate, and leaves it what it is', () => {
    const { result, summary } = run([waiver(all)], '2026-11-24');
    expect(result).toMatchObject({ outcome: 'fail', suppression: { kind: 'waiver' } });
    expect(summary).toMatchObject({ failed: false, suppressed: { waiver: 1, baseline: 0 } });
    expect(summary.counts.error.fail).toBe(0);
    expect(summary.policyFindings).toEqual([]);
  });

  it('covers an open result as well, and nothing that passes', () => {
    expect(run([waiver(all)], '2026-11-24', 'open').result).toMatchObject({
      outcome: 'open',
      suppression: { kind: 'waiver' },
    });
    const { result, summary } = run([waiver(all)], '2026-11-24', true);
    expect(result).not.toHaveProperty('suppression');
    expect(summary.policyFindings.map(({ code }) => code)).toEqual(['unused-waiver']);
  });

  // It works on all days before the one on which it expires, by UTC, whatever the clock of the machine shows.
  it.each([
    ['2026-11-23T23:59:59.999Z', 'waived', ['ending-waiver 1']],
    ['2026-11-24T00:00:00.000Z', 'not waived', ['expired-waiver']],
    ['2026-11-24T07:59:59.999+08:00', 'waived', ['ending-waiver 1']],
    ['2026-11-24T08:00:00.000+08:00', 'not waived', ['expired-waiver']],
    ['2026-11-23T16:00:00.000-08:00', 'not waived', ['expired-waiver']],
    ['2026-11-17T00:00:00.000Z', 'waived', ['ending-waiver 7']],
    ['2026-11-16T23:59:59.999Z', 'waived', []],
    ['2030-01-01T00:00:00.000Z', 'not waived', ['expired-waiver']],
  ])('until 2026-11-24, at %s: %s', (now, expected, findings) => {
    const { result, summary } = run([waiver(all, { expires: '2026-11-24' })], now);
    expect(result?.suppression ? 'waived' : 'not waived').toBe(expected);
    const told = summary.policyFindings.map(({ code, days = '' }) => `${code} ${days}`.trim());
    expect(told).toEqual(findings);
    expect(summary.failed).toBe(expected === 'not waived');
  });

  it('that has expired fails the gate even where it matches nothing, and says how many it matched', () => {
    const old = { expires: '2020-01-01' };
    expect(run([waiver(all, old)], '2026-11-24').summary.policyFindings[0]).toMatchObject({
      severity: 'error',
      matched: 1,
    });
    const { summary } = run([waiver({ Id: 'x' }, old)], '2026-11-24', true);
    expect(summary).toMatchObject({ failed: true, policyFindings: [{ code: 'expired-waiver', matched: 0 }] });
    expect(summary.counts.error.fail).toBe(1);
  });

  it('does not hide behind one that has expired, and every one that matches is used', () => {
    const waivers = [waiver(all, { expires: '2020-01-01' }), waiver(all), waiver({ Id: '66486' })];
    const { result, summary } = run(waivers, '2026-11-24');
    expect(result?.suppression).toEqual({ kind: 'waiver', waiver: waivers[1] });
    expect(summary.policyFindings.map(({ code }) => code)).toEqual(['expired-waiver']);
  });

  it('of a rule that does not exist is a warning, and not also unused', () => {
    const { summary } = run([waiver(all, { rule: 'x', unknownRule: {} })], '2026-11-24');
    expect(summary.policyFindings).toMatchObject([{ code: 'unknown-waiver-rule', severity: 'warning' }]);
  });

  it('has the same fingerprint on another line, and another for another selector', () => {
    const print = (one: Waiver) => run([one], '2026-11-24', true).summary.policyFindings[0]?.fingerprint;
    const moved = waiver(all, { location: { file: 'x.yaml', line: 9, column: 9 }, reason: 'other' });
    expect(print(moved)).toBe(print(waiver(all)));
    expect(print(waiver({ RegistryName: 'a*' }))).not.toBe(print(waiver(all)));
    expect(print(waiver(all))).toMatch(/^[0-9a-f]{32}$/);
  });

  it('cannot be judged without a date', () => {
    expect(() => new Engine(policy([waiver(all)], false))).toThrow(TypeError);
    expect(() => new Engine(policy([], false))).not.toThrow();
  });
});

const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
const registry: fc.Arbitrary<Registry> = fc
  .record({
    RegistryName: fc.option(name, { nil: undefined }),
    RegionId: name,
    AliUid: fc.constantFrom('1', '2'),
  })
  .map((fields) => ({ index: 0, ...fields }));
const anySelector = fc
  .record(
    {
      RegistryName: fc.oneof(glob, fc.array(glob, { minLength: 1, maxLength: 3 })),
      RegionId: glob,
      AliUid: fc.constantFrom('1', '2', '?'),
    },
    { requiredKeys: [] },
  )
  .map(selector);

describe('any waivers', () => {
  it('are found by the index exactly where asking each would find them', () => {
    fc.assert(
      fc.property(
        fc.array(anySelector, { maxLength: 30 }),
        fc.array(registry, { maxLength: 5 }),
        (many, some) => {
          const items = many.map((one) => ({ registry: one }));
          const index = new SelectorIndex<(typeof items)[number]>();
          for (const item of items) index.add(item);
          for (const one of some) {
            const expected = items.filter((item) => selects(item.registry, one));
            const found = index.find(one);
            expect(new Set(found)).toEqual(new Set(expected));
            expect(found.length).toBe(expected.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never change an outcome: they only suppress findings', () => {
    const truth = fc.constantFrom(true, false, undefined);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anySelector, fc.constantFrom('r', 's'), fc.boolean()), { maxLength: 8 }),
        fc.array(truth, { minLength: 2, maxLength: 2 }),
        fc.array(registry, { maxLength: 6 }),
        (some, [r, s], registries) => {
          const waivers = some.map(([chosen, rule, old]) => ({
            ...waiver({}, { rule, ...(old && { expires: '2020-01-01' }) }),
            registry: chosen,
          }));
          const rules = [
            aRule('r', 'error', { assert: always(r) }),
            aRule('s', 'note', { assert: always(s) }),
          ];
          const judge = (list: readonly Waiver[]) => {
            const engine = new Engine(
              { rules, files: [], name: 'p', waivers: list },
              { now: new Date('2026-11-24'), includePass: true },
            );
            return registries.flatMap((one) => [...engine.evaluate(one)]);
          };
          const without = judge([]);
          const suppressed = judge(waivers);
          expect(suppressed.map(({ suppression: _, ...rest }) => rest)).toEqual(without);
          for (const { rule, registry: one, outcome, suppression } of suppressed) {
            const live = waivers.some(
              (w) => w.rule === rule.id && w.expires === undefined && selects(w.registry, one),
            );
            expect(suppression !== undefined).toBe(live && outcome !== 'pass');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A condition that is so of every registry, also of one without an Id. */
const always = (truth: boolean | undefined): Condition =>
  truth === undefined
    ? { kind: 'field', field: 'WhiteList', schema: {}, test: () => true }
    : { kind: truth ? 'all' : 'any', of: [] };

describe('ten thousand waivers', () => {
  it.each([
    ['by account and name', (at: number) => ({ AliUid: '1', RegistryName: `registry-${at}` })],
    ['by the beginning of a name', (at: number) => ({ AliUid: '1', RegistryName: `${at}-*` })],
    ['by the end of a name', (at: number) => ({ RegistryName: `*-${at}` })],
  ])('%s are not asked one by one', (_name, fields) => {
    let asked = 0;
    const index = new SelectorIndex<{ registry: Waiver['registry'] }>();
    for (let at = 0; at < 10_000; at++) {
      const registry = selector(fields(at)).map((pattern) => ({
        ...pattern,
        get field() {
          asked++;
          return pattern.field;
        },
      }));
      index.add({ registry });
    }
    asked = 0;
    for (let at = 0; at < 1000; at++) index.find({ AliUid: '1', RegistryName: `registry-${at}` });
    expect(asked).toBeLessThan(10_000);
  });
});
