import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultKey, type Emulator, startEmulator } from '../../src/emulator/server.js';
import { run, temporaryFolder } from './run.js';

const records = [
  { Id: 1, RegistryName: 'a', RegistryType: 'harbor', RegionId: 'cn-hangzhou', ProtocolType: 2 },
];

const waiver = (registry: string) =>
  `  - { rule: require-https, registry: ${registry}, reason: r, expires: '2099-01-01' }`;

const policy = `version: 1
rules: { require-https: error }
overrides:
  - { match: { RegistryType: quay }, rules: { require-https: warning } }
  - { match: { RegistryName: no-such }, rules: { require-https: note } }
waivers:
${waiver('{ RegistryType: quay }')}
${waiver('{ RegistryType: harbor, RegistryName: gone }')}
${waiver('{ RegionId: eu-* }')}
${waiver('{ account: b }')}
`;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ records });
});
afterAll(() => emulator.close());

/** The lines of the policy of which a check says that they choose nothing. */
async function idleLines(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, 'registry-lint.yaml': policy })) {
    writeFileSync(join(cwd, name), text);
  }
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
  };
  const { stdout, stderr } = await run(['check', ...args, '--format', 'json'], { cwd, env });
  expect(stderr).not.toMatch(/^error: (?!1 of 2)/m);
  const { policyFindings, notices } = JSON.parse(stdout);
  const texts = notices.map(({ text }: { readonly text: string }) => text);
  return {
    unused: policyFindings.map(({ location }: { readonly location: { line: number } }) => location.line),
    overrides: texts.flatMap((text: string) => /override at .*:(\d+):\d+ chose no/.exec(text)?.[1] ?? []),
  };
}

test('all that chooses nothing is told where all was seen', async () => {
  const all = { unused: [7, 8, 9, 10], overrides: ['4', '5'] };
  expect(await idleLines(['--inventory', 'all.json'], { 'all.json': JSON.stringify(records) })).toEqual(all);
});

test('of types and centres that were not asked for nothing is told', async () => {
  const endpoint = ['--endpoint', emulator.url];
  expect(await idleLines(endpoint)).toEqual({ unused: [7, 8, 10], overrides: ['4', '5'] });
  const harbor = await idleLines([...endpoint, '--registry-type', 'harbor']);
  expect(harbor).toEqual({ unused: [8], overrides: [] });
});

test('nor is it of accounts that could not be read', async () => {
  const accounts = (second: string) => ({
    'all.json': JSON.stringify(records),
    'accounts.yaml': `version: 1\naccounts:\n  - { name: a, inventory: all.json }\n  - { name: b, inventory: ${second} }\n`,
  });
  const args = ['--accounts', 'accounts.yaml'];
  expect(await idleLines(args, accounts('all.json'))).toEqual({
    unused: [7, 8, 9, 10],
    overrides: ['4', '5'],
  });
  expect(await idleLines(args, accounts('absent.json'))).toEqual({ unused: [], overrides: [] });
});
