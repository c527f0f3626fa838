import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendRun } from '../../src/history/append.js';
import { readHistory } from '../../src/history/read.js';
import type { HistoryRun } from '../../src/history/run.js';
import { type RunView, viewOf } from '../../src/history/view.js';
import { temporaryFolder } from '../cli/run.js';
import { finding, fingerprintOf, historyRun, noon } from './runs.js';

/** What the history says of the last of these runs, when the others were appended to it. */
function viewOfLast(...runs: readonly HistoryRun[]): RunView {
  const folder = join(temporaryFolder(), 'history');
  mkdirSync(folder);
  for (const run of runs.slice(0, -1)) appendRun(folder, run);
  return viewOf(readHistory(folder), runs.at(-1) ?? historyRun(noon(1)));
}

const run = (day: number, ...findings: readonly number[]): HistoryRun =>
  historyRun(noon(day), { findings: findings.map((number) => finding(number)) });

describe('a finding', () => {
  test('is new when no run had it before', () => {
    const { view, findings } = viewOfLast(run(1, 1), run(2, 1, 2));
    expect(view).toMatchObject({ previous: noon(1), new: 1, reopened: 0, known: 1, fixed: [] });
    expect(findings.get(fingerprintOf(1))).toEqual({ state: 'known', since: '2026-01-01' });
    expect(findings.get(fingerprintOf(2))).toEqual({ state: 'new', since: '2026-01-02' });
  });

  test('is new in the first run, which is compared with none', () => {
    const { view } = viewOfLast(run(1, 1));
    expect(view).not.toHaveProperty('previous');
    expect(view).not.toHaveProperty('meanDaysToFix');
    expect(view).toMatchObject({ new: 1, days: [{ day: '2026-01-01' }] });
  });

  test('is fixed when a run no longer has it, and told once', () => {
    const fixed = [
      {
        rule: 'require-https',
        severity: 'error',
        fingerprint: fingerprintOf(1),
        account: 'prod',
        registry: 'harbor/cn-hangzhou/registry-1#1',
        since: '2026-01-01',
        days: 4,
      },
    ];
    expect(viewOfLast(run(1, 1), run(3, 1), run(5)).view).toMatchObject({ fixed, meanDaysToFix: 4 });
    expect(viewOfLast(run(1, 1), run(3, 1), run(5), run(6)).view).toMatchObject({
      fixed: [],
      meanDaysToFix: 4,
    });
  });

  test('is reopened when it was fixed and is back, and counts from that day', () => {
    const { view, findings } = viewOfLast(run(1, 1), run(2), run(3, 1));
    expect(view).toMatchObject({ new: 0, reopened: 1, known: 0 });
    expect(findings.get(fingerprintOf(1))).toEqual({ state: 'reopened', since: '2026-01-03' });
    expect(viewOfLast(run(1, 1), run(2), run(3, 1), run(4, 1)).findings.get(fingerprintOf(1))).toEqual({
      state: 'known',
      since: '2026-01-03',
    });
  });

  test('that is fixed twice counts twice in the mean', () => {
    expect(viewOfLast(run(1, 1), run(2), run(3, 1), run(6)).view.meanDaysToFix).toBe(2);
  });
});

describe('what was not looked at is not fixed', () => {
  const unread = { accounts: [], unread: ['prod'] };

  test('findings of an account that could not be read stay as they were last known', () => {
    const gap = historyRun(noon(2), unread);
    expect(viewOfLast(run(1, 1), gap).view).toMatchObject({ fixed: [], carried: 1, unchecked: 0 });
    const { view, findings } = viewOfLast(run(1, 1, 2), gap, run(3, 1));
    expect(view).toMatchObject({ new: 0, known: 1, reopened: 0, carried: 0 });
    expect(view.fixed).toMatchObject([{ fingerprint: fingerprintOf(2), days: 2 }]);
    expect(findings.get(fingerprintOf(1))).toEqual({ state: 'known', since: '2026-01-01' });
  });

  test.each([
    ['its rule is off', { rules: {} }],
    ['its rule is another one', { rules: { 'require-https': 'bbbbbbbbbbbbbbbb' } }],
    ['its account has no registry any more', { accounts: ['test'] }],
  ])('findings are no longer checked where %s', (_, changes) => {
    const later = historyRun(noon(2), changes);
    expect(viewOfLast(run(1, 1), later).view).toMatchObject({ fixed: [], unchecked: 1, carried: 0 });
    expect(viewOfLast(run(1, 1), later, historyRun(noon(3), changes)).view).toMatchObject({ unchecked: 0 });
    const back = viewOfLast(run(1, 1), later, run(3, 1));
    expect(back.view).toMatchObject({ new: 0, reopened: 0, known: 1 });
    expect(back.findings.get(fingerprintOf(1))?.since).toBe('2026-01-01');
    expect(viewOfLast(run(1, 1), later, run(3)).view.fixed).toMatchObject([{ days: 2 }]);
  });

  test('a finding of the whole inventory is fixed only by a run that read all of it', () => {
    const { account: _, ...whole } = finding(9);
    const before = historyRun(noon(1), { findings: [whole] });
    expect(viewOfLast(before, historyRun(noon(2), unread)).view).toMatchObject({ fixed: [], carried: 1 });
    expect(viewOfLast(before, run(2)).view.fixed).toHaveLength(1);
  });

  test('a run of one registry type is not compared with one of all', () => {
    const harbors = historyRun(noon(2), { scope: { from: 'records', registryType: 'harbor' } });
    expect(viewOfLast(run(1, 1), harbors).view).toMatchObject({ fixed: [], days: [{ day: '2026-01-02' }] });
    expect(viewOfLast(run(1, 1), harbors, run(3, 1)).view).toMatchObject({ known: 1, previous: noon(1) });
  });
});

describe('days', () => {
  test('have the standing of their last run', () => {
    const morning = historyRun('2026-01-02T08:00:00.000Z', { findings: [finding(1), finding(2)] });
    const { days } = viewOfLast(run(1), morning, run(2, 1)).view;
    expect(days).toEqual([
      expect.objectContaining({
        day: '2026-01-01',
        compliant: 100,
        findings: { error: 0, warning: 0, note: 0 },
      }),
      expect.objectContaining({
        day: '2026-01-02',
        compliant: 99,
        findings: { error: 1, warning: 0, note: 0 },
      }),
    ]);
  });

  test('say how many accounts could not be read', () => {
    const gap = historyRun(noon(2), { unread: ['a', 'b'] });
    expect(viewOfLast(run(1), gap).view.days.map(({ unread }) => unread)).toEqual([0, 2]);
  });

  test('that come later, by a clock that was wrong, count for nothing', () => {
    const { view } = viewOfLast(run(1, 1), run(9), run(2, 1));
    expect(view).toMatchObject({ previous: noon(1), known: 1, reopened: 0 });
    expect(view.days.map(({ day }) => day)).toEqual(['2026-01-01', '2026-01-02']);
  });
});
