import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultKey, type Emulator, startEmulator } from '../../src/emulator/server.js';
import { example, root, run, secretsIn, temporaryFolder } from './run.js';

const file = join(root, example('demo-inventory.json'));
const secrets = [...secretsIn(example('demo-inventory.json')), defaultKey.secret];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ records: readFileSync(file, 'utf8') });
});
afterAll(() => emulator.close());

const formats = ['text', 'json', 'sarif'].flatMap((format) => [
  '--format',
  format,
  '--output',
  `r.${format}`,
]);

test('there are secrets to look for', () => {
  expect(secrets.length).toBeGreaterThan(10);
});

test.each([
  [
    'check of a file',
    () => ['check', '--inventory', file, '--policy', 'strict', '--include-pass', ...formats],
  ],
  ['check of a service', () => ['check', '--endpoint', emulator.url, '--policy', 'strict', ...formats]],
  ['annotations', () => ['check', '--inventory', file, '--policy', 'strict', '--format', 'github']],
  ['text', () => ['check', '--inventory', file, '--policy', 'strict', '--include-pass']],
  ['snapshot of a file', () => ['snapshot', '--inventory', file]],
  ['snapshot of a service', () => ['snapshot', '--endpoint', emulator.url, '--output', 's.json']],
  ['a policy in place of an inventory', () => ['check', '--inventory', file, '--policy', file]],
])('no secret in any stream or file: %s', async (_name, args) => {
  const cwd = temporaryFolder();
  const env = {
    DEBUG: '*',
    NODE_DEBUG: 'http,net',
    REGISTRY_LINT_DEBUG: '1',
    ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
  };
  const { stdout, stderr } = await run(args(), { cwd, env });
  const files = readdirSync(cwd).map((name) => readFileSync(join(cwd, name), 'utf8'));
  for (const text of [stdout, stderr, ...files]) {
    for (const secret of secrets) expect(text.includes(secret), secret).toBe(false);
  }
});
