import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { runStep } from '../action/runner.js';
import { environment } from '../cli/run.js';
import { record } from '../inventory/accounts/files.js';
import { says, startService } from '../notify/support.js';
import { readWorkflow, workflowFile } from '../support/workflow.js';
import { git, hasTools, npxIn, playJob, repositoryWith, runsIn, type Where } from './nights.js';

const { jobs } = readWorkflow('shards');
const own = jobs['check']?.steps.find(({ uses }) => uses?.startsWith('registry-lint/'));
const written = parse(readFileSync(workflowFile('shards'), 'utf8'));
const shards: readonly string[] = written.jobs.check.strategy.matrix.shard;
const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];

test('the job that makes the report may write to the repository, and no other job', () => {
  expect(written.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  const permitted = Object.entries<{ permissions?: object }>(written.jobs).filter(
    ([, job]) => job.permissions,
  );
  expect(permitted.map(([name, job]) => [name, job.permissions])).toEqual([
    ['report', { contents: 'write' }],
  ]);
});

/** A repository in which the accounts are files. */
function repository(): Where {
  const accounts = stringify({
    version: 1,
    accounts: names.map((name) => ({ name, inventory: `${name}.json` })),
  });
  const { folder, origin } = repositoryWith({
    'registry-lint.yaml': 'version: 1\nextends: [recommended]\n',
    'accounts.yaml': accounts,
  });
  const env = { ...environment(), PATH: `${npxIn(folder)}:${process.env['PATH']}`, HOME: folder };
  return { folder, origin, env };
}

/** Checks all shards as the matrix does, and plays the job that makes the report of them. */
async function night(
  where: Where,
  secrets: Record<string, string>,
  { bad = [], gone = [], missing = [] }: Partial<Record<'bad' | 'gone' | 'missing', readonly string[]>> = {},
) {
  const workspace = join(where.folder, 'matrix');
  rmSync(workspace, { recursive: true, force: true });
  git(where.folder, 'clone', '--quiet', where.origin, workspace);
  for (const name of names) {
    const records = [record(1, bad.includes(name) ? { ProtocolType: 1 } : {})];
    if (!gone.includes(name)) writeFileSync(join(workspace, `${name}.json`), JSON.stringify(records));
  }
  const time = new Date().toISOString();
  const given = { shard: '', 'started-at': time, 'role-to-assume': '', 'oidc-provider': '' };
  for (const [index, shard] of shards.entries()) {
    await runStep({ workspace, inputs: { ...own?.with, ...given, shard } });
    const report = join(workspace, 'registry-lint-reports', 'registry-lint.json');
    cpSync(report, join(where.folder, 'artifacts', `shard-${index}`, 'registry-lint.json'));
    rmSync(report);
    if (missing.includes(shard))
      rmSync(join(where.folder, 'artifacts', `shard-${index}`), { recursive: true });
  }
  const download = (work: string) =>
    cpSync(join(where.folder, 'artifacts'), join(work, 'shards'), { recursive: true });
  return playJob(jobs['report']?.steps ?? [], where, { secrets, download });
}

describe.skipIf(!hasTools)('night after night, the job that makes the report of shards', () => {
  test('reports all accounts, keeps the history on its branch, and tells of changes alone', async () => {
    const where = repository();
    const dingtalk = await startService('dingtalk', says(200, '{"errcode":0,"errmsg":"ok"}'));
    const nights = [{}, {}, { bad: ['beta'] }];
    for (const [count, accounts] of nights.entries()) {
      const { exitCodes, kept, log, work } = await night(where, dingtalk.env, accounts);
      expect([Object.values(exitCodes), log]).toEqual([[0, 0, 0], expect.any(String)]);
      expect(kept.toSorted()).toEqual(['findings.csv', 'report.html', 'report.json']);
      const { standing, history } = JSON.parse(readFileSync(join(work, 'report', 'report.json'), 'utf8'));
      expect(standing).toMatchObject({ registries: 5, compliant: count === 2 ? 4 : 5 });
      expect(history).toMatchObject({ new: count === 2 ? 1 : 0, known: 0 });
      expect(runsIn(where.origin)).toBe(count + 1);
    }
    expect(dingtalk.seen).toHaveLength(2);
    expect(dingtalk.seen[1]?.body).toContain('require-https');
  }, 180_000);

  test('of accounts that could not be read it says so, and fails', async () => {
    const where = repository();
    const dingtalk = await startService('dingtalk', says(200, '{"errcode":0,"errmsg":"ok"}'));
    const { exitCodes, kept } = await night(where, dingtalk.env, { gone: ['gamma'] });
    expect(exitCodes).toMatchObject({ Report: 3, 'Keep the history': 0 });
    expect(kept).toHaveLength(3);
    expect(dingtalk.seen[0]?.body).toContain('gamma');
    expect(runsIn(where.origin)).toBe(1);
  }, 120_000);

  test('where a shard is missing it makes no report, adds nothing, and tells of it', async () => {
    const where = repository();
    const dingtalk = await startService('dingtalk', says(200, '{"errcode":0,"errmsg":"ok"}'));
    const { exitCodes, kept, log } = await night(where, dingtalk.env, { missing: shards.slice(1, 2) });
    expect(exitCodes).toMatchObject({ Report: 3, 'Keep the history': 0 });
    expect(log).toContain(`of ${shards.length} shards one is missing: 2`);
    expect(kept).toEqual([]);
    expect(dingtalk.seen).toHaveLength(1);
    expect(existsSync(join(where.origin, 'refs', 'heads', 'registry-history'))).toBe(false);
  }, 120_000);
});
