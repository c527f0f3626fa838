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
  expect(stdout).not.toMatch(/and \d+ more/);
});

/** The mistakes that a policy of these lines is told to have, each by its line, and what is said of others. */
async function mistakesOf(...lines: readonly string[]) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'p.yaml'), `${lines.join('\n')}\n`);
  const { stdout, exitCode } = await run(['validate', 'p.yaml'], { cwd });
  expect(exitCode).toBe(2);
  const places = [...stdout.matchAll(/^error: p\.yaml:(\d+):\d+: (.*)$/gm)];
  return {
    told: places.map(([, line, said]) => `${line} ${said}`),
    more: /^Mend (?:this|these) first/m.test(stdout),
  };
}

test('what is mistaken in form does not hide what is mistaken in meaning', async () => {
  const mistakes = await mistakesOf(
    'version: 1',
    'rules:',
    '  require-htps: error',
    '  require-vpc: eror',
    '  acme-naming: { severty: error, assert: { RegistryName: a } }',
    'overrides:',
    '  - { mtch: { account: a }, rules: { require-https: off } }',
    '  - { match: { RegistryType: habor }, rules: { require-https: off } }',
    'waivers:',
    "  - { rule: acme-naming, registry: { RegistryName: x }, reason: r, expirs: '2027-01-01' }",
    "  - { rule: acme-naming, registry: { RegistryName: x }, reason: r, expires: '2027-02-31' }",
  );
  expect(mistakes).toEqual({
    told: [
      '3 there is no rule require-htps',
      '4 eror is not a value of require-vpc',
      '5 severty is not known here',
      '7 an override needs match',
      '7 mtch is not known here',
      '8 RegistryType can never be "habor"',
      '10 expirs is not known here',
      '11 2027-02-31 is not a day of the calendar',
    ],
    more: true,
  });
});

test('that there may be more is said only where there may be', async () => {
  const severities = await mistakesOf('version: 1', 'rules:', '  require-https: eror', '  no-such: error');
  expect(severities).toEqual({
    told: ['3 eror is not a value of require-https', '4 there is no rule no-such'],
    more: false,
  });
  const keys = await mistakesOf('version: 1', 'rulez: {}', 'rules: { no-such: error }');
  expect(keys).toEqual({ told: ['2 rulez is not known here'], more: true });
});

test('an empty file is told how one begins', async () => {
  const { told, more } = await mistakesOf('');
  expect([told, more]).toEqual([['1 this file must be a mapping, not empty'], true]);
});

test('a rule that is mistaken in an extended policy is none that does not exist', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'base.yaml'), 'version: 1\nrules:\n  acme: { severty: error }\n');
  writeFileSync(
    join(cwd, 'p.yaml'),
    'version: 1\nextends: ./base.yaml\nrules:\n  acme: warning\n  no-such: error\n',
  );
  const { stdout } = await run(['validate', 'p.yaml'], { cwd });
  expect(stdout.match(/^error: .*/gm)).toEqual([
    'error: base.yaml:3:11: severty is not known here',
    'error: p.yaml:5:3: there is no rule no-such',
  ]);
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
