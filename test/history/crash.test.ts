import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { readHistory, statesOf } from '../../src/history/read.js';
import { environment, example, program, root, run, temporaryFolder } from '../cli/run.js';

const preload = fileURLToPath(new URL('end-at-call.cjs', import.meta.url));

let folder: string;

const check = (inventory: string): string[] => [
  ...['check', '--inventory', example(inventory), '--policy', 'strict'],
  ...['--history', folder, '--format', 'json'],
];

/** What a reader finds: every run with how many findings it has. Reading fails where anything is half done. */
function found(): { readonly [run: string]: number } {
  const history = readHistory(folder);
  const states = Array.from(statesOf(history, { from: 'records' }), ({ name, findings }) => [
    name,
    findings.size,
  ]);
  expect(states).toHaveLength(history.runs.length);
  return Object.fromEntries(states);
}

/** Which state a run left that was ended on its way. What was there before must be there still. */
function stateAfter(before: ReturnType<typeof found>, findings: number): 'old' | 'new' {
  const after = found();
  expect(after).toMatchObject(before);
  const more = Object.entries(after).filter(([name]) => before[name] === undefined);
  if (more.length === 0) return 'old';
  expect(more).toEqual([[expect.any(String), findings]]);
  return 'new';
}

/** The findings of the demo inventory. */
let demo: number;

beforeEach(async () => {
  folder = join(temporaryFolder(), 'history');
  await run(check('demo-inventory.json'));
  [demo = 0] = Object.values(found());
  expect(demo).toBeGreaterThan(3);
});

describe('a check that is killed while it adds its run', () => {
  test('at any call to the file system leaves the old state or the new one', async () => {
    const begun = folder;
    const before = found();
    const states: string[] = [];
    for (let at = 1; ; at++) {
      // Each in a copy: with every run in it, the next has more to read.
      folder = `${begun}-${at}`;
      cpSync(begun, folder, { recursive: true });
      const env = { NODE_OPTIONS: `--require ${preload}`, END_IN: folder, END_AT: String(at) };
      const { exitCode } = await run(check('demo-inventory.json'), { env });
      states.push(stateAfter(before, demo));
      if (exitCode !== null) break;
    }
    expect(states.length).toBeGreaterThan(10);
    expect(states.slice(0, -1)).toContain('old');
    expect(states.slice(0, -1)).toContain('new');
    expect(states).toEqual(states.toSorted().reverse());
  });

  test('with half of the file written leaves the old state, and the half is never read', async () => {
    const before = found();
    let halves: string[] = [];
    for (let at = 1; halves.length === 0; at++) {
      const env = { NODE_OPTIONS: `--require ${preload}`, END_IN: folder, END_AT: String(at) };
      expect((await run(check('registries.json'), { env })).exitCode).toBeNull();
      const parts = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
      halves = parts.filter((name) => readFileSync(join(folder, name), 'utf8').length > 0);
    }
    expect(found()).toEqual(before);
  });

  test('at any time leaves the old state or the new one', async () => {
    const begun = performance.now();
    await run(check('demo-inventory.json'));
    const whole = performance.now() - begun;
    for (let step = 0; step < 16; step++) {
      const before = found();
      const child = spawn(process.execPath, [program, ...check('demo-inventory.json')], {
        cwd: root,
        env: environment(),
        stdio: 'ignore',
      });
      const ended = once(child, 'close');
      await setTimeout(whole * (0.6 + step / 30));
      child.kill('SIGKILL');
      await ended;
      stateAfter(before, demo);
    }
  });
});

test('checks that add their runs at once all add them', async () => {
  // Each with a gate of its own: runs that begin in the same millisecond and say the same are one run.
  const gates = ['error', 'warning', 'note'].flatMap((severity) => [
    ['--fail-on', severity],
    ['--fail-on', severity, '--allow-open'],
  ]);
  const ends = await Promise.all(gates.map((gate) => run([...check('demo-inventory.json'), ...gate])));
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(Object.values(found())).toEqual(Array.from({ length: 7 }, () => demo));
  await run(check('demo-inventory.json'));
  expect(Object.values(found())).toHaveLength(8);
});
