import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder, transcript } from './run.js';

function folder(): string {
  const cwd = temporaryFolder();
  const rules = Array.from({ length: 25 }, (_, at) => `  own-${at}: { severty: error }`);
  const files = {
    'registry-lint.yaml': 'version: 1\nextends: [recommended]\n',
    'wrong.yaml':
      "version: 1\nrules:\n  require-htps: error\n  acme: { assert: { RegistryName: { pattern: '(?=x)' } } }\n",
    'many.yaml': `version: 1\nrules:\n${rules.join('\n')}\n`,
    'package.yaml': "version: 1\nextends: ['@acme/registry-policy']\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

test.each([
  ['', [], 0],
  ['sound-and-wrong', ['registry-lint.yaml', 'wrong.yaml', 'absent.yaml'], 2],
  ['json', ['registry-lint.yaml', 'wrong.yaml', 'absent.yaml', '--format', 'json'], 2],
  ['package-missing', ['package.yaml'], 2],
])('validate %s', async (name, more, exitCode) => {
  const args = ['validate', ...more];
  const result = await run(args, { cwd: folder() });
  expect(result).toMatchObject({ exitCode, stderr: '' });
  const file = `__snapshots__/${['validate', name].filter(Boolean).join('-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test('every mistake is told, however many', async () => {
  const { stdout } = await run(['validate', 'many.yaml'], { cwd: folder() });
  expect(stdout.match(/^error: /gm)?.length).toBeGreaterThanOrEqual(25);
  expect(stdout).not.toContain('more');
});

test('without a policy here or above there is nothing to validate: exit code 2', async () => {
  const cwd = temporaryFolder();
  const { exitCode, stderr } = await run(['validate'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('registry-lint init');
});

test('an installed package is extended, and nothing is fetched', async () => {
  const cwd = folder();
  mkdirSync(join(cwd, 'node_modules', '@acme', 'registry-policy'), { recursive: true });
  const place = join(cwd, 'node_modules', '@acme', 'registry-policy');
  writeFileSync(join(place, 'package.json'), '{"registry-lint":"company.yaml"}');
  writeFileSync(join(place, 'company.yaml'), 'version: 1\nrules: { require-https: error }\n');
  const { exitCode, stdout } = await run(['validate', 'package.yaml'], { cwd });
  expect([exitCode, stdout]).toEqual([0, 'package.yaml: 1 rule, no mistake\n']);
});
