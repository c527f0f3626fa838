/** Many accounts, each with an access key of its own, behind a Security Center that takes its time. */

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { record } from './inventory.mjs';

const program = join(import.meta.dirname, '..', 'dist', 'registry-lint.cjs');

/** Registries of one account. */
const REGISTRIES = 5;

/**
 * Starts a Security Center of so many accounts in a process of its own.
 *
 * @param latencyMs how long each answer takes
 * @returns the run that reads all of them, and what ends the process
 */
export async function accountsRun({ count, latencyMs, concurrency, policy, folder }) {
  const inventories = join(folder, 'accounts');
  mkdirSync(inventories, { recursive: true });
  const names = Array.from({ length: count }, (_, index) => `account-${String(index).padStart(5, '0')}`);
  for (const [index, name] of names.entries()) {
    const records = Array.from({ length: REGISTRIES }, (_, at) => record(index * REGISTRIES + at));
    writeFileSync(join(inventories, `${name}.json`), JSON.stringify(records));
  }
  const { url, end } = await emulator(inventories, latencyMs);
  const variable = (index, what) => `BENCH_${index}_${what}`;
  const lines = names.map(
    (name, index) =>
      `  - { name: ${name}, env: { accessKeyId: ${variable(index, 'ID')}, accessKeySecret: ${variable(index, 'SECRET')} } }`,
  );
  const file = join(folder, 'accounts.yaml');
  writeFileSync(file, `version: 1\ndefaults: { endpoint: '${url}' }\naccounts:\n${lines.join('\n')}\n`);
  const env = Object.fromEntries(
    names.flatMap((name, index) => [
      [variable(index, 'ID'), name],
      [variable(index, 'SECRET'), `not-a-secret-${name}`],
    ]),
  );
  const args = ['--policy', policy, '--format', 'json', '--concurrency', String(concurrency)];
  const command = [process.execPath, program, 'check', '--accounts', file, ...args];
  return { subject: { name: `registry-lint, ${concurrency} at once`, command, env }, end };
}

/** What no program can go below: every answer takes its time, and so many are waited for at once. */
export function idealAccounts({ count, latencyMs, concurrency }) {
  return Math.ceil(count / concurrency) * latencyMs;
}

function emulator(folder, latencyMs) {
  const args = [program, 'emulator', '--accounts', folder, '--latency', String(latencyMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  return new Promise((resolve, reject) => {
    let said = '';
    child.on('error', reject).on('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      // What it says of each request is read, for it would wait otherwise, and is no use to anybody.
      if (said.length < 10_000) said += text;
      const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? [];
      if (said.includes('Ctrl+C ends it')) resolve({ url, end: () => child.kill() });
    });
  });
}
