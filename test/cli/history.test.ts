import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendRun } from '../../src/history/append.js';
import type { Lifecycle } from '../../src/history/lifecycle.js';
import { readHistory } from '../../src/history/read.js';
import { finding, historyRun, noon } from '../history/runs.js';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { environment, example, program, root, run, secretsIn, temporaryFolder } from './run.js';

const strict = ['--policy', 'strict', '--format', 'json'];
const check = (inventory: string): string[] => [
  'check',
  '--inventory',
  join(root, example(inventory)),
  ...strict,
];
const demo = [...check('demo-inventory.json'), '--history', 'history'];

const runsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('run-')) : [];

test('a check is added to its history, and its verdict and reports stay what they are', async () => {
  const cwd = temporaryFolder();
  const without = await run(check('demo-inventory.json'), { cwd });
  const first = await run(demo, { cwd });
  expect(first).toMatchObject({ exitCode: 1, stderr: 'note: began a history in history\n' });
  expect(JSON.parse(first.stdout).results).toEqual(JSON.parse(without.stdout).results);
  expect(await run(demo, { cwd })).toMatchObject({ exitCode: 1, stderr: '' });
  const { runs } = readHistory(join(cwd, 'history'));
  expect(runs.map(({ total }) => total)).toEqual([expect.any(Number), runs[0]?.total]);
  expect(runs[0]?.facts.standing.registries).toBe(JSON.parse(first.stdout).summary.registries);
});

test('a clean check is added, too', async () => {
  const cwd = temporaryFolder();
  const args = [...check('compliant-inventory.json'), '--history', 'a/b/history'];
  expect((await run(args, { cwd })).exitCode).toBe(0);
  expect(readHistory(join(cwd, 'a/b/history')).runs).toMatchObject([{ total: 0 }]);
});

test('baseline check adds its run as well, with what the baseline accepts', async () => {
  const cwd = temporaryFolder();
  const inventory = ['--inventory', join(root, example('registries.json')), '--policy', 'strict'];
  await run(['baseline', 'write', ...inventory], { cwd });
  expect((await run(['baseline', 'check', ...inventory, '--history', 'history'], { cwd })).exitCode).toBe(0);
  const [only] = readHistory(join(cwd, 'history')).runs;
  expect(only?.set).toHaveLength(4);
  expect(only?.set.every(({ suppression }) => suppression === 'baseline')).toBe(true);
});

test('there is no secret in it', async () => {
  const cwd = temporaryFolder();
  const secrets = secretsIn(example('demo-inventory.json'));
  expect(secrets.length).toBeGreaterThan(3);
  await run(demo, { cwd });
  const [name = ''] = runsIn(join(cwd, 'history'));
  const text = readFileSync(join(cwd, 'history', name), 'utf8');
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('what could not be read is not added', async () => {
  const cwd = temporaryFolder();
  for (const text of ['[{"Id": 1}, {', '[]']) {
    writeFileSync(join(cwd, 'i.json'), text);
    const { exitCode } = await run(['check', '--inventory', 'i.json', ...strict, '--history', 'history'], {
      cwd,
    });
    expect(exitCode).toBe(3);
    expect(runsIn(join(cwd, 'history'))).toEqual([]);
  }
});

describe('a history that cannot be written', () => {
  const unread = ['check', '--inventory', 'no-such-inventory.json', ...strict];

  test.each([
    [
      'below a file',
      'file/history',
      'the history file/history cannot be written: what should be its folder is a file',
    ],
    ['that is a file', 'file', 'the history file cannot be read: it is not a folder'],
    ['that the system does not make', '/proc/history', 'its folder does not exist'],
  ])('one %s is refused before anything is read', async (_, history, reason) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'file'), '');
    const { exitCode, stderr, stdout } = await run([...unread, '--history', history], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  test('one that this user may not write is refused before anything is read', () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'history'));
    chmodSync(join(cwd, 'history'), 0o555);
    chmodSync(cwd, 0o755);
    // To root everything is allowed.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const args = [program, ...unread, '--history', 'history'];
    const options = { cwd, env: environment(), encoding: 'utf8', ...nobody } as const;
    const { status, stderr } = spawnSync(process.execPath, args, options);
    expect(status, stderr).toBe(2);
    expect(stderr).toContain('the history history cannot be written: this user may not write it');
  });

  test.each([
    ['red', 'demo-inventory.json'],
    ['green', 'compliant-inventory.json'],
  ])('a %s check whose run finds no room on the disk ends in 2, its report written', (_, inventory) => {
    const cwd = temporaryFolder();
    const quoted = [process.execPath, program, ...check(inventory), '--history', 'history'];
    // Files of at most one block. Standard output is a pipe, to which that does not apply.
    const script = `ulimit -f 1; exec ${quoted.map((word) => `'${word}'`).join(' ')}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd,
      env: environment(),
      encoding: 'utf8',
    });
    expect(stderr).toMatch(
      /cannot be written: it would be larger than is allowed\n {2}The run was not added/,
    );
    expect(status).toBe(2);
    expect(JSON.parse(stdout).summary).toBeDefined();
    expect(readdirSync(join(cwd, 'history'))).toEqual([]);
  });

  test('one with a damaged run is no place for another: 2, and the file is named', async () => {
    const cwd = temporaryFolder();
    await run(demo, { cwd });
    const [name = ''] = runsIn(join(cwd, 'history'));
    writeFileSync(join(cwd, 'history', name), 'cut');
    const { exitCode, stderr } = await run(demo, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`the history cannot be read: history/${name} was cut off`);
  });
});

test('a link to a folder is followed, and what is in it stays', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'real'));
  symlinkSync('real', join(cwd, 'history'));
  expect((await run(demo, { cwd })).exitCode).toBe(1);
  expect(runsIn(join(cwd, 'real'))).toHaveLength(1);
});

describe('history', () => {
  /** A history of two days: a finding is fixed on the second, and another one new. */
  function twoDays(): string {
    const folder = temporaryFolder();
    appendRun(folder, historyRun(noon(1), { findings: [finding(1), finding(2)] }));
    appendRun(folder, historyRun(noon(3), { findings: [finding(2)], accounts: ['prod'] }));
    return folder;
  }

  test('shows the standing of each day', async () => {
    const { exitCode, stdout } = await run(['history', twoDays()]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'records · 2 runs',
        '',
        'day         registries  judged  compliant     %  errors  warnings  notes  open  accepted  unread accounts',
        '2026-01-01         100     100         98  98.0       2         0      0     0         0                0',
        '2026-01-03         100     100         99  99.0       1         0      0     0         0                0',
        '',
        'Mean time to fix: 2.0 days',
        '',
      ].join('\n'),
    );
  });

  test('counts what is open apart from what failed, as the report of a check does', async () => {
    const folder = temporaryFolder();
    const none = { fail: 0, open: 0 };
    const standing = {
      registries: 10,
      judged: 8,
      compliant: 3,
      counts: { error: { fail: 2, open: 3 }, warning: { fail: 0, open: 1 }, note: none },
      suppressed: 0,
    };
    appendRun(folder, historyRun(noon(1), { standing }));
    const { stdout } = await run(['history', folder]);
    expect(stdout).toMatch(/\n2026-01-01 +10 +8 +3 +37\.5 +2 +0 +0 +4 +0 +0\n/);
    const { scopes } = JSON.parse((await run(['history', folder, '--format', 'json'])).stdout);
    expect(scopes[0].days[0]).toMatchObject({
      findings: { error: 5, warning: 1, note: 0 },
      open: { error: 3, warning: 1, note: 0 },
    });
  });

  test('says the same in Chinese', async () => {
    const { stdout } = await run(['history', twoDays(), '--lang', 'zh']);
    expect(stdout).toContain('记录文件 · 2 次运行');
    expect(stdout).toContain('平均修复时间：2.0 天');
  });

  test('tells programs of every finding when it was seen and fixed', async () => {
    const { stdout } = await run(['history', twoDays(), '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      scopes: [
        {
          runs: 2,
          meanDaysToFix: 2,
          findings: [
            { finding: finding(2), periods: [{ from: noon(1) }], lastSeen: noon(3) },
            { finding: finding(1), periods: [{ from: noon(1), to: noon(3) }], lastSeen: noon(1) },
          ],
        },
      ],
    });
  });

  test('keeps apart what is not compared, and shows no hostile text as it is', async () => {
    const folder = twoDays();
    const scope = { from: 'live', endpoint: 'evil\u001b[2J\u202e' } as const;
    appendRun(folder, historyRun(noon(2), { scope }));
    const { stdout } = await run(['history', folder]);
    expect(stdout).toContain('\nSecurity Center · evil<U+001B>[2J<U+202E> · 1 run\n');
    expect(stdout).toContain('records · 2 runs');
  });

  test('of an empty folder says so, and a folder that is not there is an error', async () => {
    expect(await run(['history', temporaryFolder()])).toMatchObject({
      exitCode: 0,
      stdout: 'No run was added yet.\n',
    });
    const missing = await run(['history', join(temporaryFolder(), 'none')]);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('there is no such folder');
  });
});

describe('over an accounts file', () => {
  const plain = record(1, { ProtocolType: 1 });
  const both = {
    accounts: [
      { name: 'a', inventory: 'a.json' },
      { name: 'b', inventory: 'b.json' },
    ],
  };
  const checkAll = ['check', '--accounts', 'accounts.yaml', ...strict, '--history', 'history'];

  /** Checks accounts with these inventories, one run after another, and tells the exit codes. */
  async function checked(
    cwd: string,
    ...days: readonly Readonly<Record<string, unknown>>[]
  ): Promise<unknown[]> {
    const exitCodes: unknown[] = [];
    for (const inventories of days) {
      writeAccounts(cwd, both, inventories);
      exitCodes.push((await run(checkAll, { cwd })).exitCode);
    }
    return exitCodes;
  }

  /** How often each finding of the rule began and ended, by account. */
  async function told(cwd: string): Promise<string[]> {
    const { stdout } = await run(['history', 'history', '--format', 'json'], { cwd });
    const all: Lifecycle[] = JSON.parse(stdout).scopes[0].findings;
    return all
      .filter(({ finding: { rule } }) => rule === 'require-https')
      .map(
        ({ finding: { account }, periods }) =>
          `${account}: ${periods.map(({ to }) => (to ? 'fixed' : 'open'))}`,
      )
      .sort();
  }

  test('a run with an unread account is added with what is known: nothing of that account is fixed', async () => {
    const cwd = temporaryFolder();
    const exitCodes = await checked(
      cwd,
      { 'a.json': [plain], 'b.json': [plain] },
      { 'a.json': [record(1)], 'b.json': '[{"Id": 1}, {' },
    );
    expect(exitCodes).toEqual([1, 3]);
    expect(readHistory(join(cwd, 'history')).runs[1]?.facts).toMatchObject({
      accounts: ['a'],
      unread: ['b'],
    });
    expect(await told(cwd)).toEqual(['a: fixed', 'b: open']);
  });

  test('an account that was read and has no registry any more has its findings fixed', async () => {
    const cwd = temporaryFolder();
    await checked(cwd, { 'a.json': [plain], 'b.json': [plain] }, { 'a.json': [plain], 'b.json': [] });
    // An empty inventory is an error unless it is allowed.
    expect(await told(cwd)).toEqual(['a: open', 'b: open']);
    expect((await run([...checkAll, '--allow-empty'], { cwd })).exitCode).toBe(1);
    expect(await told(cwd)).toEqual(['a: open', 'b: fixed']);
  });

  test('a run in which no account could be read is not added', async () => {
    const cwd = temporaryFolder();
    expect(await checked(cwd, { 'a.json': '[', 'b.json': '[' })).toEqual([3]);
    expect(runsIn(join(cwd, 'history'))).toEqual([]);
  });

  test('a part of the accounts is refused', async () => {
    const cwd = temporaryFolder();
    writeAccounts(cwd, both, { 'a.json': [plain], 'b.json': [plain] });
    const shard = ['--shard', '1/2', '--started-at', new Date().toISOString()];
    const { exitCode, stderr } = await run([...checkAll, ...shard], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--shard takes a part of them');
  });
});
