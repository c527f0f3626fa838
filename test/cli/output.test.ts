import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
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
import { environment, example, program, root, run, temporaryFolder } from './run.js';

const demo = ['check', '--inventory', join(root, example('demo-inventory.json')), '--policy', 'strict'];

test('an --output belongs to the --format before it, and the others go to standard output', async () => {
  const cwd = temporaryFolder();
  const formats = ['--format', 'json', '--output', 'r.out', '--format', 'text', '--format', 'sarif'];
  const { stdout, exitCode } = await run([...demo, ...formats, '--output', 's'], { cwd });
  expect(exitCode).toBe(1);
  expect(stdout).toContain('FAILED');
  expect(JSON.parse(readFileSync(join(cwd, 'r.out'), 'utf8')).summary.failed).toBe(true);
  expect(JSON.parse(readFileSync(join(cwd, 's'), 'utf8')).version).toBe('2.1.0');
  expect(readdirSync(cwd).sort()).toEqual(['r.out', 's']);
});

test.skipIf(!existsSync('/dev/full'))(
  'one file that cannot be written keeps the others from their places',
  async () => {
    for (const [command, first] of [
      ['check', 'a.txt'],
      ['report', 'a.md'],
    ] as const) {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, first), 'of the last run');
      const args = [
        command,
        ...demo.slice(1),
        '--output',
        first,
        '--format',
        'json',
        '--output',
        '/dev/full',
      ];
      const { exitCode, stderr } = await run(args, { cwd });
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('the disk is full')]);
      expect(readdirSync(cwd)).toEqual([first]);
      expect(readFileSync(join(cwd, first), 'utf8')).toBe('of the last run');
    }
  },
);

test('without a --format the extension says it, and standard output stays empty', async () => {
  const cwd = temporaryFolder();
  const outputs = ['--output', 'a.sarif', '--output', 'b.json', '--output', 'c.txt'];
  const { stdout, stderr } = await run([...demo, ...outputs], { cwd });
  expect(stdout).toBe('');
  expect(stderr.split('\n')).toEqual([
    'note: written to a.sarif, b.json, c.txt',
    'FAILED: 23 errors, 8 warnings, 2 notes, 3 open (threshold error: errors fail, decided or open)',
    '',
  ]);
  expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8')).version).toBe('2.1.0');
  expect(JSON.parse(readFileSync(join(cwd, 'b.json'), 'utf8')).version).toBe(1);
  expect(readFileSync(join(cwd, 'c.txt'), 'utf8')).toContain('FAILED');
});

const why = 'FAILED: 2 errors, 1 warning, 1 open (threshold error: errors fail, decided or open)\n';

test.each([
  { targets: ['--format', 'sarif'], verdict: why },
  { targets: ['--format', 'github'], verdict: why },
  { targets: ['--format', 'json'], verdict: '' },
  { targets: ['--format', 'text'], verdict: '' },
  { targets: ['--format', 'sarif', '--fail-on', 'never'], verdict: '' },
])('with $targets standard error says of the verdict "$verdict"', async ({ targets, verdict }) => {
  const check = ['check', '--inventory', example('registries.json'), '--policy', 'recommended'];
  const { stderr, exitCode } = await run([...check, ...targets]);
  expect(stderr).toBe(verdict);
  expect(exitCode).toBe(targets.includes('never') ? 0 : 1);
});

test('a report that is a gate says why it ends in 1', async () => {
  const cwd = temporaryFolder();
  const inventory = ['--inventory', join(root, example('registries.json')), '--policy', 'recommended'];
  const report = await run(['report', ...inventory, '--output', 'r.md', '--fail-on', 'error'], { cwd });
  expect([report.exitCode, report.stderr]).toEqual([1, `note: written to r.md\n${why}`]);
});

test('files are the same as what goes to standard output, and never have colour', async () => {
  const cwd = temporaryFolder();
  const printed = await run(demo, { cwd });
  await run([...demo, '--color', '--output', 'c.txt'], { cwd });
  expect(readFileSync(join(cwd, 'c.txt'), 'utf8')).toBe(printed.stdout);
});

test.each([
  ['a folder that does not exist', 'no/such/r.json', 'its folder does not exist'],
  ['a folder', '.', 'it is a folder'],
  ['something below a file', 'file/r.json', 'what should be its folder is a file'],
])('an output that is %s is refused before anything is read', async (_name, output, reason) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'file'), '');
  const args = ['check', '--inventory', 'no-such-inventory.json', '--policy', 'strict', '--format', 'json'];
  const { exitCode, stdout, stderr } = await run([...args, '--output', output], { cwd });
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain(`${output} cannot be written: ${reason}`);
});

test('a run that fails leaves the reports of the last one, and nothing new', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'old.json'), 'the last report');
  const whole = readFileSync(join(root, example('demo-inventory.json')), 'utf8');
  writeFileSync(join(cwd, 'cut.json'), whole.slice(0, whole.length / 2));
  const outputs = ['--output', 'old.json', '--output', 'new.sarif', '--format', 'text'];
  const { exitCode, stdout } = await run(
    ['check', '--inventory', 'cut.json', '--policy', 'strict', ...outputs],
    {
      cwd,
    },
  );
  expect(exitCode).toBe(3);
  expect(stdout).toBe('');
  expect(readFileSync(join(cwd, 'old.json'), 'utf8')).toBe('the last report');
  expect(readdirSync(cwd).sort()).toEqual(['cut.json', 'old.json']);
});

test('a link stays a link, and a file keeps its permissions', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'there'));
  writeFileSync(join(cwd, 'there', 'r.json'), 'old', { mode: 0o640 });
  symlinkSync(join('there', 'r.json'), join(cwd, 'r.json'));
  await run([...demo, '--output', 'r.json'], { cwd });
  expect(JSON.parse(readFileSync(join(cwd, 'there', 'r.json'), 'utf8')).version).toBe(1);
  expect(statSync(join(cwd, 'there', 'r.json')).mode & 0o777).toBe(0o640);
  expect(readdirSync(cwd).sort()).toEqual(['r.json', 'there']);
});

test.skipIf(!existsSync('/dev/stdout'))('a pipe is written to as it is', () => {
  const command = ['"$0" "$@" --format json --output /dev/stdout | cat', process.execPath, program, ...demo];
  const stdout = execFileSync('sh', ['-c', ...command], { env: environment(), encoding: 'utf8' });
  expect(JSON.parse(stdout).summary.failed).toBe(true);
});

/** So many registries that their report is larger than any pipe or memory of a terminal. */
function largeInventory(folder: string): string {
  const { ImageRegistryInfos: records } = JSON.parse(
    readFileSync(join(root, example('demo-inventory.json')), 'utf8'),
  );
  const lines = Array.from({ length: 6000 }, (_, at) => JSON.stringify({ ...records[1], Id: at }));
  const file = join(folder, 'large.ndjson');
  writeFileSync(file, lines.join('\n'));
  return file;
}

test('a reader that has seen enough is no error', async () => {
  const file = largeInventory(temporaryFolder());
  const child = spawn(process.execPath, [program, 'check', '--inventory', file, '--policy', 'strict'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [exitCode] = await once(child, 'close');
  expect(stderr).toBe('');
  expect(exitCode).toBe(1);
});

test('a slow reader gets all of a large report', async () => {
  const file = largeInventory(temporaryFolder());
  const args = ['check', '--inventory', file, '--policy', 'strict', '--format', 'json'];
  const child = spawn(process.execPath, [program, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(text.length).toBeGreaterThan(5_000_000);
  expect(JSON.parse(text).summary.registries).toBe(6000);
});
