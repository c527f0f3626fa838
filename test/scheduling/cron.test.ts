import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { environment, program, root, temporaryFolder } from '../cli/run.js';
import { says, secretsOf, startService } from '../notify/support.js';

/** A machine on which the package is installed. */
function machine(script = `exec "${process.execPath}" "${program}" "$@"`) {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  const home = join(folder, 'reports');
  for (const one of [bin, home]) mkdirSync(one);
  writeFileSync(join(bin, 'registry-lint'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'registry-lint'), 0o755);
  return { bin, home, settings: join(folder, 'settings') };
}

/** Runs the script as cron does, with next to no environment. */
function cron(where: ReturnType<typeof machine>, ...args: readonly string[]) {
  return timed('20', where, ...args);
}

/** The same, where a run may take so many seconds. */
function timed(limit: string, where: ReturnType<typeof machine>, ...args: readonly string[]) {
  const child = spawn('/bin/sh', [join(root, 'examples', 'cron', 'registry-report.sh'), ...args], {
    cwd: '/',
    env: {
      ...environment(),
      PATH: `${where.bin}:/usr/bin:/bin`,
      SETTINGS: where.settings,
      FOLDER: where.home,
      TIME_LIMIT: limit,
    },
  });
  onTestFinished(() => void child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise<{ exitCode: number | null; output: string }>((resolve) => {
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}

test('the script reports, keeps the history, and tells with secrets from the settings', async () => {
  const slack = await startService('slack');
  const where = machine();
  const lines = Object.entries(slack.env).map(([name, value]) => `${name}='${value}'\n`);
  writeFileSync(where.settings, lines.join(''));
  const inventory = ['--inventory', join(root, 'examples', 'registries.json')];
  const url = ['--report-url', 'https://reports.example/run?day=1&lang=en'];
  for (const runs of [1, 2]) {
    const { exitCode, output } = await cron(where, ...inventory, ...url, '--notify', 'slack');
    expect([exitCode, output]).toEqual([0, '']);
    expect(readdirSync(join(where.home, 'history'))).toHaveLength(runs);
  }
  expect([slack.problems, slack.seen.length]).toEqual([[], 1]);
  expect(readFileSync(join(where.home, 'report.md'), 'utf8')).toContain('legacy-harbor');
  expect(statSync(join(where.home, 'report.md')).mode & 0o077).toBe(0);
});

test('one run at a time: a second one ends at once', async () => {
  const where = machine('echo started >> runs; while [ ! -e go ]; do sleep 0.05; done');
  const first = cron(where);
  while (!existsSync(join(where.home, 'runs'))) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await cron(where)).toEqual({ exitCode: 75, output: 'the run before has not ended yet\n' });
  writeFileSync(join(where.home, 'go'), '');
  expect((await first).exitCode).toBe(0);
  expect(await cron(where)).toEqual({ exitCode: 0, output: '' });
  expect(readFileSync(join(where.home, 'runs'), 'utf8')).toBe('started\nstarted\n');
});

test('the exit code of the report is that of the script, which says what went wrong', async () => {
  const where = machine('echo "error: unread" >&2; exit 3');
  expect(await cron(where)).toEqual({ exitCode: 3, output: 'error: unread\n' });
});

test('a channel that cannot be told makes it fail', async () => {
  const slack = await startService('slack', says(404, 'no_service'));
  const where = machine();
  writeFileSync(where.settings, `REGISTRY_LINT_SLACK_URL='${slack.env['REGISTRY_LINT_SLACK_URL']}'\n`);
  const inventory = ['--inventory', join(root, 'examples', 'registries.json')];
  const { exitCode, output } = await cron(where, ...inventory, '--notify', 'slack');
  expect([exitCode, secretsOf(output)]).toEqual([2, []]);
  expect(output).toContain('the notification to Slack');
});

test('a run that hangs is ended', async () => {
  expect((await timed('0.3', machine('exec sleep 60'))).exitCode).toBe(124);
});
