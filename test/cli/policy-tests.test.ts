import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder, transcript } from './run.js';

const policy = `version: 1
rules:
  require-https: error
  require-vpc: error
`;

const good = `cases:
  - name: HTTP is a finding
    registry: { RegistryName: legacy, ProtocolType: 1, NetType: 2 }
    expect: { require-https: fail, require-vpc: pass }
`;

const bad = `# what we expect of harbors
cases:
  - name: HTTPS in a VPC is fine
    registry: { RegistryName: payments, ProtocolType: 2, NetType: 2 }
    expect: { require-https: pass, require-vpc: pass }
  - name: "the registries of last year"
    registries:
      - { RegistryName: legacy, ProtocolType: 1, NetType: 2 } # goes away
      - { RegistryName: edge, ProtocolType: 1 }
    expect:
      legacy: { require-https: pass } # wrong
      require-vpc: { fail: 1 }
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ 'registry-lint.yaml': policy, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const both = { 'a.test.yaml': good, 'policies/b.test.yaml': bad };

test.each([
  ['text', []],
  ['text with colour', ['--color']],
  ['json', ['--format', 'json']],
  ['junit', ['--format', 'junit']],
  ['junit with coverage', ['--format', 'junit', '--require-coverage']],
])('a failed case as %s: exit code 1, and the difference', async (name, more) => {
  const args = ['test', ...more];
  const result = await run(args, { cwd: folderWith(both) });
  expect(result).toMatchObject({ exitCode: 1, stderr: '' });
  const file = `__snapshots__/test-${name.replaceAll(' ', '-')}.txt`;
  await expect(transcript(args, result)).toMatchFileSnapshot(file);
});

test('all cases passed: exit code 0, and 1 where coverage is required and not whole', async () => {
  const cwd = folderWith({ 'a.test.yaml': good });
  const passed = await run(['test'], { cwd });
  expect(passed.exitCode).toBe(0);
  await expect(transcript(['test'], passed)).toMatchFileSnapshot('__snapshots__/test-passed.txt');
  const required = await run(['test', '--require-coverage'], { cwd });
  expect(required.exitCode).toBe(1);
  expect(required.stdout).toContain('No case makes these fail: require-vpc');
});

test('--update changes the expectations that were wrong, and nothing else', async () => {
  const cwd = folderWith(both);
  const result = await run(['test', '--update'], { cwd });
  await expect(transcript(['test', '--update'], result)).toMatchFileSnapshot('__snapshots__/test-update.txt');
  expect(result.exitCode).toBe(0);
  expect(readFileSync(join(cwd, 'a.test.yaml'), 'utf8')).toBe(good);
  expect(readFileSync(join(cwd, 'policies', 'b.test.yaml'), 'utf8')).toBe(
    bad.replace('{ require-https: pass } #', '{ require-https: fail } #').replace('fail: 1', 'fail: 0'),
  );
  expect(readdirSync(join(cwd, 'policies'))).toEqual(['b.test.yaml']);
  expect((await run(['test'], { cwd })).exitCode).toBe(0);
});

test('--update writes nothing when nothing was wrong, or when something cannot be updated', async () => {
  const shared = `cases:
  - { name: a, registry: { ProtocolType: 2 }, expect: &all { require-https: pass } }
  - { name: b, registry: { ProtocolType: 1 }, expect: *all }
`;
  const cwd = folderWith({ 'a.test.yaml': good, 'b.test.yaml': bad, 'c.test.yaml': shared });
  const before = statSync(join(cwd, 'a.test.yaml')).mtimeMs;
  const result = await run(['test', '--update'], { cwd });
  expect(result).toMatchObject({ exitCode: 2, stdout: '' });
  expect(result.stderr).toContain('c.test.yaml:2:77: what is expected here is shared');
  expect(readFileSync(join(cwd, 'b.test.yaml'), 'utf8')).toBe(bad);
  expect(statSync(join(cwd, 'a.test.yaml')).mtimeMs).toBe(before);
});

test('mistakes are all told, each with its place: exit code 2', async () => {
  const wrong = `cases:
  - name: a slip in every line
    registry: { ProtocolTyp: 1, Password: s3cret-word }
    expect: { require-htps: pass }
  - name: another
    registries: [{ RegistryName: one }]
    expect: { on: { require-https: open } }
`;
  const cwd = folderWith({ 'a.test.yaml': wrong, 'b.test.yaml': 'cases: [{ nam: x }]\n' });
  const result = await run(['test'], { cwd });
  expect(result).toMatchObject({ exitCode: 2, stdout: '' });
  expect(result.stderr).not.toContain('s3cret');
  await expect(transcript(['test'], result)).toMatchFileSnapshot('__snapshots__/test-mistakes.txt');
});

test.each([
  ['a folder without tests', ['test', 'node_modules']],
  ['a path that does not exist', ['test', 'nowhere']],
  ['a policy that does not exist', ['test', '--policy', 'nowhere.yaml']],
  ['a format that does not exist', ['test', '--format', 'xml']],
])('%s is no green test', async (_what, args) => {
  const cwd = folderWith({ ...both, 'node_modules/x.txt': '' });
  const { exitCode, stdout, stderr } = await run(args, { cwd });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error: /);
});

test('--output takes the report, by its name as JUnit or JSON', async () => {
  const cwd = folderWith(both);
  const { stdout, stderr } = await run(['test', '--output', 't.xml'], { cwd });
  expect([stdout, stderr]).toEqual(['', 'note: written to t.xml\n']);
  expect(readFileSync(join(cwd, 't.xml'), 'utf8')).toContain('<testsuites name="registry-lint" tests="3"');
  await run(['test', '--output', 't.json'], { cwd });
  expect(JSON.parse(readFileSync(join(cwd, 't.json'), 'utf8')).summary).toEqual({
    files: 2,
    cases: 3,
    failedCases: 1,
    uncoveredRules: 1,
    failed: true,
  });
});
