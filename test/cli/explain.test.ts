import { expect, test } from 'vitest';
import { builtinPacks, builtinRules } from '../../src/policy/builtin.js';
import { columns } from '../../src/report/wrap.js';
import { run, transcript } from './run.js';

test.each([
  ['rules'],
  ['rules', '--lang', 'zh'],
  ['rules', '--format', 'json'],
  ['explain', 'whitelist-bounded'],
  ['explain', 'whitelist-bounded', '--lang', 'zh'],
  ['explain', 'allowed-regions', '--color'],
  ['explain', 'require-https', '--format', 'json'],
  ['explain', 'strict'],
  ['explain', 'strict', '--format', 'json'],
])('%s %s %s %s', async (...args) => {
  const result = await run(args);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  const file = `__snapshots__/${args.join(' ').replaceAll(/[ -]+/g, '-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test.each([...builtinRules.keys(), ...builtinPacks.keys()])('%s is explained in 80 columns', async (name) => {
  for (const lang of ['en', 'zh']) {
    const { exitCode, stdout } = await run(['explain', name, '--lang', lang]);
    expect(exitCode).toBe(0);
    const wide = stdout.split('\n').filter((line) => columns(line) > 80 && !line.includes('https://'));
    expect(wide).toEqual([]);
    expect(stdout).not.toMatch(/undefined|\[object|\*\*\w|\]\(/);
  }
});
