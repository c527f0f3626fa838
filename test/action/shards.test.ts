import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { EmulatedAccount } from '../../src/emulator/accounts.js';
import { startEmulator } from '../../src/emulator/server.js';
import { program, root, temporaryFolder } from '../cli/run.js';
import { record, writeAccounts } from '../inventory/accounts/files.js';
import { readWorkflow, type WorkflowStep, workflowFile } from '../support/workflow.js';
import { action, runStep } from './runner.js';

const workflow = readWorkflow('shards');
const stepsOf = (job: string): readonly WorkflowStep[] => workflow.jobs[job]?.steps ?? [];
const own = stepsOf('check').find(({ uses }) => uses?.startsWith('registry-lint/'));
const matrix: { readonly shard: readonly string[] } = parse(readFileSync(workflowFile('shards'), 'utf8')).jobs
  .check.strategy.matrix;

test('actionlint finds nothing wrong with the workflow shards', () => {
  const linter = join(root, 'node_modules', '@tktco', 'node-actionlint', 'bin', 'node-actionlint.js');
  const file = workflowFile('shards');
  const { status, stdout, stderr } = spawnSync(process.execPath, [linter, file], { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).not.toMatch(/^\S+:\d+:\d+/m);
  expect(status).toBe(0);
});

test('it gives the action inputs that it has, and puts no expression into a script', () => {
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(own?.with ?? {})));
  for (const { run = '' } of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
    expect(run).not.toContain('${{');
  }
});

test('its matrix has every shard once', () => {
  const { length } = matrix.shard;
  expect(matrix.shard).toEqual(Array.from({ length }, (_, at) => `${at + 1}/${length}`));
});

describe('the workflow shards, step by step', () => {
  const names = Array.from({ length: 11 }, (_, index) => `account-${index}`);

  /** Runs the matrix and the job that joins it, without the shards that are left out. */
  async function play(more: (index: number) => Partial<EmulatedAccount>, leftOut: readonly string[] = []) {
    const emulator = await startEmulator({
      accounts: names.map((name, index) => ({
        accessKeyId: `id-${name}`,
        accessKeySecret: `not-a-secret-${name}`,
        records: [record(1)],
        ...more(index),
      })),
    });
    onTestFinished(() => emulator.close());
    const workspace = temporaryFolder();
    writeFileSync(join(workspace, 'registry-lint.yaml'), 'version: 1\nextends: [recommended]\n');
    writeAccounts(workspace, {
      defaults: { endpoint: emulator.url },
      accounts: names.map((name, index) => ({
        name,
        env: { accessKeyId: `KEY_${index}_ID`, accessKeySecret: `KEY_${index}_SECRET` },
      })),
    });
    const env = Object.fromEntries(
      names.flatMap((name, index) => [
        [`KEY_${index}_ID`, `id-${name}`],
        [`KEY_${index}_SECRET`, `not-a-secret-${name}`],
      ]),
    );
    const merging = temporaryFolder();
    const time = new Date(Date.now() - 1000).toISOString();
    const logs: string[] = [];
    for (const [index, shard] of matrix.shard.entries()) {
      if (leftOut.includes(shard)) continue;
      const inputs = Object.fromEntries(
        Object.entries(own?.with ?? {}).map(([name, text]) => [name, filledIn(text, { shard, time })]),
      );
      const { log, summary } = await runStep({ env, workspace, inputs });
      logs.push(log, summary);
      const report = join(workspace, 'registry-lint-reports', 'registry-lint.json');
      if (existsSync(report)) cpSync(report, join(merging, 'shards', `shard-${index}`, 'registry-lint.json'));
    }
    return { ...merge(merging), log: logs.join('\n') };
  }

  function filledIn(text: string, { shard, time }: { shard: string; time: string }): string {
    return text
      .replace(/\$\{\{ matrix\.shard \}\}/, shard)
      .replace(/\$\{\{ needs\.start\.outputs\.time \}\}/, time)
      .replace(/\$\{\{ vars\.\w+ \}\}/, '');
  }

  function merge(folder: string) {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    // Stands in for npx: the program of this repository.
    const npx = `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`;
    writeFileSync(join(bin, 'npx'), npx);
    chmodSync(join(bin, 'npx'), 0o755);
    const script = stepsOf('merge').find(({ run }) => run !== undefined)?.run ?? '';
    const { status, stderr } = spawnSync('bash', ['-e', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH']}`, LANG: 'C' },
    });
    const file = join(folder, 'registry-lint.json');
    return { status, stderr, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined };
  }

  test('passes where all accounts are well', async () => {
    const { status, report } = await play(() => ({}));
    expect(status).toBe(0);
    expect(report.summary).toMatchObject({ registries: 11, accounts: 11, failed: false });
  });

  test('fails on a finding of one account, and names it', async () => {
    const { status, report } = await play((index) =>
      index === 7 ? { records: [record(1, { ProtocolType: 1 })] } : {},
    );
    expect(status).toBe(1);
    expect(report.results.map((result: { registry: object }) => result.registry)).toMatchObject([
      { index: 7, account: 'account-7' },
    ]);
  });

  test('fails where an account could not be read', async () => {
    const { status, report, log } = await play((index) => (index === 3 ? { fault: 'no-permission' } : {}));
    expect(status).toBe(3);
    expect(report.unread).toMatchObject([{ account: 'account-3', code: 'no-permission' }]);
    expect(log).toMatch(/NOT READ WHOLE/);
    expect(log).toMatch(/^### Not read$/m);
    const rest = log.replaceAll(/^::add-mask::.*\n/gm, '');
    expect(rest).not.toContain('not-a-secret-account');
  });

  test('fails where a shard is missing', async () => {
    const { status, stderr, report } = await play(() => ({}), ['2/4']);
    expect(status).toBe(3);
    expect(stderr).toContain('of 4 shards one is missing: 2');
    expect(report).toBeUndefined();
  });
});
