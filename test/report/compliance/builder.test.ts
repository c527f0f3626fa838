import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport, Standing } from '../../../src/model/compliance.js';
import type { Inventory } from '../../../src/model/registry.js';
import { severities } from '../../../src/model/severity.js';
import { complianceOf, type Fields } from '../../support/compliance.js';
import { policyOf } from '../../support/policies.js';

const examples: readonly Fields[] = JSON.parse(
  readFileSync(new URL('../../../examples/registries.json', import.meta.url), 'utf8'),
).ImageRegistryInfos;

const https: Fields = { Id: 1, AliUid: 7, RegistryName: 'a', RegistryType: 'harbor', ProtocolType: 2 };
const http: Fields = { ...https, Id: 2, RegistryName: 'b', RegistryType: 'quay', ProtocolType: 1 };
const unknown: Fields = { Id: 3, RegistryName: 'c', RegistryType: 'harbor' };

const onlyHttps = (rest = '') => policyOf(`version: 1\nrules:\n  require-https: error\n${rest}`);

const stateOf = ({ controls }: ComplianceReport, id: string) => controls.find((one) => one.id === id)?.state;

const badOf = ({ counts }: Standing) =>
  severities.reduce((sum, severity) => sum + counts[severity].fail + counts[severity].open, 0);

describe('a compliance report', () => {
  it('says how the whole, each account and each type stand', async () => {
    const report = await complianceOf([https, http, unknown], { policy: await onlyHttps() });
    expect(report.standing).toMatchObject({ registries: 3, compliant: 1, suppressed: 0 });
    expect(report.standing.counts.error).toEqual({ fail: 1, open: 1 });
    expect(report.accounts.map(({ name, registries, compliant }) => [name, registries, compliant])).toEqual([
      ['7', 2, 1],
      ['', 1, 0],
    ]);
    expect(report.types.map(({ name, compliant }) => [name, compliant])).toEqual([
      ['harbor', 1],
      ['quay', 0],
    ]);
    expect(report.gate).toEqual({ failOn: 'error', failOnOpen: true, failed: true, judged: true });
  });

  it('holds every registry, also one to which no rule applies, and does not call that one compliant', async () => {
    const policy = await policyOf('version: 1\nrules:\n  vpc-id-present: error\n');
    const report = await complianceOf([{ ...https, NetType: 1 }], { policy });
    expect(report.registries).toEqual([
      { account: '7', id: '1', name: 'a', type: 'harbor', judged: false, compliant: false, findings: 0 },
    ]);
    expect(report.rules[0]).toMatchObject({ id: 'vpc-id-present', passed: 0, notApplicable: 1 });
    expect(report.gate).toMatchObject({ failed: false, judged: false });
    expect(report.standing).toMatchObject({ registries: 1, judged: 0, compliant: 0 });
  });

  it('tells findings worst first, each with the position of its registry', async () => {
    const policy = await policyOf('version: 1\nrules:\n  persistence-days: note\n  require-https: error\n');
    const records = [
      { ...unknown, PersistenceDay: 7 },
      { ...http, PersistenceDay: 90 },
    ];
    const { findings } = await complianceOf(records, { policy });
    expect(findings.map(({ rule, outcome, registry }) => [rule, outcome, registry])).toEqual([
      ['require-https', 'fail', 1],
      ['require-https', 'open', 0],
      ['persistence-days', 'fail', 0],
    ]);
    expect(findings[0]?.message).toBe('The registry is reached over HTTP, HTTPS expected');
  });

  it('is whole in Chinese', async () => {
    const report = await complianceOf([http], { policy: await onlyHttps(), lang: 'zh' });
    expect(report.findings[0]?.message).toBe('镜像仓库通过 HTTP 访问，应为 HTTPS');
    expect(report.rules[0]?.title).toMatch(/\p{Script=Han}/u);
    for (const { title, scope, rules } of report.controls) {
      for (const text of [title, scope, ...rules.map(({ reason }) => reason)])
        expect(text).toMatch(/\p{Script=Han}/u);
    }
  });

  it('does not count against a registry what is below the threshold, or open where that does not count', async () => {
    const policy = await policyOf('version: 1\nrules:\n  require-https: warning\n');
    const compliant = async (options: object) =>
      (await complianceOf([http, unknown], { policy, ...options })).standing.compliant;
    expect(await compliant({})).toBe(2);
    expect(await compliant({ failOn: 'never' })).toBe(2);
    expect(await compliant({ failOn: 'warning' })).toBe(0);
    expect(await compliant({ failOn: 'warning', failOnOpen: false })).toBe(1);
  });

  it('counts what is waived apart, with all that the waiver says', async () => {
    const policy = await onlyHttps(
      [
        'waivers:',
        '  - rule: require-https',
        '    registry: { RegistryName: b }',
        '    reason: moves with the data centre',
        '    expires: 2026-11-30',
        '    ticket: OPS-212',
      ].join('\n'),
    );
    const report = await complianceOf([https, http], { policy });
    expect(report.standing).toMatchObject({ registries: 2, compliant: 2, suppressed: 1 });
    expect(report.findings[0]?.suppression).toEqual({
      kind: 'waiver',
      reason: 'moves with the data centre',
      expires: '2026-11-30',
      ticket: 'OPS-212',
      endsIn: 7,
    });
    expect(report.policyFindings.map(({ code }) => code)).toEqual(['ending-waiver']);
    expect(stateOf(report, '3.2.1')).toBe('partly');
  });

  it('has numbers that add up', async () => {
    const report = await complianceOf(examples);
    for (const groups of [report.accounts, report.types, report.regions]) {
      for (const number of ['registries', 'compliant', 'suppressed'] as const)
        expect(groups.reduce((sum, group) => sum + group[number], 0)).toBe(report.standing[number]);
      expect(groups.reduce((sum, group) => sum + badOf(group), 0)).toBe(badOf(report.standing));
    }
  });
});

describe('rules across registries', () => {
  it('have findings about the inventory as a whole, which count for no registry', async () => {
    const policy = await policyOf(
      'version: 1\nrules:\n  enough: { title: There are enough, severity: error, count: { min: 5 } }\n',
    );
    const report = await complianceOf([https], { policy });
    expect(report.gate.failed).toBe(true);
    expect(report.standing).toMatchObject({ registries: 1, judged: 0, compliant: 0 });
    expect(report.standing.counts.error.fail).toBe(1);
    expect(report.accounts[0]?.counts.error.fail).toBe(0);
    expect(report.findings).toMatchObject([{ rule: 'enough', outcome: 'fail' }]);
    expect(report.findings[0]).not.toHaveProperty('registry');
    expect(report.rules[0]).toMatchObject({ failed: 1, notApplicable: 0 });
  });

  it('count against the registries that they name', async () => {
    const policy = await policyOf(
      'version: 1\nrules:\n  twice: { title: Each host once, severity: error, unique: DomainName }\n',
    );
    const records = ['x.example.com', 'x.example.com', 'y.example.com'].map((DomainName, at) => ({
      ...https,
      Id: at + 1,
      DomainName,
    }));
    const report = await complianceOf(records, { policy });
    expect(report.registries.map(({ compliant }) => compliant)).toEqual(
      report.registries.map((_, at) => !report.findings.some(({ registry }) => registry === at)),
    );
    expect(report.findings.length).toBeGreaterThan(0);
    expect(report.standing.compliant).toBeLessThan(3);
    expect(report.rules[0]?.notApplicable).toBe(0);
  });
});

describe('controls', () => {
  it('are met only where every rule that maps to them is on, applies, and passes', async () => {
    const both = 'version: 1\nrules:\n  default-credentials: error\n  vendor-admin-account: error\n';
    const sound = { ...https, UserName: 'robot', Password: 'FAKE-long-and-not-known' };
    const states = async (policy: string, ...records: Fields[]) =>
      stateOf(await complianceOf(records, { policy: await policyOf(policy) }), '8.1.4.2');
    expect(await states(both, sound)).toBe('met');
    expect(await states('version: 1\nrules:\n  default-credentials: error\n', sound)).toBe('partly');
    expect(await states(both, { ...sound, Password: 'Harbor12345' })).toBe('not-met');
    expect(await states(both, sound, { ...sound, Id: 9, UserName: undefined })).toBe('partly');
    expect(await states(both)).toBe('not-shown');
    expect(await states('version: 1\nextends: probe\n', sound)).toBe('not-shown');
    expect(await states('version: 1\nrules:\n  require-https: error\n', sound)).toBe('not-shown');
  });

  it.each([
    ['a when of the policy', '{ severity: error, when: { RegistryName: a } }\n', ''],
    [
      'an override',
      'error\n',
      'overrides:\n  - match: { RegistryName: b }\n    rules: { default-credentials: off }\n',
    ],
  ])('are not met where %s keeps a rule from registries', async (_, setting, rest) => {
    const policy = await policyOf(
      `version: 1\nrules:\n  vendor-admin-account: error\n  default-credentials: ${setting}${rest}`,
    );
    const sound = { ...https, UserName: 'robot', Password: 'FAKE-long-and-not-known' };
    const bad = { ...sound, Id: 2, RegistryName: 'b', Password: 'Harbor12345' };
    const report = await complianceOf([sound, bad], { policy });
    expect(stateOf(report, '8.1.4.2')).toBe('partly');
    const rules = report.controls.find(({ id }) => id === '8.1.4.2')?.rules;
    expect(rules?.map(({ rule, narrowed }) => [rule, narrowed])).toEqual([
      ['default-credentials', true],
      ['vendor-admin-account', undefined],
    ]);
  });

  it.each<[string, Partial<Inventory>]>([
    ['by the request', { origin: { kind: 'live', registryType: 'harbor' } }],
    ['by that of the snapshot', { listing: () => ({ registryType: 'harbor' }) }],
  ])('are not met where one type of registry alone was listed, %s', async (_, listed) => {
    const policy = await policyOf(
      'version: 1\nrules:\n  default-credentials: error\n  vendor-admin-account: error\n',
    );
    const sound = { ...https, UserName: 'robot', Password: 'FAKE-long-and-not-known' };
    const report = await complianceOf([sound], { policy, listed });
    expect(stateOf(report, '8.1.4.2')).toBe('partly');
    expect(report.origin.registryType).toBe('harbor');
    expect(stateOf(await complianceOf([sound], { policy, listed: { listing: () => ({}) } }), '8.1.4.2')).toBe(
      'met',
    );
  });

  it('say which rules show something of them, and why those that are off or idle do not', async () => {
    const policy = await policyOf('version: 1\nrules:\n  default-credentials: error\n');
    const { controls } = await complianceOf([{ ...https, Password: '', Token: '' }], { policy });
    const control = controls.find(({ id }) => id === '8.1.4.2');
    expect(control?.rules.map(({ rule, off, idle }) => [rule, off, idle])).toEqual([
      ['default-credentials', undefined, true],
      ['vendor-admin-account', true, undefined],
    ]);
  });

  it('include those of which no rule shows anything', async () => {
    const { controls } = await complianceOf([https]);
    const stale = controls.filter(({ id }) => id === '3.2.2' || id === '4.2.2');
    expect(stale.map(({ state, rules }) => [state, rules])).toEqual([
      ['not-shown', []],
      ['not-shown', []],
    ]);
  });
});
