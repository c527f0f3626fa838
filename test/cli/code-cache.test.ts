import { chmodSync, existsSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, run, temporaryFolder } from './run.js';

const check = [
  'check',
  '--inventory',
  example('demo-inventory.json'),
  '--policy',
  example('demo-policy.yaml'),
];

/** The environment of someone whose cache is in this folder. */
const cacheIn = (folder: string) => ({ XDG_CACHE_HOME: folder, NODE_DISABLE_COMPILE_CACHE: '' });

const files = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

test('compiled code is kept for its owner alone, and changes nothing', async () => {
  const home = temporaryFolder();
  const env = cacheIn(home);
  const first = await run(check, { env });
  const folder = join(home, 'registry-lint');
  const kept = files(folder);
  expect(kept.length).toBeGreaterThan(1);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const file of kept) expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await run(check, { env })).toEqual(first);
  expect(files(folder)).toEqual(kept);
});

test('what others could have written is not run, and what is damaged is written anew', async () => {
  const home = temporaryFolder();
  const env = cacheIn(home);
  const first = await run(check, { env });
  const folder = join(home, 'registry-lint');
  const [open = '', cut = ''] = files(folder);
  chmodSync(open, 0o622);
  truncateSync(cut, 100);
  expect(await run(check, { env })).toEqual(first);
  expect(statSync(open).mode & 0o777).toBe(0o600);
  expect(statSync(cut).size).toBeGreaterThan(1000);
});

test.each([
  ['in CI', { CI: 'true' }],
  ['when it is turned off as for Node', { NODE_DISABLE_COMPILE_CACHE: '1' }],
])('nothing is kept %s', async (_name, more) => {
  const home = temporaryFolder();
  await run(check, { env: { ...cacheIn(home), ...more } });
  expect(existsSync(join(home, 'registry-lint'))).toBe(false);
});

test('a folder that cannot be written is no error', async () => {
  expect(await run(check, { env: cacheIn('/dev/null') })).toMatchObject({ exitCode: 1, stderr: '' });
});

test('a home where no folder can be made is no error, and nothing is tried for ever', async () => {
  const env = { HOME: '/proc', XDG_CACHE_HOME: '', NODE_DISABLE_COMPILE_CACHE: '' };
  expect(await run(check, { env })).toMatchObject({ exitCode: 1, stderr: '' });
});

test('a cache folder of several levels is made', async () => {
  const home = join(temporaryFolder(), 'a', 'b');
  await run(check, { env: cacheIn(home) });
  expect(files(join(home, 'registry-lint')).length).toBeGreaterThan(1);
  expect(statSync(home).mode & 0o777).toBe(0o700);
});
