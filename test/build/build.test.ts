import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { environment, root, run as runProgram, temporaryFolder } from '../cli/run.js';
import { oldNodes } from '../nodes/install.js';

const run = promisify(execFile);

/** All that a build reads. */
const sources = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'rules', 'schema', 'scripts', 'src'];

/** The sources somewhere else, not built yet. */
function checkout(): string {
  const folder = temporaryFolder();
  for (const name of sources) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const build = (folder: string, ...args: string[]) =>
  run(process.execPath, ['scripts/build.mjs', ...args], { cwd: folder });

/** Every file below a folder, with what is in it. */
function contents(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** A check that waits for its inventory, once it runs. */
async function waitingCheck(folder: string): Promise<ChildProcess> {
  const program = join(folder, 'dist', 'registry-lint.cjs');
  const started = join(folder, 'started.cjs');
  // The program reads its standard input when it has loaded what it needs to begin.
  writeFileSync(
    started,
    `const { stdin } = process;
     const { on } = stdin;
     stdin.on = function (...args) { process.send?.('reading'); return on.apply(this, args); };`,
  );
  const child = spawn(
    process.execPath,
    [
      '--require',
      started,
      program,
      'check',
      '--inventory',
      '-',
      '--policy',
      'recommended',
      '--format',
      'junit',
    ],
    { env: environment(), stdio: ['pipe', 'pipe', 'pipe', 'ipc'] },
  );
  await new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject));
  return child;
}

test('builds at the same time give what one gives, and do not break a program that runs', async () => {
  const folder = checkout();
  const builds = [build(folder), build(folder)];
  for (const { stdout, stderr } of await Promise.all(builds)) expect(stdout + stderr).toBe('');
  const first = contents(join(folder, 'dist'));

  const child = await waitingCheck(folder);
  const output = Promise.all([child.stdout, child.stderr].map((stream) => stream && text(stream)));
  const ended = new Promise((resolve) => child.once('exit', resolve));

  // Something that the check loads when it reports, and something that it has loaded already.
  for (const file of ['src/report/formats/junit/check.ts', 'src/cli/program.ts'])
    writeFileSync(
      join(folder, file),
      `${readFileSync(join(folder, file), 'utf8')}\nprocess.once('x', () => {});\n`,
    );
  await Promise.all([build(folder), build(folder)]);
  const second = contents(join(folder, 'dist'));
  expect([...second].filter(([file, text]) => first.get(file) !== text).length).toBeGreaterThan(2);

  child.stdin?.end('[{"Id":1,"RegistryName":"a","RegistryType":"harbor","ProtocolType":1}]');
  const [stdout, stderr] = await output;
  expect(await ended, stderr ?? '').toBe(1);
  expect(stdout).toContain('</testsuites>');

  await build(folder, '--clean');
  const clean = contents(join(folder, 'dist'));
  expect([...clean.keys()].filter((file) => !second.has(file))).toEqual([]);
  expect(clean.size).toBeLessThan(second.size);
});

test.each(oldNodes)('%s is too old, and that is what the program says', async (node) => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { stdout } = await run(node, ['--version']);
  const needs = `registry-lint needs Node.js ${engines.node.slice(2)} or newer; this is ${stdout.trim().slice(1)}\n`;
  for (const args of [[], ['check', '--policy', 'recommended']])
    expect(await runProgram(args, { node })).toEqual({ exitCode: 2, stdout: '', stderr: needs });
});
