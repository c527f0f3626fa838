import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { program, temporaryFolder } from '../cli/run.js';
import { secretsOf } from '../notify/support.js';
import type { WorkflowStep } from '../support/workflow.js';

/** Whether there is what the workflows use of a runner. */
export const hasTools = ['jq', 'curl', 'git'].every((tool) => spawnSync(tool, ['--version']).status === 0);

export const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
  });

/** A repository with these files on its branch main. */
export function repositoryWith(files: Readonly<Record<string, string>>): { folder: string; origin: string } {
  const folder = temporaryFolder();
  const origin = join(folder, 'origin.git');
  const work = join(folder, 'first');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  git(folder, 'clone', '--quiet', origin, work);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  git(work, 'add', '.');
  git(work, 'commit', '--quiet', '--message', 'Policy');
  git(work, 'push', '--quiet', 'origin', 'HEAD:main');
  return { folder, origin };
}

/**
 * What stands in for npx, which would install the package. Returns its folder.
 *
 * @param check ends it where something is not as it should be
 * @param args further arguments of the program
 */
export function npxIn(folder: string, check = '', args: readonly string[] = []): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const npx = `#!/bin/bash
[[ "$1 $2 $3" == "--yes registry-lint@0 report" ]] || exit 127
${check}shift 2
exec "${process.execPath}" "${program}" "$@" ${args.join(' ')}
`;
  writeFileSync(join(bin, 'npx'), npx);
  chmodSync(join(bin, 'npx'), 0o755);
  return bin;
}

/** What came of it. */
export interface Night {
  /** The commit that was checked out, with what the steps have left. */
  readonly work: string;
  readonly exitCodes: Readonly<Record<string, number>>;
  readonly log: string;
  readonly kept: readonly string[];
}

/** A repository, and what its jobs find around them. */
export interface Where {
  readonly folder: string;
  readonly origin: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Playing {
  readonly secrets: Record<string, string>;
  readonly unseen?: readonly string[];
  readonly download?: (work: string) => void;
}

let nights = 0;

/**
 * Plays all steps of a job, as the runner does: after one that fails only those that always run.
 *
 * @param secrets of the repository
 * @param unseen what nobody may see in the log
 * @param download what a step brings into the workspace that downloads artifacts
 */
export async function playJob(
  steps: readonly WorkflowStep[],
  where: Where,
  { secrets, unseen = [], download }: Playing,
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
    if (step.uses?.startsWith('actions/download-artifact@')) download?.(work);
    if (step.run === undefined) continue;
    const ended = await bash(step, work, { ...where.env, RUNNER_TEMP: temp }, secrets, temp);
    exitCodes[step.name ?? ''] = ended.exitCode;
    log += ended.log;
  }
  expect(readdirSync(temp)).toEqual([]);
  expect(secretsOf(log)).toEqual([]);
  for (const secret of unseen) expect(log).not.toContain(secret);
  return { work, exitCodes, log, kept };
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

/** How many runs the history on its branch has. */
export const runsIn = (origin: string): number =>
  git(origin, 'ls-tree', '--name-only', '-r', 'registry-history').trim().split('\n').length;
