import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lifecycles } from '../../src/history/lifecycle.js';
import type { HistoryFinding, HistoryRun } from '../../src/history/run.js';
import { finding, historyRun, noon } from './runs.js';

const accounts = ['a', 'b'] as const;
const rules = ['r', 's'] as const;

/** Every finding that there can be, each of one rule in one account. */
const possible = Array.from({ length: 8 }, (_, number) =>
  finding(number, { rule: rules[number % 2] ?? '', account: accounts[number < 4 ? 0 : 1] }),
);

const day = fc.record({
  standing: fc.subarray(possible),
  accounts: fc.subarray([...accounts]),
  unread: fc.boolean(),
  definitions: fc.record({ r: fc.constantFrom(undefined, '1', '2'), s: fc.constantFrom('1', '2') }),
});

type Day = (typeof day extends fc.Arbitrary<infer T> ? T : never) & object;

/** What a check of such a day finds: nothing of rules that are off, and nothing of accounts that it did not see. */
function runOf({ standing, accounts: seen, unread, definitions }: Day, number: number): HistoryRun {
  const on = Object.entries(definitions).filter(([, definition]) => definition !== undefined);
  const digests: Record<string, string> = Object.fromEntries(
    on.map(([rule, definition]) => [rule, `${definition}`]),
  );
  return historyRun(noon(number + 1), {
    accounts: seen,
    unread: unread ? accounts.filter((account) => !seen.includes(account)) : [],
    rules: digests,
    findings: standing.filter(
      ({ rule, account = '' }) => rule in digests && seen.some((one) => one === account),
    ),
  });
}

/** The days on which one finding was seen to begin and to end, from its own point of view. */
function told(runs: readonly HistoryRun[], { fingerprint, rule, account = '' }: HistoryFinding): string[] {
  const events: string[] = [];
  let foundBy: string | undefined;
  for (const run of runs) {
    const stands = events.length % 2 === 1;
    const found = run.findings.some((one) => one.fingerprint === fingerprint);
    const looked =
      run.accounts.includes(account) && run.rules[rule] !== undefined && run.rules[rule] === foundBy;
    if (found !== stands && (found || looked)) events.push(run.startedAt);
    if (found) foundBy = run.rules[rule];
  }
  return events;
}

test('whatever the runs, a finding begins when it is found and ends only when it was looked for', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 10 }), (days) => {
      const runs = days.map(runOf);
      const lifecycles = new Lifecycles();
      for (const run of runs) {
        const { states } = lifecycles.next(run, new Map(run.findings.map((one) => [one.fingerprint, one])));
        expect([...states.keys()]).toEqual(run.findings.map(({ fingerprint }) => fingerprint));
      }
      for (const one of possible) {
        const periods = lifecycles.get(one.fingerprint)?.periods ?? [];
        expect(periods.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))).toEqual(
          told(runs, one),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('states follow from the past: known where it stood, reopened where it was fixed, new where it never was', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 10 }), (days) => {
      const runs = days.map(runOf);
      const lifecycles = new Lifecycles();
      for (const [index, run] of runs.entries()) {
        const { states } = lifecycles.next(run, new Map(run.findings.map((one) => [one.fingerprint, one])));
        for (const one of run.findings) {
          const before = told(runs.slice(0, index), one).length;
          const expected = before === 0 ? 'new' : before % 2 === 1 ? 'known' : 'reopened';
          expect(states.get(one.fingerprint)).toBe(expected);
        }
      }
    }),
  );
});

test('it is the same whether runs are told whole or by how they differ from the one before', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 10 }), (days) => {
      const whole = new Lifecycles();
      const stepped = new Lifecycles();
      let before: readonly HistoryFinding[] = [];
      for (const run of days.map(runOf)) {
        const all = whole.next(run, new Map(run.findings.map((one) => [one.fingerprint, one])));
        const difference = {
          set: run.findings.filter((one) => !before.includes(one)),
          gone: before.filter((one) => !run.findings.includes(one)).map(({ fingerprint }) => fingerprint),
        };
        const changed = difference.set.map(
          ({ fingerprint }) => [fingerprint, all.states.get(fingerprint)] as const,
        );
        expect(stepped.step(run, difference)).toEqual({ ...all, states: new Map(changed) });
        expect([...stepped]).toEqual([...whole]);
        before = run.findings;
      }
    }),
    { numRuns: 300 },
  );
});
