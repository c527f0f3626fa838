import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHistory } from '../../src/history/read.js';
import { run, temporaryFolder } from '../cli/run.js';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { expectUndecided, runStep } from './runner.js';

const inputs = { inventory: 'i.json', policy: 'recommended', history: 'history' };

function workspaceOf(...records: readonly object[]): string {
  const workspace = temporaryFolder();
  writeFileSync(join(workspace, 'i.json'), JSON.stringify(records));
  return workspace;
}

test('each run is added to the history, whether the step passes or fails', async () => {
  const workspace = workspaceOf(record(1));
  const history = join(workspace, 'history');
  expect((await runStep({ workspace, inputs })).outputs).toMatchObject({ result: 'passed' });
  writeFileSync(join(workspace, 'i.json'), JSON.stringify([record(1, { ProtocolType: 1 })]));
  expect((await runStep({ workspace, inputs })).outputs).toMatchObject({ result: 'failed', errors: '1' });
  expect(readHistory(history).runs.map(({ total }) => total)).toEqual([0, 1]);
  const report = ['report', '--inventory', 'i.json', '--policy', 'recommended', '--history', 'history'];
  const { stdout } = await run([...report, '--format', 'json'], { cwd: workspace });
  expect(JSON.parse(stdout).history).toMatchObject({ known: 1, new: 0 });
});

test('what could not be read is not added', async () => {
  const workspace = workspaceOf();
  expectUndecided(await runStep({ workspace, inputs }), 'unread', /empty/);
  expect(readdirSync(join(workspace, 'history'))).toEqual([]);
});

test('a history that cannot be read fails the step before anything is checked', async () => {
  const workspace = workspaceOf(record(1));
  writeFileSync(join(workspace, 'history'), '');
  const ended = await runStep({ workspace, inputs: { ...inputs, formats: 'json' } });
  expectUndecided(
    ended,
    'invalid',
    /^the history history cannot be read: it is not a folder\nA check with the input history begins one\.$/,
  );
});

test('a shard is not added to a history: it is not how the organisation stands', async () => {
  const workspace = temporaryFolder();
  writeAccounts(workspace, { accounts: [{ name: 'a', inventory: 'a.json' }] }, { 'a.json': [record(1)] });
  const shard = { accounts: 'accounts.yaml', shard: '1/1', policy: 'recommended', history: 'history' };
  const ended = await runStep({ workspace, inputs: shard });
  expectUndecided(ended, 'invalid', /history has to see every account, and shard takes a part of them/);
  expect(existsSync(join(workspace, 'history'))).toBe(false);
});
