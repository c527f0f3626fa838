import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, root, run, secretsIn, temporaryFolder, transcript } from './run.js';

const inventory = join(root, example('demo-inventory.json'));

const policy = `version: 1
extends: recommended
overrides:
  - match: { RegistryType: quay }
    rules: { host-not-public: note }
waivers:
  - rule: require-https
    registry: { RegistryName: 'p*' }
    reason: Moves to TLS with the data centre
    expires: 2999-01-31
    approvedBy: Li Wei
    ticket: OPS-212
  - rule: default-credentials
    registry: { RegistryName: '*' }
    reason: Was to be changed in spring
    expires: 2026-04-01
  - rule: require-htps
    registry: { RegistryName: '*' }
    reason: Misspelt
    expires: 2999-01-31
  - ./more.yaml
`;
const more = `version: 1
waivers:
  - rule: scan-rate
    registry: { RegistryName: nobody }
    reason: Left over
    expires: 2999-01-31
`;

/** A folder with the policy and the files of waivers beside it. */
function folderOf(text = policy): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'registry-lint.yaml'), text);
  writeFileSync(join(folder, 'more.yaml'), more);
  return folder;
}

const shown = (text: string): string => text.replaceAll(root, '<root>/');

test.each([
  ['text', []],
  ['text in Chinese', ['--lang', 'zh']],
  ['json', ['--format', 'json']],
  ['sarif', ['--format', 'sarif']],
  ['github', ['--format', 'github']],
])('waivers as %s', async (name, options) => {
  const args = ['check', '--inventory', inventory, ...options];
  const result = await run(args, { cwd: folderOf() });
  expect(result.exitCode).toBe(1);
  const file = `__snapshots__/waivers-${name.replaceAll(' ', '-')}.txt`;
  await expect(shown(transcript(args, result))).toMatchFileSnapshot(file);
});

/** A policy of which everything that fails is waived. */
const waived = (names: string, expires = '2999-01-31') => `version: 1
rules: { require-https: error }
waivers:
  - { rule: require-https, registry: { RegistryName: ${names} }, reason: r, expires: ${expires} }
`;

test('a gate is green when everything is waived, and red on the day on which that ends', async () => {
  const args = ['check', '--inventory', inventory, '--allow-open'];
  const cwd = folderOf(waived("'*'"));
  expect((await run(args, { cwd })).exitCode).toBe(0);
  writeFileSync(join(cwd, 'registry-lint.yaml'), waived("'*'", new Date().toISOString().slice(0, 10)));
  const { exitCode, stdout } = await run(args, { cwd });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('expired-waiver · registry-lint.yaml:4:5');
});

test('a waiver that expires tomorrow works, and is a warning', async () => {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const cwd = folderOf(waived("'*'", tomorrow));
  const args = ['check', '--inventory', inventory, '--allow-open'];
  const { exitCode, stdout } = await run(args, { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`expires on ${tomorrow}, in 1 day\n`);
  expect((await run([...args, '--fail-on', 'warning'], { cwd })).exitCode).toBe(1);
});

test('--waivers adds a file to a pack, and may be given several times', async () => {
  const cwd = folderOf();
  const args = ['check', '--inventory', inventory, '--policy', 'recommended', '--format', 'json'];
  const { stdout } = await run([...args, '--waivers', 'more.yaml', '--waivers', 'more.yaml'], { cwd });
  expect(JSON.parse(stdout).policyFindings).toMatchObject([{ rule: 'unused-waiver' }]);
});

test('mistakes in waivers are told with their place, in every file', async () => {
  const cwd = folderOf(policy.replace('expires: 2026-04-01', 'expire: 2026-04-01'));
  const args = ['check', '--inventory', inventory, '--waivers', 'none.yaml'];
  const result = await run(args, { cwd });
  expect(result.exitCode).toBe(2);
  writeFileSync(join(cwd, 'bad.yaml'), more.replace('RegistryName', 'Password'));
  const wrong = await run(
    ['check', '--inventory', inventory, '--policy', 'strict', '--waivers', 'bad.yaml'],
    {
      cwd,
    },
  );
  const missing = await run([...args, '--policy', 'strict'], { cwd });
  expect([wrong.exitCode, missing.exitCode]).toEqual([2, 2]);
  const told = [result, wrong, missing].map((one) => transcript(['check', '…'], one)).join('\n');
  await expect(shown(told)).toMatchFileSnapshot('__snapshots__/waivers-mistakes.txt');
});

test('no secret gets out by way of a waiver', async () => {
  const cwd = folderOf();
  const reports = ['text', 'json', 'sarif'].flatMap((format) => [
    '--format',
    format,
    '--output',
    `r.${format}`,
  ]);
  await run(['check', '--inventory', inventory, ...reports], { cwd });
  for (const name of readdirSync(cwd)) {
    const text = readFileSync(join(cwd, name), 'utf8');
    for (const secret of secretsIn(example('demo-inventory.json'))) expect(text).not.toContain(secret);
  }
});
