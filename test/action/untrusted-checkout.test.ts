import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/run.js';
import { closeAll, start } from '../emulator/client.js';
import { expectUndecided, runStep } from './runner.js';

afterEach(closeAll);

const [base, head, merge, other] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40));

const PULL = {
  pull_request: {
    base: { sha: base, repo: { full_name: 'org/app' } },
    head: { sha: head, repo: { full_name: 'stranger/app' } },
    merge_commit_sha: merge,
  },
  repository: { full_name: 'org/app' },
};

const POLICY = 'version: 1\nrules:\n  persistence-days: note\n';

/** A workspace with these files, and a step on it that asks Security Center with a key. */
async function step(
  files: Readonly<Record<string, string>>,
  {
    event = 'pull_request_target',
    payload = PULL,
    inputs = {},
  }: { event?: string; payload?: object; inputs?: Readonly<Record<string, string>> } = {},
) {
  const emulator = await start();
  const workspace = join(temporaryFolder(), 'workspace');
  mkdirSync(workspace);
  for (const [path, text] of Object.entries({ '../event.json': JSON.stringify(payload), ...files })) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  }
  const live = 'inventory' in inputs ? {} : { endpoint: emulator.url };
  const ended = await runStep({
    workspace,
    inputs: { ...live, 'allow-open': 'true', ...inputs },
    env: {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: join(workspace, '../event.json'),
      GITHUB_SHA: base,
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'emulator',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'not-a-secret-emulator',
    },
  });
  return { ended, requests: emulator.requests };
}

const detached = (commit = ''): Record<string, string> => ({
  '.git/HEAD': `${commit}\n`,
  'registry-lint.yaml': POLICY,
});

const REFUSED =
  /anyone's pull request runs with this repository's credentials.*pull_request, with OIDC.*without `ref`.*input inventory/s;

describe('a pull request by anyone, with credentials', () => {
  it.each<[string, Record<string, string>, Record<string, string>?]>([
    ['its head', detached(head)],
    ['its merge commit', detached(merge)],
    ['any other commit than the base', detached(other)],
    [
      'a branch at its head',
      { ...detached(), '.git/HEAD': 'ref: refs/heads/pr\n', '.git/refs/heads/pr': `${head}\n` },
    ],
    [
      'a packed branch at its head',
      {
        ...detached(),
        '.git/HEAD': 'ref: refs/remotes/pull/1/merge\n',
        '.git/packed-refs': `# pack-refs with: peeled\n${base} refs/heads/main\n${merge} refs/remotes/pull/1/merge\n`,
      },
    ],
    [
      'a worktree at its head',
      {
        'registry-lint.yaml': POLICY,
        '.git': 'gitdir: ../main/.git/worktrees/pr\n',
        '../main/.git/HEAD': `${base}\n`,
        '../main/.git/worktrees/pr/HEAD': 'ref: refs/heads/pr\n',
        '../main/.git/worktrees/pr/commondir': '../..\n',
        '../main/.git/refs/heads/pr': `${head}\n`,
      },
    ],
    ['a ref that cannot be read', { ...detached(), '.git/HEAD': 'ref: refs/heads/.invalid\n' }],
    [
      'a ref that leads in a circle',
      { ...detached(), '.git/HEAD': 'ref: refs/heads/a\n', '.git/refs/heads/a': 'ref: refs/heads/a\n' },
    ],
    [
      'the base, and its head in a folder that the policy is read from',
      { ...detached(base), 'pr/.git/HEAD': `${head}\n`, 'pr/policy.yaml': POLICY },
      { policy: 'pr/policy.yaml' },
    ],
    [
      'its head in a folder, for the accounts file',
      { 'pr/.git/HEAD': `${head}\n`, 'pr/accounts.yaml': 'version: 1\naccounts: []\n' },
      { policy: 'recommended', accounts: 'pr/accounts.yaml', endpoint: '' },
    ],
    ['no commit that is known', { 'registry-lint.yaml': POLICY }],
  ])('is refused where the checkout is %s', async (_, files, inputs) => {
    const { ended, requests } = await step(files, { ...(inputs && { inputs }) });
    expectUndecided(ended, 'invalid', REFUSED);
    expect(requests).toBe(0);
  });

  it('is checked where the checkout is the base, or there is none', async () => {
    const main = {
      'registry-lint.yaml': POLICY,
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/refs/heads/main': `${base}\n`,
    };
    for (const files of [detached(base), main]) {
      expect((await step(files)).ended.outputs).toMatchObject({ result: 'passed', registries: '3' });
    }
    const { ended } = await step({}, { inputs: { policy: 'recommended', 'fail-on': 'never' } });
    expect(ended.outputs).toMatchObject({ result: 'passed', registries: '3' });
  });

  it('is checked against a floor from another repository', async () => {
    const files = { ...detached(base), '.floor/.git/HEAD': `${other}\n`, '.floor/floor.yaml': POLICY };
    const { ended } = await step(files, { inputs: { floor: '.floor/floor.yaml' } });
    expect(ended.outputs).toMatchObject({ result: 'passed', registries: '3' });
    expect(ended.log).toContain('.floor/floor.yaml');
    expect(ended.log).not.toContain('part of the checkout');
  });

  it('is checked whatever the checkout is where no credentials are used', async () => {
    const files = { ...detached(head), 'registries.json': '[{ "Id": 1, "RegistryName": "one" }]' };
    const { ended, requests } = await step(files, { inputs: { inventory: 'registries.json' } });
    expect([ended.outputs['registries'], requests]).toEqual(['1', 0]);
  });

  it('is refused where it has started another workflow', async () => {
    const run = (full_name: string | undefined) => ({
      repository: { full_name: 'org/app' },
      workflow_run: { event: 'pull_request', head_sha: head, head_repository: full_name && { full_name } },
    });
    for (const from of ['stranger/app', undefined]) {
      const { ended, requests } = await step(detached(head), { event: 'workflow_run', payload: run(from) });
      expectUndecided(ended, 'invalid', REFUSED);
      expect(requests).toBe(0);
      const onBase = await step(detached(base), { event: 'workflow_run', payload: run(from) });
      expect(onBase.ended.outputs).toMatchObject({ result: 'passed' });
    }
    const own = await step(detached(head), { event: 'workflow_run', payload: run('org/app') });
    expect(own.ended.outputs).toMatchObject({ result: 'passed' });
  });

  it('is refused where nothing is known of the event', async () => {
    const { ended } = await step(detached(head), { payload: {} });
    expectUndecided(ended, 'invalid', REFUSED);
  });

  it('is checked on the events of which a stranger gets no credentials, or that a stranger cannot cause', async () => {
    for (const event of ['pull_request', 'push', 'schedule', 'workflow_dispatch', 'merge_group']) {
      const { ended } = await step(detached(head), { event });
      expect([event, ended.outputs['result']]).toEqual([event, 'passed']);
    }
  });
});
