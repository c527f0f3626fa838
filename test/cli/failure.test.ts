import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultKey, startEmulator } from '../../src/emulator/server.js';
import { environment, example, program, root, run, temporaryFolder } from './run.js';

const inventory = join(root, example('demo-inventory.json'));
const check = ['check', '--inventory', inventory, '--policy', 'strict'];

/** Mistakes of the program, put into it from outside: what goes wrong while it runs. */
const mistakes = {
  'an exception': "setImmediate(() => { throw new TypeError('FAKE-secret') })",
  'an unhandled rejection': "setImmediate(() => { Promise.reject(new TypeError('FAKE-secret')) })",
  'an exception that is no error': "setImmediate(() => { throw 'FAKE-secret' })",
  'an exception while a report is written':
    "Array.prototype.toSorted = () => { throw new TypeError('FAKE-secret') }",
} as const;

test.each(Object.entries(mistakes))('%s closes the gate, and quotes nothing', async (_name, code) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mistake.cjs'), code);
  const env = { NODE_OPTIONS: `--require ${join(folder, 'mistake.cjs')}` };
  const args = [...check, '--output', 'r.txt'];
  for (const debug of ['', '1']) {
    const { exitCode, stdout, stderr } = await run(args, {
      cwd: folder,
      env: { ...env, REGISTRY_LINT_DEBUG: debug },
    });
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('a mistake in registry-lint itself');
    expect(stderr).toContain('https://github.com/registry-lint/registry-lint/issues');
    expect(stderr).not.toContain('FAKE-secret');
    expect(readdirSync(folder)).toEqual(['mistake.cjs']);
  }
});

test('where a mistake happened is said to those who ask', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mistake.cjs'), mistakes['an exception']);
  const env = { NODE_OPTIONS: `--require ${join(folder, 'mistake.cjs')}` };
  expect((await run(check, { env })).stderr).not.toContain('mistake.cjs');
  expect((await run(check, { env: { ...env, REGISTRY_LINT_DEBUG: '1' } })).stderr).toMatch(
    / at .*mistake\.cjs:1/,
  );
});

test('a program that ends before it has decided does not end with 0', async () => {
  const folder = temporaryFolder();
  const forget = "require('node:fs').read = () => {}";
  writeFileSync(join(folder, 'forget.cjs'), forget);
  const result = await run(check, { env: { NODE_OPTIONS: `--require ${join(folder, 'forget.cjs')}` } });
  expect(result).toEqual({ exitCode: 3, stdout: '', stderr: 'error: ended before anything was decided\n' });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a check with %i, and leaves nothing half written', async (signal, expected) => {
  const cwd = temporaryFolder();
  const emulator = await startEmulator({ records: readFileSync(inventory, 'utf8'), fault: 'silent' });
  const args = ['check', '--endpoint', emulator.url, '--policy', 'strict', '--output', 'r.json'];
  const env = environment({
    ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
  });
  try {
    const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: 'ignore' });
    while (emulator.requests === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(cwd)).toHaveLength(1);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([expected, null]);
    expect(readdirSync(cwd)).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test.each([
  ['that nobody opens', ''],
  ['that somebody holds open and says nothing', 'exec 3<> pipe; '],
  ['to which somebody has said something', 'exec 3<> pipe; cat some.ndjson >&3 & '],
])('a signal ends a check of a named pipe %s', async (_name, hold) => {
  const cwd = temporaryFolder();
  execFileSync('mkfifo', ['pipe'], { cwd });
  const record = { Id: 1, RegistryName: 'a' };
  writeFileSync(join(cwd, 'some.ndjson'), `${JSON.stringify(record)}\n`.repeat(9000));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const command = `${hold}exec "$0" "$@"`;
    const args = [process.execPath, program, 'check', '--inventory', 'pipe', '--policy', 'strict'];
    const child = spawn('sh', ['-c', command, ...args], { cwd, env: environment(), stdio: 'ignore' });
    const ended = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    expect(await ended).toEqual([null, signal]);
    clearTimeout(late);
  }
});

test('a named pipe is read like a file', async () => {
  const cwd = temporaryFolder();
  execFileSync('mkfifo', ['pipe'], { cwd });
  const reading = run(['check', '--inventory', 'pipe', '--policy', 'strict'], { cwd });
  execFileSync('sh', ['-c', 'cat "$0" > pipe', inventory], { cwd });
  expect(await reading).toMatchObject({ exitCode: 1, stderr: '' });
});

test.each([
  ['a file that is absent', 'absent.json', undefined],
  ['a file without anything in it', 'empty.json', ''],
  ['an empty list', 'none.json', '[]'],
  ['an answer that says that the call failed', 'failed.json', '{"Code":"NoPermission","Message":"no"}'],
  ['a file that is something else', 'other.json', '{"hello":"world"}'],
  ['a file that was cut off', 'cut.json', '{"ImageRegistryInfos":[{"Id":1,"RegistryName":"a"},{"Id":2'],
])('%s is an inventory that cannot be read: exit code 3', async (_name, file, text) => {
  const cwd = temporaryFolder();
  if (text !== undefined) writeFileSync(join(cwd, file), text);
  const result = await run(['check', '--inventory', file, '--policy', 'strict'], { cwd });
  expect(result).toMatchObject({ exitCode: 3, stdout: '' });
  expect(result.stderr).toMatch(/^error: .+\n {2}\S/);
});
