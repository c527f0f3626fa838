import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './run.js';

const LENGTH = 100_000;

/** How long a check of one registry of this name takes, in a process that is ended when it hangs. */
async function timeOf(name: string, rule: string): Promise<number> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'registries.json'), JSON.stringify([{ Id: 1, RegistryName: name }]));
  writeFileSync(join(cwd, 'policy.yaml'), `version: 1\nrules:\n  ${rule}\n`);
  const args = ['check', '--inventory', 'registries.json', '--policy', 'policy.yaml', '--format', 'json'];
  const startedAt = performance.now();
  const { exitCode, stdout } = await run([...args, '--fail-on', 'note'], { cwd });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).summary.counts.note.fail).toBe(1);
  return performance.now() - startedAt;
}

const rule = (pattern: string): string =>
  `acme-name: { severity: note, assert: { RegistryName: { pattern: '${pattern}' } } }`;

test.each([
  ['^(a+)+$ in a policy', rule('^(a+)+$'), 'a'],
  ['^(a|a)*$ in a policy', rule('^(a|a)*$'), 'a'],
  ['(.*a){12} in a policy', rule('^(.*a){12}b$'), 'a'],
  ['a parameter', "registry-name-pattern: { severity: note, params: { pattern: '^([a-z]+)*$' } }", 'a'],
  ['the default of registry-name-pattern', 'registry-name-pattern: note', 'a'],
  ['the default of registry-name-pattern, with hyphens', 'registry-name-pattern: note', 'a-'],
])('%s: a hostile name costs what a plain one costs', async (_what, policy, piece) => {
  const hostile = `${piece.repeat(LENGTH / piece.length)}!`;
  const plain = '!'.repeat(LENGTH + 1);
  const times = { hostile: await timeOf(hostile, policy), plain: await timeOf(plain, policy) };
  // Backtracking would take longer than the universe is old; a busy machine takes a few seconds.
  expect(times.hostile).toBeLessThan(5 * times.plain + 5000);
});
