import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, root, run, temporaryFolder, transcript } from './run.js';

const demo = [
  'check',
  '--inventory',
  example('demo-inventory.json'),
  '--policy',
  example('demo-policy.yaml'),
];
const compliant = ['check', '--inventory', example('compliant-inventory.json'), '--policy', 'recommended'];

test.each([
  ['text', []],
  ['text in Chinese', ['--lang', 'zh']],
  ['text with colour', ['--color']],
  ['text with passes', ['--include-pass']],
  ['json', ['--format', 'json']],
  ['sarif', ['--format', 'sarif']],
  ['github', ['--format', 'github']],
  ['text and github', ['--format', 'github', '--format', 'text']],
])('the demo inventory as %s', async (name, more) => {
  const args = [...demo, ...more];
  const result = await run(args);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(/^(?:FAILED: .*\n)?$/);
  const file = `__snapshots__/check-${name.replaceAll(' ', '-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test('an inventory without findings ends with 0', async () => {
  const result = await run(compliant);
  expect(result.exitCode).toBe(0);
  await expect(transcript(compliant, result)).toMatchFileSnapshot('__snapshots__/check-compliant.txt');
});

test('--fail-on decides about the exit code alone', async () => {
  const never = await run([...demo, '--fail-on', 'never']);
  expect(never.exitCode).toBe(0);
  expect(never.stdout).toContain('28 errors');
});

test('standard input is an inventory too, as an answer or one record a line', async () => {
  const answer = readFileSync(join(root, example('demo-inventory.json')), 'utf8');
  const lines = JSON.parse(answer).ImageRegistryInfos.map((record: object) => JSON.stringify(record));
  const args = ['check', '--inventory', '-', '--policy', 'strict'];
  const [whole, oneEach] = await Promise.all([
    run(args, { input: answer }),
    run(args, { input: lines.join('\n') }),
  ]);
  expect(whole.exitCode).toBe(1);
  expect(oneEach).toEqual(whole);
});

test('the policy is the one of the nearest folder above, and it is said which', async () => {
  const folder = temporaryFolder();
  const below = join(folder, 'a', 'b');
  mkdirSync(below, { recursive: true });
  copyFileSync(join(root, example('demo-policy.yaml')), join(folder, 'registry-lint.yaml'));
  const { stdout, stderr, exitCode } = await run(
    ['check', '--inventory', join(root, example('demo-inventory.json'))],
    { cwd: below },
  );
  expect(exitCode).toBe(1);
  expect(stderr).toBe(`note: the policy is ${join('..', '..', 'registry-lint.yaml')}\n`);
  expect(stdout).toContain('allowed-regions');
});

test('without any policy it is the pack recommended, and that is said', async () => {
  const folder = temporaryFolder();
  const file = join(root, example('demo-inventory.json'));
  const chosen = await run(['check', '--inventory', file], { cwd: folder });
  const named = await run(['check', '--inventory', file, '--policy', 'recommended'], { cwd: folder });
  expect(chosen.stderr).toContain('the pack recommended is the policy');
  expect(chosen.stdout).toBe(named.stdout);
  expect(chosen.exitCode).toBe(named.exitCode);
});

test.each([
  ['a terminal is absent', {}, false],
  ['FORCE_COLOR is set', { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR is 0', { FORCE_COLOR: '0' }, false],
  ['NO_COLOR is set', { NO_COLOR: '1' }, false],
])('colour when %s: %s', async (_name, env, expected) => {
  const { stdout } = await run(demo, { env });
  expect(stdout.includes('\u001b[')).toBe(expected);
});

test('--no-color is stronger than the environment, for errors too', async () => {
  const env = { FORCE_COLOR: '1' };
  expect((await run([...demo, '--no-color'], { env })).stdout).not.toContain('\u001b[');
  expect((await run(['chek'], { env })).stderr).toContain('\u001b[31m');
  expect((await run(['chek', '--no-color'], { env })).stderr).not.toContain('\u001b[');
});

test('the language is that of the system', async () => {
  const { stdout } = await run(demo, { env: { LANG: 'zh_CN.UTF-8' } });
  expect(stdout).toContain('未通过');
  expect((await run(demo, { env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' } })).stdout).toContain('FAILED');
});

test('one is told in the singular', async () => {
  const cwd = temporaryFolder();
  const one = { Id: 1, RegistryName: 'a', PersistenceDay: 1, TransPerHour: 1 };
  writeFileSync(join(cwd, 'one.json'), JSON.stringify([one, { ...one, Id: 2, TransPerHour: 2 }]));
  writeFileSync(
    join(cwd, 'registry-lint.yaml'),
    [
      'version: 1',
      'rules:',
      '  persistence-days: error',
      '  own:',
      "    message: '{TransPerHour image|images} of {params.least}'",
      '    params: { least: 3 }',
      '    assert: { TransPerHour: { minimum: { $param: least } } }',
      '',
    ].join('\n'),
  );
  const { stdout } = await run(['check', '--inventory', 'one.json'], { cwd });
  expect(stdout).toContain('Assets are kept for 1 day, at least');
  expect(stdout).toContain('1 image of 3');
  expect(stdout).toContain('2 images of 3');
  // What the message tells is not told again below it.
  expect(stdout).not.toContain('PersistenceDay is 1');
});

test.each([
  { lang: 'en', said: '(UserName is masked)', not: 'not understood' },
  { lang: 'zh', said: '（UserName 已被遮盖）', not: '无法理解' },
])('a masked value is said to be masked, in $lang', async ({ lang, said, not }) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'one.json'), JSON.stringify([{ Id: 1, UserName: 'ad***' }]));
  writeFileSync(
    join(cwd, 'registry-lint.yaml'),
    'version: 1\nrules: { own: { assert: { UserName: { not: { const: admin } } } } }\n',
  );
  const { stdout } = await run(['check', '--inventory', 'one.json', '--lang', lang], { cwd });
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(said);
  expect(stdout.replaceAll(/\s+/g, ' ')).not.toContain(not);
});
