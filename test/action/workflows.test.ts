import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.js';
import { root, temporaryFolder } from '../cli/run.js';
import { Authority } from '../inventory/security-center/certificates.js';
import { readSarif } from '../support/sarif.js';
import {
  type Context,
  filled,
  readWorkflow,
  runs,
  stepsOf,
  type WorkflowStep,
  workflowFile,
  workflowNames,
} from '../support/workflow.js';
import { action, type Ended, expectUndecided, named, runStep } from './runner.js';
import { givesToken, standInForGithub, standInForSts } from './stand-ins.js';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const own = `registry-lint/registry-lint@v${String(version).split('.')[0]}`;
const isOwn = ({ uses }: WorkflowStep): boolean => uses?.startsWith('registry-lint/') === true;

describe.each(workflowNames)('the workflow %s', (name) => {
  const workflow = readWorkflow(name);
  const steps = stepsOf(workflow);

  test('is one that actionlint finds nothing wrong with', () => {
    const linter = join(root, 'node_modules', '@tktco', 'node-actionlint', 'bin', 'node-actionlint.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [linter, workflowFile(name)], {
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).not.toMatch(/^\S+:\d+:\d+/m);
    expect(status).toBe(0);
  });

  test('gives the action inputs that it has, and asks for outputs that it has', () => {
    const [step, ...more] = steps.filter(isOwn);
    expect(more).toEqual([]);
    expect(step?.uses).toBe(own);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step?.with ?? {})));
    const asked = [...JSON.stringify(steps).matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)];
    expect(asked.length).toBeGreaterThan(0);
    for (const [, id, output] of asked) {
      expect(id).toBe(step?.id);
      expect(Object.keys(action.outputs)).toContain(output);
    }
  });

  test('has the permissions that its steps need, and no others', () => {
    const wanted: Record<string, string> = { contents: 'read', 'id-token': 'write' };
    if (steps.some(({ uses }) => uses?.includes('/upload-sarif@'))) wanted['security-events'] = 'write';
    if (steps.some(({ run }) => run?.includes('gh issue'))) wanted['issues'] = 'write';
    expect(workflow.permissions).toEqual(wanted);
  });

  test('puts no expression into a script', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

test('every account of the matrix has a category of its own', () => {
  const { jobs } = readWorkflow('accounts');
  const include = jobs['check']?.strategy?.matrix.include ?? [];
  expect(new Set(include.map(({ account }) => account)).size).toBe(include.length);
  const step = jobs['check']?.steps.find(isOwn);
  expect(step?.with?.['category']).toMatch(/^\$\{\{ matrix\.account \}\}$/);
});

describe('the workflow pull-request, step by step', () => {
  const authority = new Authority();
  const assumed = {
    AccessKeyId: 'STS.of-the-tests',
    AccessKeySecret: 'secret-of-the-tests',
    SecurityToken: 'CAIS-tests',
  };
  const vars = {
    'vars.ALIBABA_CLOUD_ROLE_ARN': 'acs:ram::1000200030004000:role/registry-lint',
    'vars.ALIBABA_CLOUD_OIDC_PROVIDER_ARN': 'acs:ram::1000200030004000:oidc-provider/github',
  };

  /** Runs each step as the runner would. What others provide is done by stand-ins, and the endpoint is a local one. */
  async function play(
    inventory: string,
    fault?: string,
  ): Promise<{ ended: Ended; uploaded: string | undefined }> {
    const emulator = await startEmulator({
      records: readFileSync(join(root, inventory), 'utf8'),
      accessKeyId: assumed.AccessKeyId,
      accessKeySecret: assumed.AccessKeySecret,
      securityToken: assumed.SecurityToken,
      fault,
    });
    onTestFinished(() => emulator.close());
    const Credentials = { ...assumed, Expiration: '2099-01-01T00:00:00Z' };
    const env = {
      ...(await standInForGithub(givesToken)),
      ...(await standInForSts(authority, () => ({ status: 200, body: { Credentials } }))),
    };
    const workspace = temporaryFolder();
    let context: Context = vars;
    let ended: Ended | undefined;
    let uploaded: string | undefined;
    for (const step of stepsOf(readWorkflow('pull-request'))) {
      if (!runs(step, context, ended?.exitCode === 1)) continue;
      const inputs = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([name, text]) => [name, filled(text, context)]),
      );
      if (step.uses?.startsWith('actions/checkout@')) {
        writeFileSync(join(workspace, 'registry-lint.yaml'), 'version: 1\nextends: [recommended]\n');
      } else if (isOwn(step)) {
        ended = await runStep({ env, workspace, inputs: { ...inputs, endpoint: emulator.url } });
        const outputs = Object.entries(ended.outputs);
        context = {
          ...context,
          ...Object.fromEntries(outputs.map(([name, value]) => [`steps.${step.id}.outputs.${name}`, value])),
        };
      } else if (step.uses?.includes('/upload-sarif@')) {
        uploaded = readFileSync(join(workspace, inputs['sarif_file'] ?? ''), 'utf8');
      } else throw new Error(`a step that this runner does not know: ${step.uses}`);
    }
    if (!ended) throw new Error('the action did not run');
    return { ended, uploaded };
  }

  test('fails on the sample inventory, with annotations, summary, outputs and SARIF', async () => {
    const { ended, uploaded = '' } = await play('examples/demo-inventory.json');
    expect(ended.exitCode).toBe(1);
    expect(ended.outputs).toMatchObject({
      result: 'failed',
      errors: '9',
      'sarif-file': 'registry-lint.sarif',
    });
    expect(named(ended, 'error')).toHaveLength(10);
    // A live registry has no line of its own: the policy is the place.
    expect(named(ended, 'error')[0]?.properties).toMatchObject({ file: 'registry-lint.yaml', line: '1' });
    expect(ended.summary).toContain('FAILED');
    const { results, automationDetails } = readSarif(uploaded);
    expect(results).toHaveLength(26);
    expect(automationDetails.id).toBe('registry-lint/registry-lint.yaml/cn-hangzhou/');
    expect(gzipSync(uploaded).length).toBeLessThan(10_000_000);
    for (const secret of Object.values(assumed)) {
      const rest = ended.log.replaceAll(/^::add-mask::.*\n/gm, '');
      expect(rest + ended.summary + uploaded).not.toContain(secret);
    }
  });

  test('passes on a compliant inventory, and the alerts of before are closed', async () => {
    const { ended, uploaded = '' } = await play('examples/compliant-inventory.json');
    expect(ended.exitCode).toBe(0);
    expect(ended.outputs).toMatchObject({ result: 'passed', errors: '0', open: '0' });
    expect(readSarif(uploaded).results).toEqual([]);
  });

  test.each(['no-permission', 'html', 'no-list', 'cut-off', 'reset'])(
    'ends with a clear failure where the API cannot be read: %s',
    async (fault) => {
      const { ended, uploaded } = await play('examples/compliant-inventory.json', fault);
      expectUndecided(ended, 'unread', /./);
      expect(uploaded).toBeUndefined();
    },
    60_000,
  );
});

const hasJq = spawnSync('jq', ['--version']).status === 0;

describe.skipIf(!hasJq)('the workflow nightly opens an issue', () => {
  const script = stepsOf(readWorkflow('nightly')).find(({ run }) => run !== undefined)?.run ?? '';

  /** A night: what the check has left, and what the issue before said. Returns what the new issue says, if any. */
  function night(folder: string, result: string, report: object | undefined): string | undefined {
    const issue = join(folder, 'issue');
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    mkdirSync(join(folder, 'reports'), { recursive: true });
    // Stands in for gh: lists the last issue, and keeps a new one.
    const gh = `#!/bin/sh\ncase "$1 $2" in "issue list") cat "${issue}" 2>/dev/null || true ;; "issue create") cat > "${issue}.new" ;; esac\n`;
    writeFileSync(join(bin, 'gh'), gh);
    chmodSync(join(bin, 'gh'), 0o755);
    const file = join(folder, 'reports', 'registry-lint.json');
    execFileSync('rm', ['-f', `${issue}.new`, file]);
    if (report) writeFileSync(file, JSON.stringify(report));
    execFileSync('bash', ['-e', '-c', script], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env['PATH']}`, RESULT: result, RUN: 'https://example.com/run' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (!existsSync(`${issue}.new`)) return undefined;
    execFileSync('mv', [`${issue}.new`, issue]);
    return readFileSync(issue, 'utf8');
  }

  const report = (...fingerprints: string[]) => ({
    results: fingerprints.map((fingerprint) => ({ fingerprint, outcome: 'fail' })),
  });

  test('when the findings have changed, and not before', () => {
    const folder = temporaryFolder();
    expect(night(folder, 'passed', report())).toBeUndefined();
    expect(night(folder, 'failed', report('a', 'b'))).toContain('ended with **failed**');
    expect(night(folder, 'failed', report('b', 'a'))).toBeUndefined();
    expect(night(folder, 'failed', report('a', 'b', 'c'))).toContain('https://example.com/run');
    expect(night(folder, 'unread', undefined)).toContain('ended with **unread**');
    expect(night(folder, 'unread', undefined)).toBeUndefined();
    expect(night(folder, 'passed', report())).toContain('ended with **passed**');
    expect(night(folder, 'passed', report())).toBeUndefined();
  });
});
