/** Files outside of the root: which may be read, and what is shown of them. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from '../cli/run.js';

const SECRET = 'CANARY-outside-9931';

const RECORD = { Id: 1, RegistryName: 'one', RegistryType: 'harbor', ProtocolType: 2 };

const POLICY = 'version: 1\nrules: { require-https: error }\n';

/** Files by their paths; a value that begins with `->` is a link. */
function tree(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ 'pr/r.json': JSON.stringify([RECORD]), ...files })) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), path);
    else writeFileSync(path, text);
  }
  return folder;
}

const check = (folder: string, ...args: readonly string[]) =>
  run(['check', '--inventory', 'r.json', ...args], { cwd: join(folder, 'pr') });

describe('a file that another file names outside of the root', () => {
  const outside = {
    'secret.yaml': `version: 1\nrules: { ${SECRET}: 1 }\n`,
    'inv.json': JSON.stringify([RECORD]),
  };
  const tests = 'cases: [{ name: n, registry: { ProtocolType: 2 }, expect: { require-https: pass } }]\n';
  test.each([
    ["a test's policy", { 'pr/a.test.yaml': `policy: ../secret.yaml\n${tests}` }, ['test']],
    ['extends', { 'pr/p.yaml': 'version: 1\nextends: ../secret.yaml\n' }, ['check', '--policy', 'p.yaml']],
    ['waivers', { 'pr/p.yaml': `${POLICY}waivers: [../secret.yaml]\n` }, ['check', '--policy', 'p.yaml']],
    [
      'a link',
      { 'pr/p.yaml': 'version: 1\nextends: ./l.yaml\n', 'pr/l.yaml': '->../secret.yaml' },
      ['check', '--policy', 'p.yaml'],
    ],
    [
      'a link to a folder',
      { 'pr/p.yaml': 'version: 1\nextends: ./l/secret.yaml\n', 'pr/l': '->..' },
      ['check', '--policy', 'p.yaml'],
    ],
    [
      "a test's inventory",
      {
        'pr/a.test.yaml':
          'policy: strict\ncases: [{ name: n, inventory: ../inv.json, expect: { require-https: pass } }]\n',
      },
      ['test'],
    ],
    ['a test that is a link', { 'pr/a.test.yaml': '->../secret.yaml' }, ['test']],
    [
      "an account's inventory",
      { 'pr/accounts.yaml': 'version: 1\naccounts: [{ name: a, inventory: ../inv.json }]\n' },
      ['check', '--policy', 'strict', '--accounts', 'accounts.yaml'],
    ],
    [
      'one that is not there',
      { 'pr/p.yaml': 'version: 1\nextends: ../missing.yaml\n' },
      ['check', '--policy', 'p.yaml'],
    ],
    [
      "a package's file",
      {
        'pr/p.yaml': "version: 1\nextends: '@x/y'\n",
        'pr/node_modules/@x/y/package.json': '{"registry-lint":"p.yaml"}',
        'pr/node_modules/@x/y/p.yaml': '->../../../../secret.yaml',
      },
      ['check', '--policy', 'p.yaml'],
    ],
  ])('is refused, and the hint works: %s', async (_what, files, command) => {
    const folder = tree({ ...outside, ...files });
    const args =
      command.includes('--accounts') || command[0] === 'test'
        ? command
        : [...command, '--inventory', 'r.json'];
    const refused = await run(args, { cwd: join(folder, 'pr') });
    const said = refused.stdout + refused.stderr;
    expect(said).toContain('the root of this run');
    expect(said).not.toContain(SECRET);
    expect(refused.exitCode).toBe(2);
    const [, allowed = ''] = /--allow-path (\S+)/.exec(said) ?? [];
    const again = await run([...args, '--allow-path', allowed], { cwd: join(folder, 'pr') });
    expect(again.stdout + again.stderr).not.toContain('add --allow-path');
    expect(again.stdout + again.stderr).not.toContain(SECRET);
  });
});

test('a link in the checkout does not open the folder that it leads to', async () => {
  const folder = tree({
    'pr/l': '->../other',
    'other/p.yaml': 'version: 1\nextends: ./base.yaml\n',
    'other/base.yaml': POLICY,
  });
  const refused = await check(folder, '--policy', 'l/p.yaml');
  expect(refused.stderr).toContain('l/p.yaml:2:10: the file named here is outside of the root of this run');
  expect(refused.exitCode).toBe(2);
  expect(await check(folder, '--policy', 'l/p.yaml', '--allow-path', '../other')).toMatchObject({
    exitCode: 0,
  });
  // Named by the user without the link, it is the user's own folder.
  expect(await check(folder, '--policy', '../other/p.yaml')).toMatchObject({ exitCode: 0 });
});

describe('of a file whose real path is outside of the root', () => {
  test.each([
    ['no YAML', `[robot]\nmachine x login ci password ${SECRET}\n${SECRET}\n`],
    ['a text', `${SECRET}\n`],
    ['unknown keys', `version: 1\n${SECRET}: 1\n`],
    ['nearly known keys', `version: 1\nrulez: { ${SECRET}: 1 }\n`],
    ['a value', `version: 1\nrules: { require-https: ${SECRET} }\n`],
    ['an alias', `version: 1\nrules: *${SECRET}\n`],
    ['a tag', `version: 1\nrules: !${SECRET} {}\n`],
    ['a key that is no text', `version: 1\n? { ${SECRET}: x }\n: y\n`],
    ['what it extends', `version: 1\nextends: ./${SECRET}.yaml\n`],
    ['its waivers', `version: 1\nextends: strict\nwaivers: [./${SECRET}.yaml]\n`],
    ['an expression', `version: 1\nrules: { a: { assert: { cel: "${SECRET} ==" } } }\n`],
    ['a pattern', `version: 1\nrules: { a: { assert: { UserName: { pattern: "(${SECRET}" } } } }\n`],
  ])('only the place and the kind of mistake are shown: %s', async (_what, text) => {
    for (const files of [
      { secret: text, 'pr/p.yaml': '->../secret' },
      { secret: text, 'pr/p.yaml': POLICY },
    ]) {
      const named = files['pr/p.yaml'] === POLICY ? '../secret' : 'p.yaml';
      const { exitCode, stdout, stderr } = await check(tree(files), '--policy', named);
      expect(stdout + stderr).not.toMatch(/CANARY|rulez|version|Did you mean/);
      expect(stderr).toMatch(/(?:p\.yaml|secret):\d+:\d+: /);
      expect(exitCode).toBe(2);
    }
  });
});

describe('links and folders that are in use', () => {
  test('a ConfigMap', async () => {
    const folder = tree({
      'etc/..2026/policy.yaml': 'version: 1\nextends: ./base.yaml\n',
      'etc/..2026/base.yaml': POLICY,
      'etc/..data': '->..2026',
      'etc/policy.yaml': '->..data/policy.yaml',
      'etc/base.yaml': '->..data/base.yaml',
    });
    expect((await check(folder, '--policy', '../etc/policy.yaml')).exitCode).toBe(0);
  });

  test.each([
    ['inside of the root', 'pr/node_modules/.pnpm'],
    ['outside of it', 'store'],
  ])('the pnpm store %s', async (_where, store) => {
    const folder = tree({
      'pr/p.yaml': "version: 1\nextends: '@acme/p'\n",
      [`${store}/@acme+p/node_modules/@acme/p/package.json`]: '{"registry-lint":"p.yaml"}',
      [`${store}/@acme+p/node_modules/@acme/p/p.yaml`]: "version: 1\nextends: [./more.yaml, '@acme/base']\n",
      [`${store}/@acme+p/node_modules/@acme/p/more.yaml`]: POLICY,
      [`${store}/@acme+base/node_modules/@acme/base/package.json`]: '{}',
      [`${store}/@acme+base/node_modules/@acme/base/registry-lint.yaml`]: POLICY,
    });
    symlinkSync(
      join(folder, store, '@acme+base/node_modules/@acme/base'),
      join(folder, store, '@acme+p/node_modules/@acme/base'),
    );
    mkdirSync(join(folder, 'pr/node_modules/@acme'), { recursive: true });
    symlinkSync(join(folder, store, '@acme+p/node_modules/@acme/p'), join(folder, 'pr/node_modules/@acme/p'));
    expect(await check(folder, '--policy', 'p.yaml')).toMatchObject({ exitCode: 0 });
  });

  test('a worktree and a submodule', async () => {
    const folder = tree({
      'base.yaml': POLICY,
      'pr/sub/p.yaml': 'version: 1\nextends: ../base.yaml\n',
      'pr/base.yaml': POLICY,
      'pr/.git': 'gitdir: ../main/.git/worktrees/pr\n',
    });
    const cwd = join(folder, 'pr/sub');
    const args = ['check', '--inventory', '../r.json', '--policy', 'p.yaml'];
    expect(await run(args, { cwd })).toMatchObject({ exitCode: 0 });
    writeFileSync(join(cwd, '.git'), 'gitdir: ../.git/modules/sub\n');
    expect(await run(args, { cwd })).toMatchObject({ exitCode: 2 });
    expect(await run(args, { cwd, env: { GITHUB_WORKSPACE: join(folder, 'pr') } })).toMatchObject({
      exitCode: 0,
    });
  });

  test('a checkout behind a link', async () => {
    const folder = tree({
      'pr/a/p.yaml': 'version: 1\nextends: ../base.yaml\n',
      'pr/base.yaml': POLICY,
      link: '->pr',
    });
    expect(await check(folder, '--policy', join(folder, 'link/a/p.yaml'))).toMatchObject({ exitCode: 0 });
  });

  test('pipes that the user names', () => {
    const folder = tree({ policy: POLICY, 'pr/base.yaml': POLICY });
    const lint = (script: string) =>
      execFileSync('bash', ['-c', script, process.execPath], { cwd: join(folder, 'pr'), encoding: 'utf8' });
    const command = `"$0" ${join(import.meta.dirname, '../../dist/registry-lint.cjs')} check --inventory r.json --policy`;
    expect(lint(`${command} <(cat ../policy)`)).toContain('PASSED');
    expect(lint(`cat ../policy | ${command} /dev/stdin`)).toContain('PASSED');
    expect(lint(`mkfifo f && (cat ../policy > f &) && ${command} ./f`)).toContain('PASSED');
  });
});
