import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendRun } from '../../src/history/append.js';
import { findingLine } from '../../src/history/format.js';
import { readHistory, statesOf } from '../../src/history/read.js';
import type { HistoryFinding, HistoryRun } from '../../src/history/run.js';
import { temporaryFolder } from '../cli/run.js';
import { finding, historyRun, noon } from './runs.js';

const many = (count: number, changes: Partial<HistoryFinding> = {}): HistoryFinding[] =>
  Array.from({ length: count }, (_, number) => finding(number, changes));

/** What the history has of every run of a scope: when it began, and the lines of its findings. */
function read(folder: string, scope: HistoryRun['scope'] = { from: 'records' }): [string, string[]][] {
  return Array.from(statesOf(readHistory(folder), scope), ({ run, findings }) => [
    run.startedAt,
    linesOf([...findings.values()]),
  ]);
}

const linesOf = (findings: readonly HistoryFinding[]): string[] => findings.map(findingLine).sort();

const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

test('a run is one file, with a line for each finding', () => {
  const folder = temporaryFolder();
  const path = appendRun(folder, historyRun(noon(3), { findings: many(2) }));
  expect(readdirSync(folder)).toEqual([
    expect.stringMatching(/^run-20260103T120000000Z-[0-9a-f]{16}\.jsonl$/),
  ]);
  const [header = '', first = '', ...rest] = lines(path);
  expect(JSON.parse(header)).toMatchObject({ version: 1, startedAt: noon(3), findings: 2 });
  expect(JSON.parse(first)).toEqual(finding(0));
  expect(rest).toHaveLength(2);
});

test('the next run holds what changed', () => {
  const folder = temporaryFolder();
  appendRun(folder, historyRun(noon(1), { findings: many(20) }));
  const changed = [...many(20).slice(1, 19), finding(19, { outcome: 'open' }), finding(20)];
  const [header = '', ...rest] = lines(appendRun(folder, historyRun(noon(2), { findings: changed })));
  expect(JSON.parse(header)).toHaveProperty('parent', readdirSync(folder).sort()[0]);
  expect(rest.slice(0, -1).map((line) => JSON.parse(line))).toEqual([
    { gone: finding(0).fingerprint },
    finding(19, { outcome: 'open' }),
    finding(20),
  ]);
  expect(read(folder)[1]?.[1]).toEqual(linesOf(changed));
});

test('now and then a run holds all of its findings, so that a lost file takes few runs with it', () => {
  const folder = temporaryFolder();
  for (let day = 1; day <= 70; day++) appendRun(folder, historyRun(noon(day), { findings: many(10) }));
  const whole = readHistory(folder).runs.flatMap(({ parent }, index) =>
    parent === undefined ? [index] : [],
  );
  expect(whole).toEqual([0, 31, 62]);
});

test('a run that read every account builds on one that did: what was missing in between is not told again', () => {
  const folder = temporaryFolder();
  appendRun(folder, historyRun(noon(1), { findings: many(50) }));
  appendRun(folder, historyRun(noon(2), { accounts: [], unread: ['prod'], findings: [] }));
  const path = appendRun(folder, historyRun(noon(3), { findings: many(50) }));
  expect(lines(path)).toHaveLength(2);
  expect(read(folder).map(([, findings]) => findings.length)).toEqual([50, 0, 50]);
});

test('two runs in the same millisecond are two runs', () => {
  const folder = temporaryFolder();
  appendRun(folder, historyRun(noon(1), { findings: many(2) }));
  appendRun(folder, historyRun(noon(1), { findings: many(3) }));
  expect(
    read(folder)
      .map(([at, findings]) => [at, findings.length])
      .sort(),
  ).toEqual([
    [noon(1), 2],
    [noon(1), 3],
  ]);
});

test('the same run added twice is one run', () => {
  const folder = temporaryFolder();
  const run = historyRun(noon(1), { findings: many(2) });
  expect(appendRun(folder, run)).toBe(appendRun(folder, run));
  expect(readHistory(folder).runs).toHaveLength(1);
});

test('a run by a clock that goes backwards takes its place among the others', () => {
  const folder = temporaryFolder();
  appendRun(folder, historyRun(noon(5), { findings: many(30) }));
  appendRun(folder, historyRun(noon(2), { findings: many(31) }));
  appendRun(folder, historyRun(noon(6), { findings: many(32) }));
  expect(read(folder).map(([at, findings]) => [at, findings.length])).toEqual([
    [noon(2), 31],
    [noon(5), 30],
    [noon(6), 32],
  ]);
});

test('runs that were added elsewhere at the same time stand side by side', () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  const begin = appendRun(folder, historyRun(noon(1), { findings: many(30) }));
  writeFileSync(join(elsewhere, readdirSync(folder)[0] ?? ''), readFileSync(begin));
  appendRun(folder, historyRun(noon(2), { findings: many(29) }));
  appendRun(elsewhere, historyRun(noon(3), { findings: many(28) }));
  for (const name of readdirSync(elsewhere))
    writeFileSync(join(folder, name), readFileSync(join(elsewhere, name)));
  appendRun(folder, historyRun(noon(4), { findings: many(27) }));
  expect(read(folder).map(([, findings]) => findings.length)).toEqual([30, 29, 28, 27]);
});

test('hostile names stay what they are, and harm nobody who prints the file', () => {
  const folder = temporaryFolder();
  const name = '\u202eevil\u001b[2J\n{"gone":"x"}\ud800"\\';
  const run = historyRun(noon(1), {
    findings: [finding(1, { name, rule: '__proto__' })],
    rules: { ['__proto__']: 'a' },
  });
  expect(readFileSync(appendRun(folder, run), 'latin1')).toMatch(/^[\n -~]*$/);
  expect(read(folder)).toEqual([[noon(1), [findingLine(finding(1, { name, rule: '__proto__' }))]]]);
});

test('what a run left behind that was ended goes after a day, and not before', () => {
  const folder = temporaryFolder();
  const young = '.run-20260101T120000000Z-0000000000000000.jsonl.1-0.tmp';
  const old = '.run-20260101T120000000Z-0000000000000001.jsonl.1-0.tmp';
  for (const name of [young, old, '.other.tmp']) writeFileSync(join(folder, name), '');
  const days = Date.now() / 1000 - 2 * 24 * 60 * 60;
  for (const name of [old, '.other.tmp']) utimesSync(join(folder, name), days, days);
  appendRun(folder, historyRun(noon(1)));
  expect(
    readdirSync(folder)
      .filter((name) => name.startsWith('.'))
      .sort(),
  ).toEqual(['.other.tmp', young]);
});

test('a place that is taken by a folder is an error that says so, and leaves nothing behind', () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  const run = historyRun(noon(1));
  appendRun(elsewhere, run);
  const [name = ''] = readdirSync(elsewhere);
  mkdirSync(join(folder, name));
  expect(() => appendRun(folder, run)).toThrow(/cannot be written: it is a folder/);
  expect(readdirSync(folder)).toEqual([name]);
});

describe('whatever the runs', () => {
  const findings = fc.uniqueArray(
    fc.record({
      number: fc.nat(40),
      outcome: fc.constantFrom('fail' as const, 'open' as const),
      name: fc.string({ unit: 'binary' }),
    }),
    { selector: ({ number }) => number, maxLength: 40 },
  );
  const runs = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      unread: fc.constantFrom([], ['test']),
      registryType: fc.constantFrom('harbor' as const, 'quay' as const),
      findings,
    }),
    { maxLength: 12 },
  );

  test('each is read as it was added', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const folder = join(temporaryFolder(), 'history');
        mkdirSync(folder);
        const added = all.map(({ day, unread, registryType, findings: some }) =>
          historyRun(noon(day), {
            unread,
            scope: { from: 'records', registryType },
            findings: some.map(({ number, outcome, name }) => finding(number, { outcome, name })),
          }),
        );
        for (const run of added) appendRun(folder, run);
        const text = ({ startedAt, findings: some }: HistoryRun) =>
          JSON.stringify([startedAt, linesOf(some)]);
        for (const registryType of ['harbor', 'quay'] as const) {
          const wanted = added.filter(({ scope }) => scope.registryType === registryType).map(text);
          const found = read(folder, { from: 'records', registryType }).map((one) => JSON.stringify(one));
          expect(new Set(found)).toEqual(new Set(wanted));
        }
      }),
      { numRuns: 60 },
    );
  });
});
