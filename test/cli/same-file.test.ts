import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, example, program, root, run, temporaryFolder } from './run.js';

const policy = `version: 1
extends: [recommended, ./base.yaml]
waivers: [more.yaml]
`;
const waivers = `version: 1
waivers:
  - { rule: require-https, registry: { RegistryName: nobody }, reason: Is retired, expires: 2999-01-01 }
`;

/** A folder with everything that a check reads, and links that lead there. */
function folderOf(): string {
  const folder = temporaryFolder();
  copyFileSync(join(root, example('demo-inventory.json')), join(folder, 'i.json'));
  writeFileSync(join(folder, 'registry-lint.yaml'), policy);
  writeFileSync(join(folder, 'base.yaml'), 'version: 1\nrules: { scan-rate: note }\n');
  writeFileSync(join(folder, 'more.yaml'), waivers);
  writeFileSync(join(folder, 'w.json'), waivers);
  writeFileSync(join(folder, 'none.json'), 'version: 1\nwaivers: []\n');
  symlinkSync('i.json', join(folder, 'symbolic.json'));
  linkSync(join(folder, 'i.json'), join(folder, 'hard.json'));
  return folder;
}

/** All files of a folder with what is in them. */
const contents = (folder: string) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

const check = ['check', '--inventory', 'i.json'];
const json = ['--format', 'json', '--output'];

test.each([
  ['i.json is the inventory', [...check, '--output', 'i.json']],
  ['./i.json is the inventory', [...check, '--format', 'sarif', '--output', './i.json']],
  ['symbolic.json is the inventory', [...check, '--output', 'symbolic.json']],
  ['hard.json is the inventory', [...check, '--output', 'r.sarif', '--output', 'hard.json']],
  ['registry-lint.yaml is a file of the policy', [...check, ...json, 'registry-lint.yaml']],
  ['base.yaml is a file of the policy', [...check, ...json, 'base.yaml']],
  ['more.yaml is a file of the policy', [...check, ...json, 'more.yaml']],
  ['w.json is a file of waivers', [...check, '--waivers', 'w.json', '--output', 'w.json']],
  ['none.json is a file of waivers', [...check, '--waivers', 'none.json', '--output', 'none.json']],
  ['i.json is the inventory', ['snapshot', '--inventory', 'i.json', '--output', 'i.json']],
  ['i.json is the inventory', ['baseline', 'write', '--inventory', 'i.json', '--output', 'i.json']],
  ['base.yaml is a file of the policy', ['baseline', 'write', ...check.slice(1), '--output', 'base.yaml']],
])('%s and is not written over', async (reason, args) => {
  const cwd = folderOf();
  const before = contents(cwd);
  const { exitCode, stdout, stderr } = await run(args, { cwd });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`error: ${reason}, and the output would take its place\n`);
  expect(contents(cwd)).toEqual(before);
});

test('a baseline is not written over by the report that compares with it', async () => {
  const cwd = folderOf();
  await run(['baseline', 'write', '--inventory', 'i.json', '--output', 'b.json'], { cwd });
  const before = contents(cwd);
  const { exitCode, stderr } = await run([...check, '--baseline', 'b.json', '--output', 'b.json'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('b.json is the baseline');
  expect(contents(cwd)).toEqual(before);
  const again = await run(['baseline', 'write', '--inventory', 'i.json', '--output', 'b.json'], { cwd });
  expect(again.exitCode).toBe(0);
});

test('a test is not written over by its report', async () => {
  const cwd = folderOf();
  const cases = 'policy: recommended\ncases:\n  - { name: a, registry: { Id: 1 }, expect: {} }\n';
  writeFileSync(join(cwd, 'a.test.yaml'), cases);
  const { exitCode, stderr } = await run(['test', '--output', 'a.test.yaml'], { cwd });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('a.test.yaml is a test');
  expect(readFileSync(join(cwd, 'a.test.yaml'), 'utf8')).toBe(cases);
});

test('an inventory that comes on standard input is not written over', () => {
  const cwd = folderOf();
  const input = openSync(join(cwd, 'i.json'), 'r');
  const args = [program, 'check', '--inventory', '-', '--output', 'i.json'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env: environment(),
    stdio: [input, 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  closeSync(input);
  expect(status).toBe(2);
  expect(stderr).toContain('i.json is the inventory');
});

test('two reports in one file are refused, whatever leads there', async () => {
  const cwd = folderOf();
  mkdirSync(join(cwd, 'there'));
  symlinkSync('there', join(cwd, 'folder'));
  writeFileSync(join(cwd, 'r.json'), 'old');
  symlinkSync('r.json', join(cwd, 'r.sarif'));
  for (const [one, two] of [
    ['there/new.json', 'folder/new.json'],
    ['r.json', 'r.sarif'],
    ['r.sarif', `${cwd}/r.json`],
  ] as const) {
    const { exitCode, stderr } = await run([...check, '--output', one, '--output', two], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`two reports would go to ${two}`);
  }
  expect(readFileSync(join(cwd, 'r.json'), 'utf8')).toBe('old');
  expect(readdirSync(join(cwd, 'there'))).toEqual([]);
});

test.each([
  ['/dev/stdout', '| cat'],
  ['/dev/fd/1', '| cat'],
  ['/dev/stdout', '> all.txt'],
  ['all.txt', '> all.txt'],
])('%s beside something else on standard output is refused (%s)', (output, where) => {
  const cwd = folderOf();
  const command = `("$0" "$@" --format text --format json --output ${output}; echo $? > code) ${where}`;
  execFileSync('sh', ['-c', command, process.execPath, program, ...check], {
    cwd,
    env: environment(),
    stdio: 'pipe',
  });
  expect(readFileSync(join(cwd, 'code'), 'utf8')).toBe('2\n');
});
