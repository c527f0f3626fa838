import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, root, run, temporaryFolder, transcript } from './run.js';

const inventory = example('demo-inventory.json');

/** What a JSON report found, without where. */
function findings(json: string) {
  return JSON.parse(json).results.map(
    ({ rule, outcome, message, registry, fingerprint }: Record<string, unknown>) => ({
      rule,
      outcome,
      message,
      registry,
      fingerprint,
    }),
  );
}

test('a snapshot of the demo inventory', async () => {
  const args = ['snapshot', '--inventory', inventory];
  const result = await run(args);
  expect(result.exitCode).toBe(0);
  await expect(transcript(args, result)).toMatchFileSnapshot('__snapshots__/snapshot.txt');
});

test('checking a snapshot finds what checking the inventory finds', async () => {
  const cwd = temporaryFolder();
  const from = join(root, inventory);
  await run(['snapshot', '--inventory', from, '--output', 'snapshot.json'], { cwd });
  const check = (file: string) =>
    run(['check', '--inventory', file, '--policy', 'strict', '--format', 'json'], { cwd });
  const [first, second] = await Promise.all([check(from), check('snapshot.json')]);
  expect(findings(second.stdout)).toEqual(findings(first.stdout));
  expect(second.exitCode).toBe(1);
});

test('a snapshot file is for its owner alone, and is whole or absent', async () => {
  const cwd = temporaryFolder();
  await run(['snapshot', '--inventory', join(root, inventory), '--output', 'good.json'], { cwd });
  expect(statSync(join(cwd, 'good.json')).mode & 0o777).toBe(0o600);
  writeFileSync(join(cwd, 'cut.json'), readFileSync(join(root, inventory), 'utf8').slice(0, 3000));
  const cut = await run(['snapshot', '--inventory', 'cut.json', '--output', 'bad.json'], { cwd });
  expect(cut.exitCode).toBe(3);
  expect(readdirSync(cwd).sort()).toEqual(['cut.json', 'good.json']);
  const printed = await run(['snapshot', '--inventory', 'cut.json'], { cwd });
  expect(printed).toMatchObject({ exitCode: 3, stdout: '' });
});
