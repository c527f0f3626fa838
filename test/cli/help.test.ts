import { expect, test } from 'vitest';
import { run, transcript } from './run.js';

const commands = [
  'check',
  'baseline',
  'baseline write',
  'baseline check',
  'history',
  'report',
  'snapshot',
  'rules',
  'explain',
  'init',
  'validate',
  'test',
  'emulator',
  'completions',
];

test.each([[], ...commands.map((command) => command.split(' '))].map((args) => [...args, '--help']))(
  '%s %s fits 80 columns',
  async (...args) => {
    const help = await run(args);
    expect(help.exitCode).toBe(0);
    expect(help.stderr).toBe('');
    for (const line of help.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    const name = ['help', ...args.slice(0, -1)].join('-');
    await expect(transcript(args, help)).toMatchFileSnapshot(`__snapshots__/${name}.txt`);
  },
);

test('without a command there is the same help, and that is no mistake', async () => {
  const [bare, asked] = await Promise.all([run([]), run(['--help'])]);
  expect(bare).toEqual(asked);
});

test.each([
  { asked: ['help', 'check'], same: ['check', '--help'] },
  { asked: ['check', '-h'], same: ['check', '--help'] },
  { asked: ['-h'], same: ['--help'] },
  { asked: ['help'], same: ['--help'] },
  { asked: ['help', 'help'], same: ['--help'] },
  { asked: ['help', '--help'], same: ['--help'] },
  { asked: ['help', 'baseline', 'write'], same: ['baseline', 'write', '--help'] },
  { asked: ['baseline', 'help', 'write'], same: ['baseline', 'write', '--help'] },
  { asked: ['baseline', 'help'], same: ['baseline', '--help'] },
  { asked: ['-v'], same: ['--version'] },
])('$asked is $same', async ({ asked, same }) => {
  const runs = await Promise.all([run(asked), run(same)]);
  expect(runs[0].exitCode).toBe(0);
  expect(runs[0]).toEqual(runs[1]);
});

test('the version is that of the package', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
});
