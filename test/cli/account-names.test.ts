import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { run, temporaryFolder } from './run.js';

/** Two accounts with the same registry, which is reached over HTTP. */
function folderOfTwo(policy: string): string {
  const folder = temporaryFolder();
  const accounts = ['production', 'sandbox-1'];
  for (const name of accounts)
    writeFileSync(join(folder, `${name}.json`), JSON.stringify([record(1, { ProtocolType: 1 })]));
  writeAccounts(folder, { accounts: accounts.map((name) => ({ name, inventory: `${name}.json` })) });
  writeFileSync(join(folder, 'policy.yaml'), `version: 1\nrules: { require-https: error }\n${policy}`);
  return folder;
}

const check = (folder: string) =>
  run(['check', '--accounts', 'accounts.yaml', '--policy', 'policy.yaml', '--format', 'json'], {
    cwd: folder,
  });

const outcomes = (stdout: string) =>
  JSON.parse(stdout).results.map(
    (one: { registry: { account: string }; severity: string; suppression?: object }) => [
      one.registry.account,
      one.severity,
      one.suppression !== undefined,
    ],
  );

describe('the name that the accounts file gives to an account', () => {
  test('chooses registries in a waiver', async () => {
    const waiver =
      '{ rule: require-https, registry: { account: sandbox-* }, reason: a sandbox, expires: 2099-01-01 }';
    const { stdout, exitCode } = await check(folderOfTwo(`waivers: [${waiver}]\n`));
    expect(exitCode).toBe(1);
    expect(outcomes(stdout)).toEqual([
      ['production', 'error', false],
      ['sandbox-1', 'error', true],
    ]);
  });

  test('chooses registries in an override', async () => {
    const override = '{ match: { account: [sandbox-1, other] }, rules: { require-https: note } }';
    const { stdout } = await check(folderOfTwo(`overrides: [${override}]\n`));
    expect(outcomes(stdout)).toEqual([
      ['production', 'error', false],
      ['sandbox-1', 'note', false],
    ]);
  });

  test('chooses nothing where there is no accounts file', async () => {
    const folder = folderOfTwo(
      'waivers: [{ rule: require-https, registry: { account: "*" }, reason: none, expires: 2099-01-01 }]\n',
    );
    const { exitCode, stdout } = await run(
      ['check', '--inventory', 'production.json', '--policy', 'policy.yaml'],
      { cwd: folder },
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('unused-waiver');
  });
});
