/**
 * Shows the program at work without an account: starts the emulated Security Center, checks what it lists over
 * real HTTP with the real client, and ends with 0 when the check found what it should.
 *
 *   node scripts/demo.mjs
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = join(root, 'dist', 'registry-lint.cjs');

/** Starts the program, and says so as one would type it. */
function start(args, options) {
  console.log(`$ registry-lint ${args.join(' ')}\n`);
  return spawn(process.execPath, [program, ...args], { cwd: root, ...options });
}

/** What the emulator says of itself until it is ready: its address, and the key that it knows. */
async function introduction(emulator) {
  const environment = {};
  for await (const line of createInterface({ input: emulator.stdout })) {
    const [, name, value] = /export (\w+)=(\S+)/.exec(line) ?? [];
    if (name) environment[name] = value;
    const [, url] = /--endpoint (\S+)/.exec(line) ?? [];
    if (url) return { url, environment };
  }
  throw new Error('the emulator did not start');
}

const emulator = start(['emulator', '--inventory', 'examples/demo-inventory.json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { url, environment } = await introduction(emulator);
  const check = start(['check', '--endpoint', url, '--policy', 'examples/demo-policy.yaml'], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const [exitCode] = await once(check, 'exit');
  console.log(
    exitCode === 1
      ? '\nThe check ended with 1: it found something, as it should with these registries.'
      : `\nThe check ended with ${exitCode}, and 1 was expected.`,
  );
  process.exitCode = exitCode === 1 ? 0 : 1;
} finally {
  emulator.kill();
}
