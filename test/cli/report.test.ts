import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultKey, startEmulator } from '../../src/emulator/server.js';
import { readHistory } from '../../src/history/read.js';
import { example, root, run, secretsIn, temporaryFolder } from './run.js';

const registries = join(root, example('registries.json'));
const report = (inventory = registries): string[] => [
  'report',
  '--inventory',
  inventory,
  '--policy',
  'recommended',
];

const read = (cwd: string, file: string): string => readFileSync(join(cwd, file), 'utf8');

describe('registry-lint report', () => {
  test('is a report and no gate: findings end with 0, unless --fail-on says that they count', async () => {
    const cwd = temporaryFolder();
    const plain = await run(report(), { cwd });
    expect(plain).toMatchObject({ exitCode: 0, stderr: '' });
    expect(plain.stdout).toMatch(/^## Compliance of container registries: FAILED\n/);
    expect(readdirSync(cwd)).toEqual([]);
    expect((await run([...report(), '--fail-on', 'error'], { cwd })).exitCode).toBe(1);
    const compliant = report(join(root, example('compliant-inventory.json')));
    expect((await run([...compliant, '--fail-on', 'error'], { cwd })).exitCode).toBe(0);
  });

  test('writes several formats of one run, each to its file', async () => {
    const cwd = temporaryFolder();
    const files = ['r.md', 'r.csv', 'r.xml', 'r.json', 'r.prom', 'r.jsonl'];
    const { exitCode, stdout, stderr } = await run(
      [...report(), ...files.flatMap((file) => ['--output', file])],
      { cwd },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toBe(`note: written to ${files.join(', ')}\n`);
    expect(readdirSync(cwd).sort()).toEqual([...files].sort());
    expect(read(cwd, 'r.md')).toMatch(/^## /);
    expect(read(cwd, 'r.csv')).toMatch(/^\ufeff"Severity",/);
    expect(read(cwd, 'r.xml')).toContain('<testsuites ');
    expect(JSON.parse(read(cwd, 'r.json')).standing.registries).toBe(3);
    expect(read(cwd, 'r.prom')).toContain('\nregistry_lint_registries 3\n');
    expect(read(cwd, 'r.jsonl').trim().split('\n')).toHaveLength(4);
  });

  test('speaks Chinese', async () => {
    const { stdout } = await run([...report(), '--lang', 'zh']);
    expect(stdout).toMatch(/^## 镜像仓库合规报告: 未通过\n/);
  });

  test('holds no secret in any format', async () => {
    for (const format of ['markdown', 'csv', 'junit', 'json', 'openmetrics', 'ocsf']) {
      const inventory = example('demo-inventory.json');
      const { stdout, exitCode } = await run(['report', '--inventory', inventory, '--format', format]);
      expect(exitCode).toBe(0);
      for (const secret of secretsIn(inventory)) expect(stdout).not.toContain(secret);
    }
  });

  test.each([
    [
      'two formats on standard output',
      ['--format', 'csv', '--format', 'json'],
      /csv and json would all go to/,
    ],
    ['a file whose format is not known', ['--output', 'r.pdf'], /cannot determine the format of r\.pdf/],
    ['a format that there is not', ['--format', 'xlsx'], /there is no format "xlsx"/],
    ['two outputs in one file', ['--output', 'r.md', '--output', './r.md'], /two reports would go to/],
    ['--no-append without a history', ['--no-append'], /no history is named/],
    ['a history that is not there', ['--history', 'none', '--no-append'], /none/],
  ])('refuses %s', async (_what, args, message) => {
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await run([...report(), ...args], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('does not write over the inventory', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'r.json'), '[]');
    const { exitCode, stderr } = await run([...report('r.json'), '--output', 'r.json'], { cwd });
    expect([exitCode, read(cwd, 'r.json')]).toEqual([2, '[]']);
    expect(stderr).toContain('r.json is the inventory');
  });

  test('leaves what was there where the inventory cannot be read whole', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'r.md'), 'the last one');
    writeFileSync(join(cwd, 'cut.json'), '{"ImageRegistryInfos": [{"Id": 1}');
    const args = [...report('cut.json'), '--output', 'r.md', '--history', 'history'];
    expect((await run(args, { cwd })).exitCode).toBe(3);
    expect(read(cwd, 'r.md')).toBe('the last one');
    expect(readHistory(join(cwd, 'history')).runs).toEqual([]);
  });

  test('does not call an empty inventory a report, unless it is told that there is none', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'none.json'), '[]');
    expect((await run(report('none.json'), { cwd })).exitCode).toBe(3);
    const { exitCode, stdout } = await run([...report('none.json'), '--allow-empty'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('No registry was checked');
  });

  test('counts what is in the baseline as accepted', async () => {
    const cwd = temporaryFolder();
    await run(['baseline', 'write', ...report().slice(1)], { cwd });
    const args = [...report(), '--baseline', 'registry-lint.baseline.jsonl', '--format', 'json'];
    const { standing, findings } = JSON.parse((await run(args, { cwd })).stdout);
    expect(standing).toMatchObject({ compliant: 3, suppressed: 4 });
    expect(findings[0].suppression.kind).toBe('baseline');
  });

  test('reads what Security Center lists', async () => {
    const emulator = await startEmulator({ records: readFileSync(registries, 'utf8') });
    onTestFinished(() => emulator.close());
    const args = ['report', '--endpoint', emulator.url, '--policy', 'recommended', '--format', 'json'];
    const { exitCode, stdout } = await run(args, {
      env: {
        ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
      },
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ origin: { kind: 'live' }, standing: { registries: 3 } });
  });
});

describe('registry-lint report --history', () => {
  const withHistory = [...report('r.json'), '--history', 'history', '--format', 'json'];
  const inventoryOf = (...protocols: number[]): string =>
    JSON.stringify(
      protocols.map((ProtocolType, at) => ({
        ...JSON.parse(readFileSync(registries, 'utf8')).ImageRegistryInfos[0],
        Id: at + 1,
        ProtocolType,
      })),
    );
  const reportOf = async (cwd: string, inventory: string, ...args: string[]) => {
    writeFileSync(join(cwd, 'r.json'), inventory);
    const { stdout, exitCode } = await run([...withHistory, ...args], { cwd });
    expect(exitCode).toBe(0);
    return JSON.parse(stdout);
  };

  test('tells what is new, known and fixed since the last run, and adds this one', async () => {
    const cwd = temporaryFolder();
    const first = await reportOf(cwd, inventoryOf(1, 2, 1));
    expect(first.history).toMatchObject({ new: 2, known: 0, fixed: [] });
    expect(first.history).not.toHaveProperty('previous');
    const second = await reportOf(cwd, inventoryOf(1, 1, 2));
    expect(second.history).toMatchObject({ previous: first.startedAt, new: 1, known: 1 });
    expect(second.history.fixed).toMatchObject([
      { rule: 'require-https', fingerprint: first.findings[1].fingerprint },
    ]);
    expect(second.findings.map(({ state }: { state: string }) => state)).toEqual(['known', 'new']);
    const third = await reportOf(cwd, inventoryOf(1, 1, 1));
    expect(third.history).toMatchObject({ new: 0, reopened: 1, known: 2 });
    expect(readHistory(join(cwd, 'history')).runs).toHaveLength(3);
  });

  test('with --no-append compares, and leaves the history as it is', async () => {
    const cwd = temporaryFolder();
    await reportOf(cwd, inventoryOf(1));
    const before = readdirSync(join(cwd, 'history'));
    const { history } = await reportOf(cwd, inventoryOf(1, 1), '--no-append');
    expect(history).toMatchObject({ new: 1, known: 1 });
    expect(readdirSync(join(cwd, 'history'))).toEqual(before);
  });

  test('adds no run whose report could not be written', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'r.json'), inventoryOf(1));
    mkdirSync(join(cwd, 'folder'));
    const args = [...withHistory.slice(0, -2), '--format', 'json', '--output', 'folder'];
    expect((await run(args, { cwd })).exitCode).toBe(2);
    const runs = existsSync(join(cwd, 'history')) ? readHistory(join(cwd, 'history')).runs : [];
    expect(runs).toEqual([]);
    expect(statSync(join(cwd, 'folder')).isDirectory()).toBe(true);
  });
});

const allFiles = ['r.html', 'r.md', 'r.csv', 'r.xml', 'r.json', 'r.prom', 'r.jsonl'];
const allOutputs = allFiles.flatMap((file) => ['--output', file]);

describe('registry-lint report --started-at', () => {
  const then = '2026-01-15T05:00:00Z';

  test('makes the report of a file again for a time that has passed, to the byte', async () => {
    const cwd = temporaryFolder();
    const made = async () => {
      const again = [...report(), '--history', 'history', '--started-at', then, ...allOutputs];
      expect(await run(again, { cwd })).toMatchObject({ exitCode: 0 });
      return allFiles.map((file) => read(cwd, file));
    };
    const first = await made();
    expect(await made()).toEqual(first);
    expect(readdirSync(join(cwd, 'history'))).toHaveLength(1);
    expect(first[0]).toContain('2026-01-15 05:00 UTC');
    expect(JSON.parse(first[4] ?? '')).toMatchObject({ startedAt: '2026-01-15T05:00:00.000Z' });
  });

  test('judges waivers on that day', async () => {
    const cwd = temporaryFolder();
    const waiver = {
      rule: 'require-https',
      registry: { RegistryName: '*' },
      reason: 'x',
      expires: '2026-02-01',
    };
    const policy = { version: 1, rules: { 'require-https': 'error' }, waivers: [waiver] };
    writeFileSync(join(cwd, 'p.yaml'), JSON.stringify(policy));
    const args = ['report', '--inventory', registries, '--policy', 'p.yaml', '--format', 'json'];
    const failed = async (...more: string[]) =>
      JSON.parse((await run([...args, ...more], { cwd })).stdout).gate.failed;
    expect(await failed('--started-at', then)).toBe(false);
    expect(await failed()).toBe(true);
  });

  test.each([
    ['what accounts have now', ['--region', 'cn-hangzhou']],
    ['what addresses answer now', ['--inventory', registries, '--probe', '--policy', 'probe']],
  ])('does not say of %s that it was so long ago', async (_, args) => {
    const { exitCode, stderr } = await run(['report', '--started-at', then, ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('says nothing of that time');
  });

  test('is no way to set a gate back', async () => {
    const { exitCode, stdout, stderr } = await run([...report(), '--fail-on', 'error', '--started-at', then]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('a gate is of today');
    const none = await run([...report(), '--fail-on', 'never', '--started-at', then]);
    expect(none.exitCode).toBe(0);
  });

  test('knows no time to come', async () => {
    const { exitCode, stderr } = await run([...report(), '--started-at', '2999-01-01T00:00:00Z']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not a time that has passed');
  });

  test('of a check is one of the last day, also of a file', async () => {
    const check = (time: string) =>
      run([
        'check',
        '--inventory',
        registries,
        '--policy',
        'strict',
        '--format',
        'json',
        '--started-at',
        time,
      ]);
    const now = new Date(Date.now() - 3_600_000).toISOString();
    expect(JSON.parse((await check(now)).stdout).startedAt).toBe(now);
    const long = await check(then);
    expect(long.exitCode).toBe(2);
    expect(long.stderr).toContain('is not a time of the last 24 hours');
  });
});

test('shows no path of the machine in any format', async () => {
  const above = temporaryFolder();
  const cwd = join(above, 'work');
  mkdirSync(cwd);
  const one = { title: 'Once', severity: 'error', unique: ['RegistryType'] };
  const waiver = { rule: 'twice', registry: { RegistryName: 'zzz' }, reason: 'x', expires: '2999-01-31' };
  const policy = { version: 1, extends: ['recommended'], rules: { twice: one }, waivers: [waiver] };
  writeFileSync(join(above, 'registry-lint.yaml'), JSON.stringify(policy));
  const [record] = JSON.parse(readFileSync(registries, 'utf8')).ImageRegistryInfos;
  const inventory = join(cwd, 'r.jsonl');
  const lines = [record, { ...record, Id: 9, RegistryName: 'other' }].map((one) => JSON.stringify(one));
  writeFileSync(inventory, `${lines.join('\n')}\n`);
  const baseline = join(cwd, 'base.jsonl');
  await run(['baseline', 'write', '--inventory', inventory, '--output', baseline], { cwd });
  const files = allFiles.map((file) => file.replace('r.jsonl', 'events.jsonl'));
  const outputs = files.flatMap((file) =>
    file === 'events.jsonl' ? ['--format', 'ocsf', '--output', file] : ['--output', file],
  );
  const ended = await run(
    ['report', '--inventory', inventory, '--baseline', baseline, '--history', 'history', ...outputs],
    { cwd },
  );
  expect(ended.exitCode).toBe(0);
  const [run1 = ''] = readdirSync(join(cwd, 'history'));
  for (const file of [...files, join('history', run1)]) expect(read(cwd, file)).not.toContain(above);
  expect(read(cwd, 'r.html')).toContain('<bdi>../registry-lint.yaml</bdi>');
  expect(read(cwd, 'r.csv')).toContain('"base.jsonl"');
  expect(read(cwd, 'r.json')).toContain('r.jsonl:1');
});
