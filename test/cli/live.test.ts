import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { faults } from '../../src/emulator/faults.js';
import { defaultKey, type Emulator, startEmulator } from '../../src/emulator/server.js';
import { nodes } from '../action/runner.js';
import { example, type Run, root, run, secretsIn, temporaryFolder, transcript } from './run.js';

const file = example('demo-inventory.json');
const key = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ records: readFileSync(join(root, file), 'utf8') });
});
afterAll(() => emulator.close());

const live = (...more: string[]) => ['check', '--endpoint', emulator.url, '--policy', 'strict', ...more];

/** A run that could not see must not look like one that found nothing. */
function expectClosed({ exitCode, stdout, stderr }: Run): void {
  expect(exitCode).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: /);
  expect(stdout + stderr).not.toMatch(/\b0 (?:findings|errors)|PASSED/);
}

test('a live inventory has the findings of the same registries in a file', async () => {
  const offline = ['check', '--inventory', file, '--policy', 'strict', '--format', 'json'];
  const [fromFile, fromService] = await Promise.all([
    run(offline),
    run(live('--format', 'json'), { env: key }),
  ]);
  expect(fromService).toMatchObject({ exitCode: 1, stderr: '' });
  const results = ({ stdout }: Run) =>
    JSON.parse(stdout).results.map((result: object) => ({ ...result, location: undefined }));
  expect(results(fromService)).toEqual(results(fromFile));
});

test.each(nodes)('nothing is told beside the report on %s', async (_, node) => {
  const agent = join(temporaryFolder(), 'late.cjs');
  // What others are warned of is theirs to see.
  writeFileSync(
    agent,
    "process.once('beforeExit', () => process.emitWarning('mine', 'DeprecationWarning', 'MINE'))",
  );
  expect(await run(live(), { env: key, node })).toMatchObject({ exitCode: 1, stderr: '' });
  const env = { ...key, NODE_OPTIONS: `--require ${agent}` };
  expect((await run(live(), { env, node })).stderr).toMatch(
    /^\(node:\d+\) \[MINE\] DeprecationWarning: mine\n/,
  );
});

describe('where no region is named', () => {
  const nowhere = { ...key, HTTPS_PROXY: 'http://127.0.0.1:1', ALIBABA_CLOUD_REGION_ID: '' };
  const told =
    /^note: no region is named, so the centre of mainland China is asked; .*--region ap-southeast-1/m;

  it('is told that the other centre is not asked', async () => {
    expect((await run(['check'], { env: nowhere })).stderr).toMatch(told);
    expect((await run(['snapshot'], { env: nowhere })).stderr).toMatch(told);
  });

  it.each([
    ['an option', ['--region', 'cn-hangzhou'], {}],
    ['the environment', [], { ALIBABA_CLOUD_REGION_ID: 'eu-central-1' }],
    ['an endpoint', ['--endpoint', 'https://tds.cn-shanghai.aliyuncs.com'], {}],
  ])('is not told where %s decides', async (_, options, env) => {
    const { exitCode, stderr } = await run(['check', ...options], { env: { ...nowhere, ...env } });
    expect(exitCode).toBe(3);
    expect(stderr).not.toMatch(/no region is named/);
  });
});

test('--registry-type lists that type alone', async () => {
  const { stdout } = await run(live('--registry-type', 'quay', '--format', 'json'), { env: key });
  const { results, inventory } = JSON.parse(stdout);
  expect(inventory.registryType).toBe('quay');
  const types = results.map((result: { registry: { RegistryType: string } }) => result.registry.RegistryType);
  expect(new Set(types)).toEqual(new Set(['quay']));
});

test('a snapshot can be taken live', async () => {
  const cwd = temporaryFolder();
  const { exitCode } = await run(['snapshot', '--endpoint', emulator.url, '--output', 's.json'], {
    cwd,
    env: key,
  });
  expect(exitCode).toBe(0);
  const text = readFileSync(join(cwd, 's.json'), 'utf8');
  expect(JSON.parse(text).registries).toHaveLength(14);
  for (const secret of secretsIn(file)) expect(text).not.toContain(secret);
});

test('a wrong key', async () => {
  const result = await run(live(), { env: { ...key, ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrong' } });
  expectClosed(result);
  await expect(transcript(['check'], result)).toMatchFileSnapshot('__snapshots__/live-wrong-key.txt');
});

test('no key at all', async () => {
  const result = await run(live());
  expectClosed(result);
  await expect(transcript(['check'], result)).toMatchFileSnapshot('__snapshots__/live-no-key.txt');
});

test('an endpoint where nobody listens', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  expectClosed(
    await run(['check', '--endpoint', `http://127.0.0.1:${port}`, '--policy', 'strict'], { env: key }),
  );
});

/** Those that only delay the answer, or that another call gets past. */
const harmless = ['slow', 'flaky', 'throttle-once'];

/** Those that take as long as this program waits for an answer. */
const patient = ['silent'];

const fatal = faults.map(({ name }) => name).filter((name) => ![...harmless, ...patient].includes(name));

test.each(fatal)(
  'the fault %s closes the gate',
  async (fault) => {
    const faulty = await startEmulator({ records: readFileSync(join(root, file), 'utf8'), fault });
    try {
      const result = await run(['check', '--endpoint', faulty.url, '--policy', 'strict'], { env: key });
      expectClosed(result);
      for (const secret of [...secretsIn(file), defaultKey.secret]) {
        expect(result.stdout + result.stderr).not.toContain(secret);
      }
      const shown = transcript(['check'], result).replaceAll(/[0-9A-F]{8}-[0-9A-F-]{27}/g, '<request id>');
      await expect(shown).toMatchFileSnapshot(`__snapshots__/fault-${fault}.txt`);
    } finally {
      await faulty.close();
    }
  },
  60_000,
);

test.each(['flaky:1', 'throttle-once', 'slow:300'])('the fault %s is got over', async (fault) => {
  const faulty = await startEmulator({ records: readFileSync(join(root, file), 'utf8'), fault });
  try {
    const result = await run(['check', '--endpoint', faulty.url, '--policy', 'strict'], { env: key });
    expect(result).toMatchObject({ exitCode: 1, stderr: '' });
  } finally {
    await faulty.close();
  }
});

test('an empty account is an error, unless it is said to be right', async () => {
  const empty = await startEmulator({ records: [] });
  const args = ['check', '--endpoint', empty.url, '--policy', 'strict'];
  try {
    expectClosed(await run(args, { env: key }));
    expect(await run([...args, '--allow-empty'], { env: key })).toMatchObject({ exitCode: 0 });
  } finally {
    await empty.close();
  }
});
