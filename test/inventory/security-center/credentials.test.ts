import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { answer, errorOf, goodAnswer, key, list, optionsFor, serve } from './support.js';

afterEach(() => vi.unstubAllEnvs());

const environment = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
  ALIBABA_CLOUD_SECURITY_TOKEN: key.securityToken,
};

/** Leaves the SDK's chain nothing to find, and nobody outside to ask. */
function stubEmptyEnvironment(more: Readonly<Record<string, string>> = {}): void {
  for (const name of Object.keys(process.env))
    if (/^ALI(?:BABA_?)?CLOUD_/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('ALIBABA_CLOUD_ECS_METADATA_DISABLED', 'true');
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_URI', 'http://127.0.0.1:9/');
  vi.stubEnv('HOME', '/nonexistent');
  for (const [name, value] of Object.entries(more)) vi.stubEnv(name, value);
}

test('the access key comes from the environment given', async () => {
  const server = await serve((response) => answer(response, 200, goodAnswer));
  await list({ ...optionsFor(server.endpoint, { env: environment }), credentials: undefined });
  expect(server.seen[0]?.params).toMatchObject({
    AccessKeyId: key.accessKeyId,
    SecurityToken: key.securityToken,
  });
});

test("else from the next source that is configured, here the SDK's file of credentials", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registry-lint-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'credentials');
  const { accessKeyId, accessKeySecret } = key;
  await writeFile(
    file,
    `[default]\ntype = access_key\naccess_key_id = ${accessKeyId}\naccess_key_secret = ${accessKeySecret}\n`,
  );
  stubEmptyEnvironment({ ALIBABA_CLOUD_CREDENTIALS_FILE: file });
  const server = await serve((response) => answer(response, 200, goodAnswer));
  await list({ ...optionsFor(server.endpoint, { env: process.env }), credentials: undefined });
  expect(server.seen[0]?.params['AccessKeyId']).toBe(key.accessKeyId);
});

test('half a key is told by the names of its variables', async () => {
  stubEmptyEnvironment();
  const env = { ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId, ALIBABA_CLOUD_CREDENTIALS_URI: 'http://x' };
  const server = await serve((response) => answer(response, 200, goodAnswer));
  const error = await errorOf({ ...optionsFor(server.endpoint, { env }), credentials: undefined });
  expect(error.code).toBe('incomplete-credentials');
  expect(error.message).toBe(
    'ALIBABA_CLOUD_ACCESS_KEY_ID is set in the environment, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not',
  );
  expect(server.seen).toHaveLength(0);
});

test('what a provider throws is not passed on', async () => {
  const credentials = {
    getCredentials: async () => Promise.reject(new Error(`cannot use ${key.accessKeySecret}`)),
  };
  const error = await errorOf(optionsFor('http://127.0.0.1:9', { credentials }));
  expect(error.code).toBe('no-credentials');
});

test('a key with a line break is refused before it is used', async () => {
  const credentials = {
    getCredentials: async () => ({ ...key, accessKeySecret: `${key.accessKeySecret}\n` }),
  };
  const error = await errorOf(optionsFor('http://127.0.0.1:9', { credentials }));
  expect(error.code).toBe('bad-credentials');
});

test('looking for credentials ends with the time for everything', async () => {
  const credentials = { getCredentials: () => new Promise<never>(() => undefined) };
  const error = await errorOf(optionsFor('http://127.0.0.1:9', { credentials, limits: { totalMs: 100 } }));
  expect(error.code).toBe('credentials-timeout');
  expect(error.message).toContain('within 0.1 s');
});

test("a request of the SDK's chain that nobody answers is broken off when time is up", async () => {
  let closed: () => void = () => undefined;
  const broken = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const silent = await serve((response) => response.on('close', closed));
  stubEmptyEnvironment({ ALIBABA_CLOUD_CREDENTIALS_URI: silent.endpoint });
  const error = await errorOf({
    ...optionsFor('http://127.0.0.1:9', { env: process.env, limits: { totalMs: 300 } }),
    credentials: undefined,
  });
  expect(error.code).toBe('credentials-timeout');
  await broken;
});

test('nor does it help a provider to go on and ask somebody else', async () => {
  const silent = await serve(() => undefined);
  const ask = (): Promise<never> =>
    new Promise((_, reject) => {
      http.get(silent.endpoint).on('error', reject);
    });
  let ended: () => void = () => undefined;
  const gaveUp = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const getCredentials = () => ask().catch(ask).finally(ended);
  const error = await errorOf(
    optionsFor('http://127.0.0.1:9', { credentials: { getCredentials }, limits: { totalMs: 200 } }),
  );
  expect(error.code).toBe('credentials-timeout');
  await gaveUp;
  expect(silent.seen).toHaveLength(1);
});

test('requests of others are left alone', async () => {
  const slow = await serve((response) => setTimeout(() => response.end('whole'), 400));
  const other = fetchText(slow.endpoint);
  const getCredentials = () => new Promise<never>(() => undefined);
  const failing = errorOf(
    optionsFor('http://127.0.0.1:9', { credentials: { getCredentials }, limits: { totalMs: 200 } }),
  );
  const during = fetchText(slow.endpoint);
  expect((await failing).code).toBe('credentials-timeout');
  expect(await Promise.all([other, during])).toEqual(['whole', 'whole']);
});

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get(url, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(text);
      })
      .on('error', reject);
  });
}
