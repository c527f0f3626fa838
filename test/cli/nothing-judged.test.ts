import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './run.js';

const registries = [
  { Id: 1, RegistryName: 'a', RegionId: 'cn-hangzhou', ProtocolType: 1 },
  { Id: 2, RegistryName: 'b', RegionId: 'cn-shanghai', ProtocolType: 1 },
];

let cwd: string;
const check = (format: string, ...more: string[]) =>
  run(['check', '--inventory', 'registries.json', '--policy', 'policy.yaml', '--format', format, ...more], {
    cwd,
  });
const inventory = (records: readonly object[]) =>
  writeFileSync(join(cwd, 'registries.json'), JSON.stringify(records));
const policy = (rules: object, waivers: readonly object[] = []) =>
  writeFileSync(join(cwd, 'policy.yaml'), JSON.stringify({ version: 1, rules, waivers }));

const nowhere = { RegionId: 'cn-hangzou' };

describe('a run in which no rule applies to any registry', () => {
  beforeEach(() => {
    cwd = temporaryFolder();
    inventory(registries);
    policy({ 'require-https': { severity: 'error', when: nowhere } });
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

  it('is one in which a rule across registries speaks of none', async () => {
    policy({ 'one-each': { severity: 'error', unique: ['RegistryName'], when: nowhere } });
    expect((await check('text')).stdout).toMatch(/\nPASSED WITH NOTHING CHECKED\n$/);
  });

  it('is one in which nothing but a waiver is looked at', async () => {
    const waiver = {
      rule: 'require-https',
      registry: { RegistryName: 'z' },
      reason: 'none',
      expires: '2999-01-01',
    };
    policy({ 'require-https': { severity: 'error', when: nowhere } }, [waiver]);
    const { stdout } = await check('text');
    expect(stdout).toContain('2 registries checked, none with findings · 1 finding about waivers\n');
    expect(stdout).toMatch(/\nPASSED WITH NOTHING CHECKED\n$/);
  });
});

describe('a run that fails though no registry has a finding', () => {
  beforeEach(() => {
    cwd = temporaryFolder();
    inventory(registries);
    policy({ enough: { title: 'There are enough', severity: 'error', count: { min: 5 } } });
  });

  it.each(['text', 'github'])('says what fails it, as %s', async (format) => {
    const { exitCode, stdout } = await check(format);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      format === 'text'
        ? '2 registries checked, none with findings · 1 finding about the inventory\n'
        : '::error',
    );
  });

  it('says so in Chinese', async () => {
    expect((await check('text', '--lang', 'zh')).stdout).toContain(
      '已检查 2 个镜像仓库，0 个有问题 · 1 个问题关于整个清单\n',
    );
  });

  it('does not say of an empty inventory that it passes', async () => {
    inventory([]);
    const { exitCode, stdout } = await check('text', '--allow-empty');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('0 registries checked, none with findings · 1 finding about the inventory\n');
    expect(stdout).not.toContain('it passes only because');
    expect(stdout).toMatch(/\nFAILED {2}/);
  });

  it('passes with nothing checked where a rule only wants no more than so many of none', async () => {
    inventory([]);
    policy({ few: { title: 'There are few', severity: 'error', count: { max: 5 } } });
    const { stdout } = await check('text', '--allow-empty');
    expect(stdout).toMatch(/\nPASSED WITH NOTHING CHECKED\n$/);
  });
});
