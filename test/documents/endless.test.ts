/** Files without an end, or without a beginning. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment, program, run, temporaryFolder } from '../cli/run.js';

const readers: readonly (readonly [string, 2 | 3, (path: string) => readonly string[]])[] = [
  ['a policy', 2, (path) => ['validate', path]],
  ['waivers', 2, (path) => ['check', '--inventory', 'r.json', '--policy', 'strict', '--waivers', path]],
  ['a baseline', 2, (path) => ['check', '--inventory', 'r.json', '--policy', 'strict', '--baseline', path]],
  ['accounts', 2, (path) => ['check', '--policy', 'strict', '--accounts', path]],
  ['a test', 2, (path) => ['test', path]],
  ['a shard', 3, (path) => ['merge', path]],
  ['a shard of a report', 3, (path) => ['report', '--policy', 'strict', '--shards', path]],
  ['the inventory of the emulator', 3, (path) => ['emulator', '--inventory', path]],
];

function folder(): string {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'r.json'), '[]');
  symlinkSync('/dev/zero', join(cwd, 'zero.yaml'));
  writeFileSync(join(cwd, 'huge.yaml'), '');
  truncateSync(join(cwd, 'huge.yaml'), 600 * 1024 * 1024);
  execFileSync('mkfifo', [join(cwd, 'fifo.yaml')]);
  return cwd;
}

test.each(readers)('%s is read up to a limit', async (_what, exitCode, command) => {
  const cwd = folder();
  for (const path of ['/dev/zero', './zero.yaml', './huge.yaml']) {
    const { exitCode: code, stdout, stderr } = await run(command(path), { cwd });
    expect(stdout + stderr).toMatch(
      /it is not a regular file|it has more than \d+ MiB|too long for a baseline/,
    );
    expect(code).toBe(exitCode);
  }
});

test.each(readers.filter(([what]) => what !== 'a baseline'))(
  '%s from a pipe without an end',
  async (_what, exitCode, command) => {
    const cwd = folder();
    const writer = spawn('sh', ['-c', 'yes > fifo.yaml'], { cwd, stdio: 'ignore' });
    const { exitCode: code, stdout, stderr } = await run(command('./fifo.yaml'), { cwd });
    writer.kill('SIGKILL');
    expect(stdout + stderr).toMatch(/it has more than \d+ MiB/);
    expect(code).toBe(exitCode);
  },
);

test.each(readers.filter(([what]) => what !== 'a baseline'))(
  '%s from a pipe to which nobody writes: signals end the program',
  async (_what, _exitCode, command) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const cwd = folder();
      const child = spawn(process.execPath, [program, ...command('./fifo.yaml')], {
        cwd,
        env: environment(),
      });
      const closed = once(child, 'close');
      // Opening it to write waits for the reader: only then is the program where the signal matters.
      const writer = spawn('sh', ['-c', 'exec 3> fifo.yaml; echo open; exec sleep 60'], { cwd });
      await once(writer.stdout, 'data');
      child.kill(signal);
      await closed;
      writer.kill('SIGKILL');
      expect(child.signalCode ?? child.exitCode).not.toBe(0);
    }
  },
);
