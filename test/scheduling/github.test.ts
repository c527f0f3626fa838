import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.js';
import { givesToken, idToken, standInForGithub, standInForSts } from '../action/stand-ins.js';
import { environment, root } from '../cli/run.js';
import { Authority } from '../inventory/security-center/certificates.js';
import { says, startService } from '../notify/support.js';
import { readWorkflow, stepsOf, workflowFile } from '../support/workflow.js';
import { git, hasTools, npxIn, playJob, repositoryWith, runsIn, type Where } from './nights.js';

const workflow = readWorkflow('compliance-report');
const steps = stepsOf(workflow);
const authority = new Authority();

test('actionlint finds nothing wrong with it', () => {
  const linter = join(root, 'node_modules', '@tktco', 'node-actionlint', 'bin', 'node-actionlint.js');
  const file = workflowFile('compliance-report');
  const { status, stdout, stderr } = spawnSync(process.execPath, [linter, file], { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).not.toMatch(/^\S+:\d+:\d+/m);
  expect(status).toBe(0);
});

test('it has the permissions that its steps need, and no expression in a script', () => {
  expect(workflow.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
  for (const { run = '' } of steps) expect(run).not.toContain('${{');
});

const assumed = {
  AccessKeyId: 'STS.of-the-tests',
  AccessKeySecret: 'secret-of-the-tests',
  SecurityToken: 'CAIS',
};

/** A repository with a policy, which a night can be played in. */
async function repository(options: { fault?: string; listed?: string } = {}): Promise<Where> {
  const { folder, origin } = repositoryWith({ 'registry-lint.yaml': 'version: 1\nextends: [recommended]\n' });
  const emulator = await startEmulator({
    records: readFileSync(join(root, options.listed ?? 'examples/registries.json'), 'utf8'),
    accessKeyId: assumed.AccessKeyId,
    accessKeySecret: assumed.AccessKeySecret,
    securityToken: assumed.SecurityToken,
    fault: options.fault,
  });
  onTestFinished(() => emulator.close());
  const Credentials = { ...assumed, Expiration: '2099-01-01T00:00:00Z' };
  // The endpoint is a local one.
  const bin = npxIn(
    folder,
    `[[ "$(cat "$ALIBABA_CLOUD_OIDC_TOKEN_FILE")" == "${idToken}" ]] || exit 126
[[ "$(stat -c %a "$ALIBABA_CLOUD_OIDC_TOKEN_FILE")" == 600 ]] || exit 125
`,
    ['--endpoint', emulator.url],
  );
  const env = {
    ...environment(),
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, () => ({ status: 200, body: { Credentials } }))),
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: folder,
  };
  return { folder, origin, env };
}

const night = (where: Where, secrets: Record<string, string>) =>
  playJob(steps, where, { secrets, unseen: [...Object.values(assumed), idToken] });

describe.skipIf(!hasTools)('night after night', () => {
  test('it reports, keeps the history on its branch, and tells of changes alone', async () => {
    const where = await repository();
    const dingtalk = await startService('dingtalk', says(200, '{"errcode":0,"errmsg":"ok"}'));
    for (const count of [1, 2, 3]) {
      const { exitCodes, kept, log } = await night(where, dingtalk.env);
      expect([Object.values(exitCodes), log]).toEqual([[0, 0, 0, 0, 0], expect.any(String)]);
      expect(kept.toSorted()).toEqual(['findings.csv', 'report.html', 'report.json']);
      expect(runsIn(where.origin)).toBe(count);
    }
    expect(dingtalk.seen.map(({ body }) => body)).toEqual([
      expect.stringContaining('https://reports.example/acme/infra/actions/runs/7'),
    ]);
    expect(git(where.origin, 'ls-tree', '--name-only', 'main').trim()).toBe('registry-lint.yaml');
  }, 120_000);

  test('where the registries cannot be read it fails, adds nothing, and the group is told', async () => {
    const where = await repository({ fault: 'no-permission' });
    const dingtalk = await startService('dingtalk', says(200, '{"errcode":0,"errmsg":"ok"}'));
    const { exitCodes, kept } = await night(where, dingtalk.env);
    expect(exitCodes).toMatchObject({ Report: 3, 'Keep the history': 0 });
    expect(kept).toEqual([]);
    expect(dingtalk.seen).toHaveLength(1);
    expect(() => git(where.origin, 'rev-parse', '--verify', '--quiet', 'registry-history')).toThrow();
  }, 60_000);

  test('where the group cannot be told it fails, with the report and the history kept', async () => {
    const where = await repository();
    const dingtalk = await startService(
      'dingtalk',
      says(200, '{"errcode":310000,"errmsg":"sign not match"}'),
    );
    const { exitCodes, kept, log } = await night(where, dingtalk.env);
    expect(exitCodes).toMatchObject({ Report: 2, 'Keep the history': 0 });
    expect(log).toContain('security settings of the robot');
    expect(kept).toHaveLength(3);
    expect(runsIn(where.origin)).toBe(1);
  }, 60_000);
});
