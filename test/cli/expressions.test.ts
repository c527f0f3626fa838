import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './run.js';

const policy = `version: 1
rules:
  vpc-is-named:
    title: A registry in a VPC names it
    severity: error
    assert: { cel: "NetType != 'VPC' || has(VpcId)" }
  user-is-no-registry:
    title: The user is not called like the registry
    assert: { not: { cel: UserName == RegistryName } }
`;

const registries = [
  { Id: 1, RegistryName: 'no-vpc', NetType: 2, VpcId: '', UserName: 'robot' },
  { Id: 2, RegistryName: 'same', NetType: 1, UserName: 'same' },
  { Id: 3, RegistryName: 'unknown', NetType: 9, UserName: '\\u001b[31m||' },
  { Id: 4, RegistryName: 'well', NetType: 2, VpcId: 'vpc-1', UserName: 'robot' },
];

let cwd: string;
const check = (...args: string[]) =>
  run(['check', '--inventory', 'registries.json', '--policy', 'policy.yaml', ...args], { cwd });

describe('expressions in a run of the program', () => {
  beforeEach(() => {
    cwd = temporaryFolder();
    writeFileSync(join(cwd, 'policy.yaml'), policy);
    writeFileSync(join(cwd, 'registries.json'), JSON.stringify(registries));
  });

  it('tell the fields with their values, and once what is expected of them', async () => {
    const { exitCode, stdout: folded } = await check();
    const stdout = folded.replace(/\s+/g, ' ');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "vpc-is-named · NetType is VPC · VpcId is empty, expected NetType != 'VPC' || has(VpcId)",
    );
    expect(stdout).toContain(
      'UserName is same · RegistryName is same, expected not (UserName == RegistryName)',
    );
    expect(stdout).toContain(
      'Cannot be decided: A registry in a VPC names it (NetType is 9, which is not understood)',
    );
    expect(folded).not.toMatch(/^well /m);
  });

  it('tell it in Chinese', async () => {
    const { stdout } = await check('--lang', 'zh');
    expect(stdout).toContain('NetType 为 VPC');
    expect(stdout).not.toContain('expected');
  });

  it('are in the JSON report, one entry a field', async () => {
    const { results } = JSON.parse((await check('--format', 'json')).stdout);
    const cel = "NetType != 'VPC' || has(VpcId)";
    expect(results[0].evidence).toEqual([
      { field: 'NetType', value: 'VPC', expected: { cel }, text: 'NetType is VPC' },
      { field: 'VpcId', value: '', expected: { cel }, text: `VpcId is empty, expected ${cel}` },
    ]);
  });

  it('are in SARIF', async () => {
    const { runs } = JSON.parse((await check('--format', 'sarif')).stdout);
    expect(runs[0].results[0].properties.evidence).toHaveLength(2);
  });

  it('are in the effective policy', async () => {
    const { stdout } = await check('--explain-policy');
    expect(stdout).toContain("NetType != 'VPC' || has(VpcId)");
    expect(stdout).toContain('policy.yaml:6:');
  });

  it('end in exit code 2 where one is wrong, and nothing is checked', async () => {
    writeFileSync(join(cwd, 'wrong.yaml'), policy.replace('has(VpcId)', 'has(VpcIdd)'));
    const { exitCode, stdout, stderr } = await run(
      ['check', '--inventory', 'registries.json', '--policy', 'wrong.yaml'],
      { cwd },
    );
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`error: wrong.yaml:6:45: there is no field VpcIdd
  4 |     title: A registry in a VPC names it
  5 |     severity: error
> 6 |     assert: { cel: "NetType != 'VPC' || has(VpcIdd)" }
    |                                             ^^^^^^
  7 |   user-is-no-registry:
  8 |     title: The user is not called like the registry
  Did you mean VpcId?
`);
  });
});

describe('the library', () => {
  it('is loaded only by a policy that has an expression', async () => {
    const folder = temporaryFolder();
    const record = JSON.stringify([{ Id: 1, NetType: 2, VpcId: 'vpc-1' }]);
    writeFileSync(join(folder, 'registries.json'), record);
    writeFileSync(join(folder, 'plain.yaml'), 'version: 1\nrules: { require-vpc: error }\n');
    writeFileSync(join(folder, 'cel.yaml'), policy);
    const loader = join(folder, 'tell.cjs');
    writeFileSync(
      loader,
      "const fs = require('node:fs'); const read = fs.readFileSync; const all = [];\nfs.readFileSync = (file, ...rest) => { all.push(file); return read(file, ...rest); };\nprocess.on('exit', () => fs.writeFileSync('loaded', all.join('\\n')));",
    );
    /** Whether the library is in one of the files that a check with a policy loads. */
    const loadsLibrary = async (name: string): Promise<boolean> => {
      const args = ['check', '--inventory', 'registries.json', '--policy', name];
      await run(args, { cwd: folder, env: { NODE_OPTIONS: `--require ${loader}` } });
      const files = readFileSync(join(folder, 'loaded'), 'utf8').split('\n');
      const chunks = files.filter((file) => file.includes('/dist/chunks/'));
      expect(chunks.length).toBeGreaterThan(0);
      return chunks.some((file) => readFileSync(file, 'utf8').includes('EvaluationError'));
    };
    expect(await loadsLibrary('cel.yaml')).toBe(true);
    expect(await loadsLibrary('plain.yaml')).toBe(false);
  });
});

describe('a hostile name', () => {
  it.each([
    ["RegistryName.matches('^(a+)+$')", 'fail'],
    [
      "RegistryName.split('').all(x, RegistryName.split('').all(y, RegistryName.split('').all(z, x == y)))",
      'open',
    ],
  ])('does not hold up %s', async (cel, outcome) => {
    const folder = temporaryFolder();
    const name = `${'a'.repeat(100_000)}!`;
    writeFileSync(join(folder, 'registries.json'), JSON.stringify([{ Id: 1, RegistryName: name }]));
    writeFileSync(join(folder, 'policy.yaml'), `version: 1\nrules: { a: { assert: { cel: "${cel}" } } }\n`);
    const args = ['check', '--inventory', 'registries.json', '--policy', 'policy.yaml', '--format', 'json'];
    // Without a bound this would not end before the process is stopped.
    const { results } = JSON.parse((await run(args, { cwd: folder })).stdout);
    expect(results).toMatchObject([{ rule: 'a', outcome }]);
  });
});
