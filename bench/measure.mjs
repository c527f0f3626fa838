/** Runs programs in turn and tells the medians of their times and of the most memory they took. */

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const peakHook = join(import.meta.dirname, 'peak.cjs');

/** Runs a program once: milliseconds, MiB, exit code, and what it wrote where that is asked for. */
export async function run({ command, env = {} }, folder, keep = false) {
  const peakFile = join(folder, 'peak');
  const [file, ...args] = command;
  const started = process.hrtime.bigint();
  // A list of extra authorities makes every start of Node slow, and so every program look alike.
  const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
  const child = spawn(file, args, {
    stdio: ['ignore', keep ? 'pipe' : 'ignore', 'ignore'],
    env: { ...inherited, CI: '', ...env, BENCH_PEAK: peakFile, NODE_OPTIONS: `--require ${peakHook}` },
  });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  const exitCode = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  // Programs of this kind end with 1 when they find something; more than that is an error, which takes no time.
  if (exitCode > 1) throw new Error(`${command.join(' ')} ended with ${exitCode}`);
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  return {
    ms,
    mib: Number(readFileSync(peakFile, 'utf8')) / 1024,
    exitCode,
    output: Buffer.concat(chunks).toString(),
  };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs all subjects in turn, so that a slow minute of the machine falls on all of them, after a first round that
 * is not counted. Returns for each the median time and memory.
 */
export async function compare(subjects, rounds, folder) {
  const figures = new Map(subjects.map((subject) => [subject, []]));
  for (let round = -1; round < rounds; round++) {
    for (const subject of subjects) {
      const figure = await run(subject, folder);
      if (round >= 0) figures.get(subject).push(figure);
    }
  }
  return subjects.map((subject) => {
    const all = figures.get(subject);
    return { ...subject, ms: median(all.map(({ ms }) => ms)), mib: Math.max(...all.map(({ mib }) => mib)) };
  });
}
