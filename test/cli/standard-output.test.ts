import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environment, example, program, root, run, temporaryFolder } from './run.js';

const inventory = ['--inventory', join(root, example('demo-inventory.json'))];

/** Every command that writes to standard output. */
const commands: readonly (readonly string[])[] = [
  [],
  ['--version'],
  ['check', '--help'],
  ['check', ...inventory],
  ['check', ...inventory, '--fail-on', 'never', '--format', 'json'],
  ['check', ...inventory, '--fail-on', 'never', '--format', 'sarif'],
  ['check', ...inventory, '--fail-on', 'never', '--format', 'github'],
  ['check', ...inventory, '--format', 'text', '--format', 'github'],
  ['check', ...inventory, '--explain-policy'],
  ['baseline', 'write', ...inventory, '--output', '-'],
  ['snapshot', ...inventory],
  ['rules'],
  ['explain', 'require-https'],
  ['init', '--no-workflow', '--no-ignore'],
  ['validate', 'p.yaml'],
  ['test', 'a.test.yaml'],
  ['emulator', ...inventory],
  ['completions', 'bash'],
];

function toFullDisk(args: readonly string[]) {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'p.yaml'), 'version: 1\nrules: { require-https: error }\n');
  writeFileSync(
    join(cwd, 'a.test.yaml'),
    'policy: p.yaml\ncases:\n  - { name: a, registry: { ProtocolType: 1 }, expect: { require-https: fail } }\n',
  );
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: environment(),
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
    timeout: 30_000,
  });
  closeSync(full);
  return { status, stderr };
}

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  test.each(commands.map((args) => [args.join(' ').replaceAll(root, ''), args] as const))(
    'closes the gate: %s',
    (_name, args) => {
      const { status, stderr } = toFullDisk(args);
      expect(stderr).toContain('error: standard output cannot be written: the disk is full\n');
      expect(stderr.match(/^error: /gm)).toHaveLength(1);
      expect(status).toBe(2);
    },
  );
});

/** Names that would be obeyed if they were printed as they are. */
const hostile = ['o\n::error::x.json', 'o\u001b[31m.json', 'o\u202e.json'];

test.each(hostile)('the name %j is shown and not obeyed', async (name) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, `${name}.yaml`), 'version: 1\nrules: { require-https: error }\n');
  writeFileSync(join(cwd, `${name}.bad.yaml`), 'version: 1\nrules: { require-htps: error }\n');
  const policy = ['--policy', `${name}.yaml`];
  for (const args of [
    ['check', ...inventory, ...policy, '--output', name],
    ['check', ...inventory, ...policy, '--format', 'json', '--output', `no-folder/${name}`],
    ['check', '--inventory', name.replace('json', 'none'), ...policy],
    ['check', ...inventory, '--policy', `${name}.bad.yaml`],
    ['check', ...inventory, ...policy, '--explain-policy'],
    ['check', ...inventory, '--output', `${name}.unknown`],
    ['baseline', 'write', ...inventory, ...policy, '--output', name],
    ['snapshot', ...inventory, '--output', `no-folder/${name}`],
    ['validate', `${name}.yaml`, `${name}.bad.yaml`],
    ['validate', `${name}.yaml`, `${name}.bad.yaml`, '--format', 'json'],
    ['explain', ...policy],
    ['explain', ...policy, '--format', 'json'],
    ['emulator', '--inventory', `${name}.none`],
    ['test', `${name}.none`],
  ]) {
    const { stdout, stderr } = await run(args, { cwd });
    expect(stdout + stderr, args.join(' ')).not.toMatch(/^::|[\u001b\u202e]/m);
    expect(stdout + stderr).toContain('o');
  }
  expect(readdirSync(cwd)).toContain(name);
});
