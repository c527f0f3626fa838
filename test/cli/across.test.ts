import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAccounts } from '../inventory/accounts/files.js';
import { acrossPolicy, acrossRecords } from '../support/across.js';
import { run, temporaryFolder, transcript } from './run.js';

/** A folder with the policy and an inventory, one record a line. */
function folderOf(records: readonly object[] = acrossRecords, policy = acrossPolicy): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'registry-lint.yaml'), policy);
  writeFileSync(join(folder, 'r.jsonl'), `${records.map((one) => JSON.stringify(one)).join('\n')}\n`);
  return folder;
}

test.each([
  ['annotations', ['check', '--inventory', 'r.jsonl', '--format', 'github']],
  ['explained', ['check', '--explain-policy']],
  ['explained-json', ['explain', 'harbor-everywhere', '--policy', 'registry-lint.yaml', '--format', 'json']],
  ['validated', ['validate']],
])('rules across registries: %s', async (name, args) => {
  const result = await run(args, { cwd: folderOf() });
  await expect(transcript(args, result)).toMatchFileSnapshot(`__snapshots__/across-${name}.txt`);
});

test('a finding about the inventory alone makes the gate red, and none at or above the threshold green', async () => {
  const policy = (count: string) => `version: 1\nrules: { r: { severity: warning, count: ${count} } }\n`;
  const args = ['check', '--inventory', 'r.jsonl', '--fail-on', 'warning'];
  const red = { cwd: folderOf(acrossRecords, policy('{ min: 7 }')) };
  expect((await run(args, red)).exitCode).toBe(1);
  expect((await run(args.slice(0, 3), red)).exitCode).toBe(0);
  expect((await run(args, { cwd: folderOf(acrossRecords, policy('{ min: 6 }')) })).exitCode).toBe(0);
});

test('what cannot be decided of the inventory is red, unless open results are allowed', async () => {
  const policy = 'version: 1\nrules: { r: { severity: error, unique: [DomainName, VpcId] } }\n';
  const records = [
    { Id: 1, DomainName: 'a', VpcId: 'v' },
    { Id: 2, DomainName: 'a' },
  ];
  const cwd = folderOf(records, policy);
  expect((await run(['check', '--inventory', 'r.jsonl'], { cwd })).exitCode).toBe(1);
  expect((await run(['check', '--inventory', 'r.jsonl', '--allow-open'], { cwd })).exitCode).toBe(0);
});

test('a baseline accepts them, and a new one is red', async () => {
  const cwd = folderOf();
  const written = await run(['baseline', 'write', '--inventory', 'r.jsonl'], { cwd });
  expect(written.stderr).toContain(
    '9 findings written to registry-lint.baseline.jsonl, and 1 left to its waiver',
  );
  const check = ['baseline', 'check', '--inventory', 'r.jsonl', '--fail-on', 'note'];
  expect((await run(check, { cwd })).exitCode).toBe(0);
  const more = [
    ...acrossRecords,
    { Id: 9, RegistryName: 'team-9', RegistryType: 'acr', RegionId: 'eu-west-1' },
  ];
  writeFileSync(join(cwd, 'r.jsonl'), more.map((one) => JSON.stringify(one)).join('\n'));
  const { exitCode, stdout } = await run(check, { cwd });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('No Harbor in eu-west-1');
});

test('registries are compared however many there are', async () => {
  const records = Array.from({ length: 4000 }, (_, index) => ({
    Id: index,
    RegistryName: `team-${index}`,
    RegistryType: index % 3 === 0 ? 'quay' : 'harbor',
    RegionId: `region-${index % 7}`,
    DomainName: `d${index % 3990}.example.com`,
    RegistryHostIp: '10.0.0.1',
  }));
  const cwd = folderOf(records);
  const { stdout } = await run(['check', '--inventory', 'r.jsonl', '--format', 'json'], { cwd });
  const { results }: { results: { rule: string }[] } = JSON.parse(stdout);
  expect(results.filter(({ rule }) => rule === 'one-entry-per-host')).toHaveLength(10);
});

test('of accounts that could not be read nobody knows what they have', async () => {
  const policy = `version: 1
rules:
  declared: { expected: [{ RegistryName: 'team-*' }, { RegistryName: gone }] }
  few: { when: { RegistryType: quay }, count: { max: 1 } }
  everywhere: { when: { RegistryType: quay }, count: { min: 1, by: RegionId } }
  too-many: { count: { max: 0 } }
`;
  const cwd = folderOf([], policy);
  const records = [{ Id: 1, RegistryName: 'team-1', RegistryType: 'quay', RegionId: 'cn-hangzhou' }];
  const accounts = [
    { name: 'a', inventory: 'a.json' },
    { name: 'b', inventory: 'none.json' },
  ];
  writeAccounts(cwd, { accounts }, { 'a.json': records });
  const result = await run(['check', '--accounts', 'accounts.yaml', '--format', 'json'], { cwd });
  expect(result.exitCode).toBe(3);
  const { inventoryFindings } = JSON.parse(result.stdout);
  expect(inventoryFindings.map(({ rule, outcome }: Shown) => `${rule} ${outcome}`)).toEqual([
    'declared open',
    'few open',
    'everywhere open',
    'too-many fail',
  ]);
  expect(inventoryFindings[0].message).toContain('not all registries were listed');
});

test('a registry in another account is named with its account', async () => {
  const cwd = folderOf([], 'version: 1\nrules: { r: { unique: DomainName } }\n');
  const accounts = [
    { name: 'production', inventory: 'a.json' },
    { name: 'staging', inventory: 'b.json' },
  ];
  const records = [{ Id: 1, RegistryName: 'same', DomainName: 'r.example.com' }];
  writeAccounts(cwd, { accounts }, { 'a.json': records, 'b.json': records });
  const result = await run(['check', '--accounts', 'accounts.yaml', '--format', 'json'], { cwd });
  const [{ message, other }] = JSON.parse(result.stdout).results;
  expect(message).toContain('is also that of same (production, Id 1, a.json:1:2)');
  expect(other.registry.account).toBe('production');
});

interface Shown {
  readonly rule: string;
  readonly outcome: string;
}
