import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder, transcript } from './run.js';

function folder(): string {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'registry-lint.yaml'),
    `version: 1
extends: [./company.yaml]
rules:
  require-vpc: off
  persistence-days: { params: { minimum: 90 } }
  acme-naming:
    title: Registries carry the team's prefix
    assert: { RegistryName: { pattern: '^acme-[a-z0-9-]+$' } }
    message: '{RegistryName} does not begin with acme-'
overrides:
  - match: { RegionId: cn-* }
    rules: { persistence-days: error }
`,
  );
  writeFileSync(
    join(cwd, 'company.yaml'),
    `version: 1
rules:
  require-https: error
  require-vpc: warning
  whitelist-bounded: error
  persistence-days:
    severity: note
    when: { RegistryType: harbor }
`,
  );
  return cwd;
}

const POLICY = ['--policy', 'registry-lint.yaml'];

test.each([
  ['explain', ...POLICY],
  ['explain', ...POLICY, '--format', 'json'],
  ['explain', ...POLICY, '--lang', 'zh'],
  ['explain', 'persistence-days', ...POLICY],
])('%s %s %s %s %s', async (...args) => {
  const result = await run(args, { cwd: folder() });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const file = `__snapshots__/${args.join(' ').replaceAll(/[ .-]+/g, '-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test('check --explain-policy shows the policy of the check, and checks nothing', async () => {
  const cwd = folder();
  const shown = await run(['check', '--explain-policy', '--inventory', 'no-such.json'], { cwd });
  const explained = await run(['explain', ...POLICY], { cwd });
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toBe(explained.stdout);
  expect(shown.stderr).toBe('note: the policy is registry-lint.yaml\n');
  const json = await run(['check', '--explain-policy', '--format', 'json', ...POLICY], { cwd });
  expect(JSON.parse(json.stdout).rules).toHaveLength(5);
});

test.each([
  [
    'a rule that the policy does not speak of',
    ['explain', 'require-htps', ...POLICY],
    'Did you mean require-https?',
  ],
  ['a policy that is absent', ['explain', '--policy', 'absent.yaml'], 'there is no such file'],
  ['a format that it cannot have', ['check', '--explain-policy', '--format', 'sarif'], 'as text or json'],
  ['a file for it', ['check', '--explain-policy', '--output', 'x.json'], 'standard output'],
])('%s: exit code 2', async (_what, args, said) => {
  const { exitCode, stdout, stderr } = await run(args, { cwd: folder() });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});
