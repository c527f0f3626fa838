import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { environment, example, program, root, run, secretsIn, temporaryFolder } from './run.js';

/** Starts the emulator, and gives what it says as it comes. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [program, 'emulator', ...args], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const until = async (pattern: RegExp): Promise<string[]> => {
    const seen: string[] = [];
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      seen.push(next.value);
      if (pattern.test(next.value)) return seen;
    }
    throw new Error(`never said ${pattern}: ${seen.join('\n')}`);
  };
  return { child, until };
}

/** The environment and the command that the emulator tells people to use. */
function instructions(lines: readonly string[]) {
  const text = lines.join('\n');
  const env = Object.fromEntries(
    [...text.matchAll(/export (\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  const command = /registry-lint (check .*)/.exec(text)?.[1]?.split(' ') ?? [];
  return { env, command };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'what it tells people to do works, and %s ends it with 0',
  async (signal) => {
    const { child, until } = start('--inventory', example('demo-inventory.json'));
    const { env, command } = instructions(await until(/Ctrl\+C/));
    const { exitCode, stdout } = await run([...command, '--policy', 'strict'], { env });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('14 registries checked');
    const [line = ''] = (await until(/ListPrivateRegistryList/)).slice(-1);
    expect(line).toBe('POST ListPrivateRegistryList: 200');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);

test('it serves a record a line, too', async () => {
  const folder = temporaryFolder();
  const { ImageRegistryInfos: records } = JSON.parse(
    readFileSync(join(root, example('demo-inventory.json')), 'utf8'),
  );
  const file = join(folder, 'r.ndjson');
  writeFileSync(file, records.map((record: object) => JSON.stringify(record)).join('\n'));
  const { env, command } = instructions(await start('--inventory', file).until(/Ctrl\+C/));
  const { stdout } = await run([...command, '--policy', 'strict'], { env });
  expect(stdout).toContain('14 registries checked');
});

test('its log says why a request is refused, and shows nothing of the request', async () => {
  const { until } = start('--inventory', example('demo-inventory.json'));
  const { env, command } = instructions(await until(/Ctrl\+C/));
  const wrong = { ...env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'a-wrong-secret' };
  const { exitCode } = await run([...command, '--policy', 'strict'], { env: wrong });
  expect(exitCode).toBe(3);
  const [line = ''] = (await until(/ListPrivateRegistryList/)).slice(-1);
  expect(line).toBe(
    'POST ListPrivateRegistryList: 400 SignatureDoesNotMatch: Specified signature is not matched with our calculation. Is it the secret of this key?',
  );
});

test('a fault is played', async () => {
  const { until } = start('--inventory', example('demo-inventory.json'), '--fault', 'no-permission');
  const { env, command } = instructions(await until(/Ctrl\+C/));
  const { exitCode, stderr } = await run([...command, '--policy', 'strict'], { env });
  expect(exitCode).toBe(3);
  expect(stderr).toContain('yundun-sas:ListPrivateRegistryList');
});

test('files that it cannot serve are said, without what is in them', async () => {
  const folder = temporaryFolder();
  const whole = readFileSync(join(root, example('demo-inventory.json')), 'utf8');
  writeFileSync(join(folder, 'cut.json'), whole.slice(0, 2000));
  writeFileSync(join(folder, 'other.json'), '{}');
  for (const file of ['cut.json', 'other.json', 'absent.json']) {
    const { exitCode, stdout, stderr } = await run(['emulator', '--inventory', file], { cwd: folder });
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    for (const secret of secretsIn(example('demo-inventory.json'))) expect(stderr).not.toContain(secret);
  }
});

test('a port that is taken is said', async () => {
  const { until } = start('--inventory', example('demo-inventory.json'));
  const [, port = ''] = /:(\d+)\./.exec((await until(/Ctrl\+C/)).join('\n')) ?? [];
  const { exitCode, stderr } = await run([
    'emulator',
    '--inventory',
    example('demo-inventory.json'),
    '--port',
    port,
  ]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`cannot listen on port ${port}: another program does`);
});
