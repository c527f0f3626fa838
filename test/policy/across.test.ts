import { describe, expect, it } from 'vitest';
import { explainPolicy } from '../../src/policy/provenance.js';
import { folderWith, mistakesIn, policyOf } from '../support/policies.js';

const rules = (text: string, rest = '') => `version: 1\nrules:\n  r: { ${text} }\n${rest}`;

describe('a mistake in a rule across registries', () => {
  it.each([
    ['unique: [DomainNam]', 'Did you mean DomainName?', '3:17'],
    ['unique: DomainNam', 'Did you mean DomainName?', '3:16'],
    ['unique: [Password]', undefined, '3:17'],
    ['uniqe: [DomainName]', 'Did you mean unique?', '3:8'],
    ['count: { mn: 1 }', 'Did you mean min?', '3:17'],
    ['count: { min: 1, by: RegionID }', 'Did you mean RegionId?', '3:29'],
    ['count: { min: 1, by: RegistryType, for: [habor] }', 'Did you mean harbor?', '3:49'],
    ['expected: [{ RegistryNam: x }]', 'Did you mean RegistryName?', '3:21'],
    ['expected: [{ RegistryType: habor }]', 'Did you mean harbor?', '3:35'],
  ])('%s: %s', async (text, hint, place) => {
    const [first, second] = await mistakesIn(rules(text));
    expect(second).toBeUndefined();
    const { line, column } = first?.location ?? {};
    expect(`${line}:${column}`).toBe(place);
    if (hint !== undefined) expect(first?.hint).toBe(hint);
    else expect(first?.hint).not.toContain('Password');
  });

  it.each([
    ['unique: []', 'empty'],
    ['expected: []', 'empty'],
    ['count: {}', 'empty'],
    ['count: { min: 0 }', 'nothing-asked'],
    ['count: { by: RegionId }', 'nothing-asked'],
    ['count: { min: 2, max: 1 }', 'never-holds'],
    ['count: { min: -1 }', 'bad-value'],
    ['count: { min: 1, for: [x] }', 'missing-key'],
    ['count: { min: 1, by: [RegionId, AliUid], for: [x] }', 'missing-key'],
    ["count: { min: 1, by: RegionId, for: [''] }", 'empty'],
    ['count: { min: 1, by: RegionId, for: [1] }', 'wrong-type'],
    ['expected: [{ RegistryName: x }, { RegistryName: x }]', 'declared-twice'],
    ['expected: [{ RegistryType: harbor, Id: 7 }, { Id: "7", RegistryType: harbor }]', 'declared-twice'],
    ['unique: [Id], assert: { NetType: VPC }', 'conflicting-keys'],
    ['unique: [Id], count: { min: 1 }', 'conflicting-keys'],
    ['unique: [Id], message: "{Idd}"', 'unknown-field'],
    ['count: { min: 1, by: RegionId }, message: "{RegistryName}"', 'unknown-field'],
    ['unique: [Id], when: { RegistryType: habor }', 'unknown-value'],
    ['unique: [Id], when: { PersistenceDay: { minimum: 2, maximum: 1 } }', 'never-holds'],
  ])('%s: %s', async (text, code) => {
    expect((await mistakesIn(rules(text))).map((mistake) => mistake.code)).toEqual([code]);
  });

  it('is an override: it cannot be another rule for some of what it compares', async () => {
    const override = 'overrides:\n  - match: { RegionId: a }\n    rules: { r: warning }\n';
    const [mistake, more] = await mistakesIn(rules('unique: Id', override));
    expect(mistake).toMatchObject({ code: 'override-across', location: { line: 6, column: 14 } });
    expect(more).toBeUndefined();
  });

  it('is also found where another policy has the other half', async () => {
    const base = rules('unique: Id');
    const text = 'version: 1\nextends: ./base.yaml\nrules: { r: { assert: { NetType: VPC } } }\n';
    expect((await mistakesIn(text, { 'base.yaml': base }))[0]).toMatchObject({ code: 'conflicting-keys' });
  });

  it('is a built-in rule that is asked so', async () => {
    const text = 'version: 1\nrules: { require-https: { unique: Id } }\n';
    expect((await mistakesIn(text)).map(({ code }) => code)).toEqual(['unknown-key']);
  });
});

describe('a rule across registries', () => {
  it('can be narrowed, made another severity and turned off by a policy above', async () => {
    const base = { 'base.yaml': rules('unique: [Id]') };
    const above = (setting: string) =>
      policyOf(`version: 1\nextends: [recommended, ./base.yaml]\nrules: { r: ${setting} }\n`, base);
    const find = async (setting: string) => (await above(setting)).rules.find(({ id }) => id === 'r');
    expect(await find('error')).toMatchObject({
      severity: 'error',
      across: { kind: 'unique', fields: ['Id'] },
    });
    expect(await find('{ when: { RegistryType: harbor } }')).toMatchObject({ narrowed: {} });
    expect(await find('{ unique: AliUid }')).toMatchObject({ across: { fields: ['AliUid'] } });
    expect(await find('off')).toBeUndefined();
  });

  it('is explained with where it is written', async () => {
    const folder = folderWith({ 'p.yaml': rules('count: { min: 1, by: RegionId }') });
    const { rules: explained } = await explainPolicy(['p.yaml'], folder);
    expect(explained[0]).toMatchObject({
      title: 'At least 1 registry for each RegionId',
      count: { value: { min: 1, by: 'RegionId' }, from: { kind: 'file', location: { line: 3, column: 15 } } },
    });
    expect(explained[0]).not.toHaveProperty('assert');
  });

  it.each([
    ['unique: [Id, AliUid, VpcId]', 'No two registries have the same Id, AliUid and VpcId'],
    ['count: { min: 2, max: 3 }', 'At least 2 and at most 3 registries in all'],
    ['count: { max: 1, by: AliUid }', 'At most 1 registry for each AliUid'],
    ['expected: [{ Id: 1 }]', 'The registries are those that are declared'],
    ['title: Mine, expected: [{ Id: 1 }]', 'Mine'],
  ])('has a title of its own: %s', async (text, title) => {
    const [rule] = (await policyOf(rules(text))).rules;
    expect(rule?.title).toBe(title);
    expect(rule?.zh?.title === undefined).toBe(title === 'Mine');
    if (rule?.zh) expect(rule.zh.title).toMatch(/\p{Script=Han}/u);
  });
});
