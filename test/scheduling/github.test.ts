import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.js';
import { givesToken, idToken, standInForGithub, standInForSts } from '../action/stand-ins.js';
import { environment, program, root, temporaryFolder } from '../cli/run.js';
import { Authority } from '../inventory/live/certificates.js';
import { says, secretsOf, startService } from '../notify/support.js';
import { readWorkflow, stepsOf, type WorkflowStep, workflowFile } from '../support/workflow.js';

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

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
  });

const assumed = {
  AccessKeyId: 'STS.of-the-tests',
  AccessKeySecret: 'secret-of-the-tests',
  SecurityToken: 'CAIS',
};

/** A repository with a policy, which a night can be played in. */
async function repository(options: { fault?: string; listed?: string } = {}) {
  const folder = temporaryFolder();
  const origin = join(folder, 'origin.git');
  const work = join(folder, 'first');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  git(folder, 'clone', '--quiet', origin, work);
  writeFileSync(join(work, 'registry-lint.yaml'), 'version: 1\nextends: [recommended]\n');
  git(work, 'add', '.');
  git(work, 'commit', '--quiet', '--message', 'Policy');
  git(work, 'push', '--quiet', 'origin', 'HEAD:main');
  const emulator = await startEmulator({
    records: readFileSync(join(root, options.listed ?? 'examples/registries.json'), 'utf8'),
    accessKeyId: assumed.AccessKeyId,
    accessKeySecret: assumed.AccessKeySecret,
    securityToken: assumed.SecurityToken,
    fault: options.fault,
  });
  onTestFinished(() => emulator.close());
  const Credentials = { ...assumed, Expiration: '2099-01-01T00:00:00Z' };
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  // Stands in for npx, which would install the package. The endpoint is a local one.
  const npx = `#!/bin/bash
[[ "$1 $2 $3" == "--yes registry-lint@0 report" ]] || exit 127
[[ "$(cat "$ALIBABA_CLOUD_OIDC_TOKEN_FILE")" == "${idToken}" ]] || exit 126
[[ "$(stat -c %a "$ALIBABA_CLOUD_OIDC_TOKEN_FILE")" == 600 ]] || exit 125
shift 2
exec "${process.execPath}" "${program}" "$@" --endpoint "${emulator.url}"
`;
  writeFileSync(join(bin, 'npx'), npx);
  chmodSync(join(bin, 'npx'), 0o755);
  const env = {
    ...environment(),
    ...(await standInForGithub(givesToken)),
    ...(await standInForSts(authority, () => ({ status: 200, body: { Credentials } }))),
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: folder,
  };
  return { folder, origin, env };
}

interface Night {
  readonly exitCodes: Readonly<Record<string, number>>;
  readonly log: string;
  readonly kept: readonly string[];
}

let nights = 0;

/** Plays all steps, as the runner does: after one that fails only those that always run. */
async function night(
  where: Awaited<ReturnType<typeof repository>>,
  secrets: Record<string, string>,
): Promise<Night> {
  const work = join(where.folder, `night-${nights++}`);
  const temp = join(where.folder, `temp-${nights}`);
  mkdirSync(temp);
  git(where.folder, 'clone', '--quiet', where.origin, work);
  const exitCodes: Record<string, number> = {};
  let log = '';
  let kept: readonly string[] = [];
  for (const step of steps) {
    const failed = Object.values(exitCodes).some((code) => code !== 0);
    if (failed && step.if !== 'always()') continue;
    if (step.uses?.startsWith('actions/upload-artifact@')) {
      const path = join(work, step.with?.['path'] ?? '');
      kept = existsSync(path) ? readdirSync(path) : [];
    }
    if (step.run === undefined) continue;
    const ended = await bash(step, work, { ...where.env, RUNNER_TEMP: temp }, secrets, temp);
    exitCodes[step.name ?? ''] = ended.exitCode;
    log += ended.log;
  }
  expect(readdirSync(temp)).toEqual([]);
  expect(secretsOf(log)).toEqual([]);
  for (const secret of [...Object.values(assumed), idToken]) expect(log).not.toContain(secret);
  return { exitCodes, log, kept };
}

/** Values of the expressions in a step's environment. */
function filledIn(text: string, secrets: Record<string, string>, temp: string): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, path: string) => {
    const values: Record<string, string> = {
      'vars.ALIBABA_CLOUD_ROLE_ARN': 'acs:ram::1000200030004000:role/registry-lint',
      'vars.ALIBABA_CLOUD_OIDC_PROVIDER_ARN': 'acs:ram::1000200030004000:oidc-provider/github',
      'runner.temp': temp,
      'github.server_url': 'https://reports.example',
      'github.repository': 'acme/infra',
      'github.run_id': '7',
    };
    const value = path.startsWith('secrets.') ? (secrets[path.slice('secrets.'.length)] ?? '') : values[path];
    if (value === undefined) throw new Error(`an expression that this runner does not know: ${path}`);
    return value;
  });
}

function bash(
  step: WorkflowStep,
  cwd: string,
  env: NodeJS.ProcessEnv,
  secrets: Record<string, string>,
  temp: string,
): Promise<{ exitCode: number; log: string }> {
  const own = Object.entries(step.env ?? {}).map(([name, text]) => [name, filledIn(text, secrets, temp)]);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
    cwd,
    env: { ...env, ...Object.fromEntries(own) },
  });
  onTestFinished(() => void child.kill());
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ exitCode: code ?? -1, log })));
}

const runsIn = (origin: string): number =>
  git(origin, 'ls-tree', '--name-only', '-r', 'registry-history').trim().split('\n').length;

const hasTools = ['jq', 'curl', 'git'].every((tool) => spawnSync(tool, ['--version']).status === 0);

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
