import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { fingerprint } from '../../src/engine/fingerprint.js';
import type { Baseline, BaselineEntry } from '../../src/model/baseline.js';
import type { Policy } from '../../src/model/rule.js';
import type { Waiver } from '../../src/model/waiver.js';
import { aRegistry, aRule } from '../support/results.js';

const rules = [
  aRule('fails', 'error', { assert: { kind: 'any', of: [] } }),
  aRule('is-open', 'error', {
    assert: { kind: 'field', field: 'Id', schema: {}, test: () => undefined },
  }),
];
const policy: Policy = { rules, files: [], name: 'p' };

function baseline(...entries: readonly (readonly [rule: string, outcome: 'fail' | 'open'])[]): Baseline {
  const list: BaselineEntry[] = entries.map(([rule, outcome]) => ({
    rule,
    outcome,
    fingerprint: fingerprint(rule, aRegistry()),
  }));
  return {
    file: 'b.jsonl',
    outcomes: new Map(list.map((entry) => [entry.fingerprint, entry.outcome])),
    entries: (isMeant = () => true) => list.filter((entry) => isMeant(entry.fingerprint)),
  };
}

function run(accepted: Baseline, waivers: readonly Waiver[] = []) {
  const engine = new Engine({ ...policy, waivers }, { baseline: accepted, now: new Date('2026-11-24') });
  const results = engine.evaluate(aRegistry());
  const summary = engine.summary('error', true);
  return {
    states: results.map(({ rule, baselineState, suppression }) =>
      [rule.id, baselineState, suppression?.kind].filter(Boolean).join(' '),
    ),
    summary,
    absent: [...(summary.baseline?.absentEntries() ?? [])].map(({ rule }) => rule),
  };
}

describe('a run beside its baseline', () => {
  it('fails on what is new alone', () => {
    const { states, summary } = run(baseline(['fails', 'fail']));
    expect(states).toEqual(['fails unchanged baseline', 'is-open new']);
    expect(summary).toMatchObject({ failed: true, suppressed: { waiver: 0, baseline: 1 } });
    expect(summary.baseline).toMatchObject({ new: 1, unchanged: 1, absent: 0 });
    expect(run(baseline(['fails', 'fail'], ['is-open', 'open'])).summary.failed).toBe(false);
  });

  it('takes for new what is wrong with a registry that could be another one', () => {
    const hidden = aRegistry({ Id: undefined, RegistryName: undefined, unclear: { RegistryName: 'masked' } });
    const one = fingerprint('fails', hidden);
    const known: Baseline = { ...baseline(), outcomes: new Map([[one, 'fail']]) };
    const engine = new Engine(policy, { baseline: known });
    expect(engine.evaluate(hidden)[0]?.baselineState).toBe('new');
    expect(engine.evaluate(aRegistry({ ...hidden, unclear: undefined }))[0]?.baselineState).toBe('unchanged');
  });

  it('takes for new what could not be decided before and fails now, but not the other way round', () => {
    expect(run(baseline(['fails', 'open'])).states[0]).toBe('fails new');
    expect(run(baseline(['is-open', 'fail'])).states[1]).toBe('is-open unchanged baseline');
  });

  it('tells what is no longer there, more than once if asked', () => {
    const { summary, absent } = run(baseline(['gone', 'fail'], ['fails', 'fail']));
    expect(summary.baseline?.absent).toBe(1);
    expect(absent).toEqual(['gone']);
    expect([...(summary.baseline?.absentEntries() ?? [])]).toHaveLength(1);
  });

  it('leaves to waivers what they speak of: it is neither new nor gone', () => {
    const registry = [{ field: 'Id' as const, patterns: ['66486'], exact: ['66486'], globs: [] }];
    const waiver = {
      rule: 'fails',
      registry,
      reason: 'r',
      location: { file: 'p', line: 1, column: 1 },
    };
    const fresh = run(baseline(), [waiver]);
    expect(fresh.states[0]).toBe('fails new waiver');
    expect(fresh.summary.baseline).toMatchObject({ new: 1, unchanged: 0 });
    const known = run(baseline(['fails', 'fail']), [waiver]);
    expect(known.states[0]).toBe('fails unchanged waiver');
    expect(known.absent).toEqual([]);
  });
});
