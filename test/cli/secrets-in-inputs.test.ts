import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeRun } from '../../src/history/format.js';
import { MARK } from '../support/credentials.js';
import { type Run, run, temporaryFolder } from './run.js';

const token = `ghp_${MARK.repeat(6)}`;
const address = `https://user:${MARK}@h.example.com`;

const inventory = '[{"Id":1,"RegistryName":"a","ProtocolType":1,"NetType":1}]';
const policy = 'version: 1\nrules:\n  require-https: error\n';

/** Runs the program in a folder with these files, beside an inventory and a policy. */
async function runWith(files: Readonly<Record<string, string>>, args: readonly string[]): Promise<Run> {
  const cwd = temporaryFolder();
  const all = { 'registries.json': inventory, 'registry-lint.yaml': policy, ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(cwd, name), text);
  const ended = await run(args, { cwd });
  for (const text of [ended.stdout, ended.stderr]) expect(text).not.toContain(MARK);
  return ended;
}

const check = ['check', '--inventory', 'registries.json'];

describe('a credential in an inventory that cannot be read', () => {
  test.each([
    ['json', `[{"Id":1,"RegistryName":"${token}" "x":1}]`],
    ['json', `[{"Id":1,"${token}":1,"${token}":2}]`],
    ['json', `{"Code":"${token}","Message":"password: ${MARK}"}`],
    ['json', `[{"Id":1},"${token}"]`],
    ['yaml', `- Id: 1\n  RegistryName: ${token}\n  x: [\n`],
    ['yaml', `- Id: 1\n  RegistryName: *${token}\n`],
    ['txt', token],
  ])('is not quoted: %s %s', async (extension, text) => {
    const ended = await runWith({ [`i.${extension}`]: text }, ['check', '--inventory', `i.${extension}`]);
    expect(ended.exitCode).toBe(3);
  });
});

describe('a credential in a policy', () => {
  test.each([
    `require-https: ${token}`,
    `${token}: error`,
    `require-https: { severity: error, params: { ${token}: 1 } }`,
    `vendor-admin-account: { severity: error, params: { names: [${token}] } }`,
    `own: { title: '${token}', severity: error, assert: { RegistryName: b } }`,
    `own: { title: x, severity: error, message: '${address}', assert: { RegistryName: b } }`,
    `own: { title: x, severity: error, assert: { RegistryName: { not: { const: '${token}' } } } }`,
    `own: { title: x, severity: error, cel: 'RegistryName == "${token}"' }`,
    `require-https: error\nwaivers: [{ rule: require-https, registry: { Id: '1' }, reason: '${token}', expires: 2099-01-01 }]`,
  ])('is refused, and nothing of it is shown: %s', async (rule) => {
    const { exitCode, stderr } = await runWith({ 'p.yaml': `version: 1\nrules:\n  ${rule}\n` }, [
      ...check,
      '--policy',
      'p.yaml',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a secret seems to stand here, and none belongs into a policy');
  });

  test.each([
    `rules: { require-https: errr }\npassword: ${MARK}`,
    `rules: { require-https: errr }\ndb_token: "${MARK} ${MARK}"`,
    `rules: { require-https: errr }\n# "apiKey: '${token}'"`,
    `rules: { require-https: [\n# ${address}`,
  ])('is crossed out in the lines beside a mistake: %s', async (rest) => {
    const { exitCode, stderr } = await runWith({ 'p.yaml': `version: 1\n${rest}\n` }, [
      ...check,
      '--policy',
      'p.yaml',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/\| .*(?:\*\*\*|xxx)/);
  });

  test('is told apart from rules that are called after one', async () => {
    const rules = 'rules:\n  default-credentials: errr\n  no-password: error\n  token: error\n';
    const { stderr } = await runWith({ 'p.yaml': `version: 1\n${rules}` }, [...check, '--policy', 'p.yaml']);
    expect(stderr).toContain('| ');
    expect(stderr).not.toContain('***');
  });

  test('is refused in a file of waivers, too', async () => {
    const waivers = `waivers:\n  - { rule: require-https, registry: { Id: "1" }, reason: "${token}", expires: 2099-01-01 }\n`;
    const { exitCode, stderr } = await runWith({ 'w.yaml': waivers }, [...check, '--waivers', 'w.yaml']);
    expect([exitCode, stderr.includes('a secret seems to stand here')]).toEqual([2, true]);
  });

  test('is crossed out in the lines of a policy test', async () => {
    const text = `policy: registry-lint.yaml\ntests:\n  - { name: x, rule: require-https, registry: { DomainName: "${address}", ProtocolTyp: 7, RegistryName: ${token} }, expect: pass }\n`;
    await runWith({ 'a.test.yaml': text }, ['test', 'a.test.yaml']);
  });
});

describe('a credential in an accounts file', () => {
  test.each([
    `{ name: ${token}, inventory: registries.json }`,
    `{ name: 'password: ${MARK}', inventory: registries.json }`,
    `{ name: x, inventory: '${address}' }`,
    `{ name: x, endpoint: '${address}' }`,
    `{ name: x, password: ${MARK}, inventory: registries.json }`,
    `{ name: x, inventory: registries.json, \n  token: ${MARK}`,
  ])('is not shown: %s', async (account) => {
    const ended = await runWith({ 'a.yaml': `accounts:\n  - ${account}\n` }, [
      'check',
      '--accounts',
      'a.yaml',
    ]);
    expect(ended.exitCode).toBe(2);
  });
});

describe('a credential on the command line', () => {
  test.each([
    [['check', '--inventory', `/no/${token}.json`]],
    [['check', '--inventory', `${address}/registries.json`]],
    [['check', '--policy', `${address}/p.yaml`, '--inventory', 'registries.json']],
    [['check', '--region', token]],
    [['check', `--${token}`]],
    [['check', `--token=${token}`]],
    [['check', '--format', token]],
    [[token]],
    [['history', token]],
    [['merge', `${token}.json`]],
    [['explain', token]],
  ])('is not said again: %s', async (args) => {
    const ended = await runWith({}, args);
    expect(ended.exitCode).toBeGreaterThan(1);
  });
});

test('a name with a credential in it, which another version wrote into a baseline, is not shown', async () => {
  const finding = { rule: 'require-https', RegistryName: `harbor password: ${MARK}`, Id: '9' };
  const line = JSON.stringify({ ...finding, outcome: 'fail', fingerprint: 'a'.repeat(32) });
  const files = { 'b.jsonl': `{"version":1}\n${line}\n` };
  for (const format of ['text', 'json', 'sarif', 'github']) {
    const { stdout } = await runWith(files, [...check, '--baseline', 'b.jsonl', '--format', format]);
    if (format === 'json') expect(stdout).toContain('"absent":1');
  }
});

test('nor is one that it wrote into a history', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'registries.json'), inventory);
  const options = { cwd: folder };
  const args = ['--inventory', 'registries.json', '--policy', 'recommended', '--history', 'runs'];
  await run(['check', ...args], options);
  const name = readdirSync(join(folder, 'runs')).find((file) => file.endsWith('.jsonl')) ?? '';
  const lines = readFileSync(join(folder, 'runs', name), 'utf8').split('\n');
  const { $schema: _, version: __, findings: total, ...facts } = JSON.parse(lines[0] ?? '');
  const set = lines.slice(1, -2).map((line) => ({ ...JSON.parse(line), name: `a password: ${MARK}` }));
  expect(set.length).toBeGreaterThan(0);
  const written = encodeRun(facts, { set, gone: [], total });
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'old', written.name), written.text);
  writeFileSync(join(folder, 'registries.json'), inventory.replace('"ProtocolType":1', '"ProtocolType":2'));
  for (const format of ['text', 'json']) {
    const { stdout, stderr, exitCode } = await run(['history', 'old', '--format', format], options);
    expect([stdout, stderr].join('')).not.toContain(MARK);
    expect(exitCode).toBe(0);
  }
  const report = [
    'report',
    ...args.slice(0, 4),
    '--history',
    'old',
    '--output',
    'r.md',
    '--output',
    'r.html',
  ];
  expect((await run(report, options)).exitCode).toBe(0);
  for (const file of ['r.md', 'r.html']) {
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(MARK);
  }
});
