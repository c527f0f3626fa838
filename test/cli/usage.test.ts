import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, run, temporaryFolder, transcript } from './run.js';

const inventory = ['--inventory', example('demo-inventory.json')];

/** What is wrong with a command line → the command line. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  'command misspelt': ['chek'],
  'command misspelt in help': ['help', 'chek'],
  'command of a group misspelt in help': ['help', 'baseline', 'wrte'],
  'version as a command': ['version'],
  'option before the command': ['--format=json', 'check'],
  'language of a command that speaks English': ['validate', '--lang', 'zh'],
  'option that there is not': ['check', '--quiet'],
  'option with a value that it does not take': ['check', '--color=always'],
  'option misspelt': ['check', '--formt', 'json'],
  'option of another command': ['rules', '--inventory', 'x.json'],
  'option without its value': ['check', '--inventory'],
  'argument that no option takes': ['check', 'registries.json'],
  'format misspelt': ['check', ...inventory, '--format', 'sarf'],
  'severity misspelt': ['check', ...inventory, '--fail-on', 'warnings'],
  'region misspelt': ['check', '--region', 'cn-hangzou'],
  'registry type misspelt': ['check', '--registry-type', 'habor'],
  'language unknown': ['check', ...inventory, '--lang', 'fr'],
  'endpoint in clear text': ['check', '--endpoint', 'http://tds.example.com'],
  'region beside a file': ['check', ...inventory, '--region', 'cn-hangzhou'],
  'pack misspelt': ['check', ...inventory, '--policy', 'recomended'],
  'rule misspelt': ['explain', 'require-htps'],
  'rule missing': ['explain'],
  'fault misspelt': ['emulator', ...inventory, '--fault', 'throtle'],
  'port out of range': ['emulator', ...inventory, '--port', '70000'],
  'inventory missing': ['emulator'],
  'two formats on standard output': ['check', ...inventory, '--format', 'text', '--format', 'json'],
  'format that cannot be told': ['check', ...inventory, '--output', 'report.out'],
  'format that the name belies': ['check', ...inventory, '--format', 'text', '--output', 'junit.xml'],
  'report whose name belies its format': [
    ...['report', ...inventory, '--format', 'csv', '--output', 'page.html'],
  ],
  'two reports in one file': ['check', ...inventory, '--output', 'a.json', '--output', './a.json'],
  'inventory given twice': ['check', ...inventory, '--inventory=-'],
  'inventory of a snapshot given twice': ['snapshot', ...inventory, ...inventory],
  'threshold given twice': ['check', ...inventory, '--fail-on', 'never', '--fail-on', 'error'],
  'baseline given twice': ['baseline', 'check', ...inventory, '--baseline', 'a', '--baseline', 'b'],
  'port given twice': ['emulator', ...inventory, '--port', '1', '--port', '2'],
  'format of rules given twice': ['rules', '--format', 'json', '--format', 'text'],
  'annotations in a file': ['check', ...inventory, '--format', 'github', '--output', 'a.txt'],
};

test.each(Object.entries(mistakes))('%s: exit code 2, a message and a way out', async (name, args) => {
  const result = await run(args);
  expect(result.exitCode).toBe(2);
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^error: .+\n {2}\S/);
  const file = `__snapshots__/usage-${name.replaceAll(' ', '-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test('mistakes in a policy are all told, each with its place', async () => {
  const folder = temporaryFolder();
  const rules = ['require-htps: error', 'persistence-days: { params: { minimm: 90 } }', 'require-vpc: eror'];
  writeFileSync(
    join(folder, 'registry-lint.yaml'),
    ['version: 1', 'rules:', ...rules.map((rule) => `  ${rule}`), ''].join('\n'),
  );
  writeFileSync(join(folder, 'empty.json'), '[]');
  const args = ['check', '--inventory', 'empty.json', '--policy', 'registry-lint.yaml'];
  const result = await run(args, { cwd: folder });
  expect(result.exitCode).toBe(2);
  await expect(transcript(args, result)).toMatchFileSnapshot('__snapshots__/policy-mistakes.txt');
});

test('a policy with very many mistakes does not fill the screen', async () => {
  const folder = temporaryFolder();
  const rules = Array.from({ length: 30 }, (_, at) => `  require-vpc: { severty${at}: error }`);
  const keys = rules.map((rule, at) => rule.replace('require-vpc', `own-rule-${at}`));
  writeFileSync(join(folder, 'p.yaml'), ['version: 1', 'rules:', ...keys, ''].join('\n'));
  const { stderr } = await run(['check', '--inventory', 'none.json', '--policy', 'p.yaml'], { cwd: folder });
  expect(stderr.match(/^error: /gm)).toHaveLength(20);
  expect(stderr).toMatch(/\nand \d+ more\n/);
});
