import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './run.js';

const registries = [
  { Id: 1, RegistryName: 'a', RegionId: 'cn-hangzhou', ProtocolType: 1 },
  { Id: 2, RegistryName: 'b', RegionId: 'cn-shanghai', ProtocolType: 1 },
];

let cwd: string;
const check = (format: string) =>
  run(['check', '--inventory', 'registries.json', '--policy', 'policy.yaml', '--format', format], { cwd });
const policy = (rules: object) =>
  writeFileSync(join(cwd, 'policy.yaml'), JSON.stringify({ version: 1, rules }));

describe('a run in which no rule applies to any registry', () => {
  beforeEach(() => {
    cwd = temporaryFolder();
    writeFileSync(join(cwd, 'registries.json'), JSON.stringify(registries));
    policy({ 'require-https': { severity: 'error', when: { RegionId: 'cn-hangzou' } } });
  });

  it('does not look like one that found something right', async () => {
    const { exitCode, stdout } = await check('text');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('! No rule applied to any registry: nothing was checked\n');
    expect(stdout).toMatch(/\nPASSED WITH NOTHING CHECKED\n$/);
  });

  it('warns in the annotations of GitHub', async () => {
    const { stdout } = await check('github');
    expect(stdout).toContain('::No rule applied to any registry: nothing was checked\n');
  });

  it('is not one in which rules across registries had nothing to find', async () => {
    policy({ 'one-each': { severity: 'error', unique: ['RegistryName'] } });
    expect((await check('text')).stdout).toMatch(/\nPASSED {2}/);
  });
});
