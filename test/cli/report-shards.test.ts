import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../../src/history/read.js';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { example, root, run, secretsIn, temporaryFolder } from './run.js';

const names = ['a', 'b', 'c', 'd'];
const policy = ['--policy', 'recommended'];
const shards = ['--shards', 'shard-1.json', 'shard-2.json', 'shard-3.json'];
const formats = ['html', 'md', 'csv', 'xml', 'json', 'prom', 'jsonl'];

/** Checks four accounts in three shards, the last account not being there where it is broken. */
async function checked(
  more: (name: string) => object = () => ({}),
  { isBroken = false, cwd = temporaryFolder(), startedAt = new Date().toISOString() } = {},
): Promise<string> {
  writeAccounts(
    cwd,
    { accounts: names.map((name) => ({ name, inventory: `${name}.json` })) },
    Object.fromEntries(
      names.map((name) => [`${name}.json`, isBroken && name === 'd' ? '[' : [record(1, more(name))]]),
    ),
  );
  for (const index of [1, 2, 3]) {
    const shard = ['--shard', `${index}/3`, '--started-at', startedAt, '--output', `shard-${index}.json`];
    await run(['check', '--accounts', 'accounts.yaml', ...policy, ...shard], { cwd });
  }
  return cwd;
}

const http = (name: string): object => (name === 'b' ? { ProtocolType: 1 } : {});
const outputs = (name: string): string[] => formats.flatMap((format) => ['--output', `${name}.${format}`]);
/** The time of a run, as every format writes it. */
const withoutTime = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:]+\.\d+Z| \d\d:\d\d UTC)?/g, 'TIME')
    .replaceAll(/\b[12]\d{9}(?:\.\d+|\d{3})?\b/g, 'TIME');

describe('registry-lint report --shards', () => {
  test.each([false, true])(
    'writes what a report of the accounts is, one of them broken: %s',
    async (isBroken) => {
      const cwd = await checked(http, { isBroken });
      const said = await run(['report', ...shards, ...policy, ...outputs('shards')], { cwd });
      const whole = await run(['report', '--accounts', 'accounts.yaml', ...policy, ...outputs('whole')], {
        cwd,
      });
      expect(said.exitCode).toBe(isBroken ? 3 : 0);
      expect({ ...whole, stderr: whole.stderr.replaceAll('whole.', 'shards.') }).toEqual(said);
      for (const format of formats) {
        const [made = '', wanted = ''] = ['shards', 'whole'].map((name) =>
          withoutTime(readFileSync(join(cwd, `${name}.${format}`), 'utf8')),
        );
        expect(made, format).toBe(wanted);
        if (isBroken) expect(made, format).toMatch(/cut-off|could not be read|unread/);
      }
    },
  );

  test('is as old as the shards, and ends with 1 where --fail-on says so', async () => {
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    const cwd = await checked(http, { startedAt });
    const args = ['report', ...shards, ...policy, '--format', 'json'];
    const { stdout, exitCode } = await run([...args, '--fail-on', 'error'], { cwd });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ startedAt, gate: { failOn: 'error', failed: true } });
    const never = await run([...args, '--fail-on', 'never', '--lang', 'zh'], { cwd });
    expect(never.exitCode).toBe(0);
    expect(JSON.parse(never.stdout)).toMatchObject({ lang: 'zh', gate: { failOn: 'never', failed: false } });
  });

  test('has a history, to which the same shards are added once', async () => {
    const cwd = await checked();
    const args = ['report', ...shards, ...policy, '--history', 'history', '--format', 'json'];
    const first = await run(args, { cwd });
    expect(first.exitCode).toBe(0);
    await checked(http, { cwd });
    const second = await run(args, { cwd });
    expect(JSON.parse(second.stdout).history).toMatchObject({
      previous: JSON.parse(first.stdout).startedAt,
      new: 1,
      fixed: [],
    });
    // A job that is run again makes the same report of the same shards.
    const again = await run(args, { cwd });
    expect(again.stdout).toBe(second.stdout);
    expect(readHistory(join(cwd, 'history')).runs).toHaveLength(2);
  });

  test('is not made of some of the shards, of shards that were changed, or by another policy', async () => {
    const cwd = await checked(http);
    const made = ['--output', 'report.html', '--history', 'history'];
    const two = await run(['report', ...shards.slice(0, -1), ...policy, ...made], { cwd });
    expect(two).toMatchObject({ exitCode: 3, stdout: '' });
    expect(two.stderr).toMatch(/^error: of 3 shards one is missing: 3\n {2}\S/);
    const strict = await run(['report', ...shards, '--policy', 'strict', ...made], { cwd });
    expect(strict).toMatchObject({ exitCode: 2, stdout: '' });
    expect(strict.stderr).toMatch(
      /^error: shard-1\.json was not judged by this policy .*\n {2}Give --policy/,
    );
    for (const shard of shards.slice(1)) {
      const text = readFileSync(join(cwd, shard), 'utf8');
      writeFileSync(join(cwd, shard), text.replace('"ProtocolType":"HTTP",', '"ProtocolType":"HTTPS",'));
    }
    const changed = await run(['report', ...shards, ...policy, ...made], { cwd });
    expect(changed).toMatchObject({ exitCode: 3, stdout: '' });
    expect(changed.stderr).toMatch(/^error: the reports do not say what their registries come to\n {2}\S/m);
    expect(existsSync(join(cwd, 'report.html'))).toBe(false);
    const history = join(cwd, 'history');
    expect(existsSync(history) ? readdirSync(history) : []).toEqual([]);
  });

  test('is not made of an inventory, and does not write over a shard', async () => {
    const cwd = await checked();
    const inventory = await run(['report', '--shards', 'a.json', ...policy], { cwd });
    expect(inventory).toMatchObject({ exitCode: 2, stdout: '' });
    expect(inventory.stderr).toMatch(/^error: a\.json is not a report of this program in JSON\n/);
    const over = await run(['report', ...shards, ...policy, '--output', 'shard-2.json'], { cwd });
    expect(over).toMatchObject({ exitCode: 2, stdout: '' });
    expect(over.stderr).toMatch(/^error: shard-2\.json is the report of a shard/m);
    const none = await run(['report', ...policy, '--shards'], { cwd });
    expect(none).toMatchObject({ exitCode: 2, stdout: '' });
  });

  test.each([
    ['--inventory', 'a.json'],
    ['--accounts', 'accounts.yaml'],
    ['--concurrency', '2'],
    ['--region', 'cn-hangzhou'],
    ['--registry-type', 'harbor'],
    ['--endpoint', 'https://example.com'],
    ['--allow-empty'],
    ['--probe'],
  ])('does not stand beside %s', async (...option) => {
    const { exitCode, stderr } = await run(['report', '--shards', 'shard-1.json', ...option], {
      cwd: temporaryFolder(),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`^error: ${option[0]} and --shards cannot stand together: `));
  });

  test('holds no secret, nor does a shard', async () => {
    const cwd = temporaryFolder();
    const inventory = readFileSync(join(root, example('demo-inventory.json')), 'utf8');
    writeAccounts(cwd, { accounts: [{ name: 'a', inventory: 'a.json' }] }, { 'a.json': inventory });
    const check = ['check', '--accounts', 'accounts.yaml', ...policy, '--shard', '1/1'];
    await run([...check, '--output', 'shard.json'], { cwd });
    await run(['report', '--shards', 'shard.json', ...policy, ...outputs('r')], { cwd });
    const files = ['shard.json', ...formats.map((format) => `r.${format}`)];
    const secrets = secretsIn(example('demo-inventory.json'));
    expect(secrets.length).toBeGreaterThan(3);
    for (const file of files) {
      const text = readFileSync(join(cwd, file), 'utf8');
      expect(
        secrets.filter((secret) => text.includes(secret)),
        file,
      ).toEqual([]);
    }
  });

  test('reads what is for the eyes of its owner alone', async () => {
    const cwd = await checked();
    for (const shard of shards.slice(1)) expect(statSync(join(cwd, shard)).mode & 0o777).toBe(0o600);
  });
});
