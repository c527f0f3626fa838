import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { findPolicy } from '../../src/policy/find.js';
import { loadPolicy } from '../../src/policy/load.js';
import { registriesOf } from '../support/inventories.js';
import { folderWith, policyOf } from '../support/policies.js';

const outcomes = async (text: string, record: Readonly<Record<string, unknown>>) => {
  const engine = new Engine(await policyOf(text), { includePass: true });
  return engine
    .evaluate(registriesOf([record])[0] ?? { index: 0 })
    .map(({ rule, outcome }) => `${rule.id} ${outcome}`);
};

describe('loadPolicy', () => {
  it('takes a built-in pack as it is', async () => {
    const policy = await loadPolicy(['strict'], '/');
    expect(policy.name).toBe('strict');
    expect(policy.files).toEqual([]);
    expect(policy.rules.map(({ id }) => id)).toContain('token-over-password');
    expect(policy.rules.find(({ id }) => id === 'require-vpc')?.severity).toBe('error');
  });

  it('lays policies over each other, the later ones on top', async () => {
    const policy = await policyOf(
      `version: 1
extends: [recommended, ./company.yaml]
rules:
  require-vpc: off
  persistence-days: { params: { minimum: 90 } }
`,
      { 'company.yaml': 'version: 1\nrules:\n  persistence-days: note\n  require-vpc: error\n' },
    );
    const days = policy.rules.find(({ id }) => id === 'persistence-days');
    expect(days).toMatchObject({ severity: 'note', params: { minimum: 90 } });
    expect(days?.location).toEqual({ file: 'policy.yaml', line: 5, column: 3 });
    expect(policy.rules.some(({ id }) => id === 'require-vpc')).toBe(false);
    expect(policy.files).toEqual(['policy.yaml', 'company.yaml']);
    expect(policy.rules.find(({ id }) => id === 'require-https')).not.toHaveProperty('location');
  });

  it('refuses a file that is not UTF-8, whose names would be others', async () => {
    const folder = folderWith({});
    const text = 'version: 1\nrules: { require-https: error }\ntitle: caf\u00e9\n';
    writeFileSync(join(folder, 'policy.yaml'), Buffer.from(text, 'latin1'));
    const refused = loadPolicy(['policy.yaml'], folder);
    await expect(refused).rejects.toMatchObject({ code: 'no-policy', exitCode: 2 });
    await expect(refused).rejects.toThrow('policy.yaml cannot be read: it is not UTF-8 text');
    writeFileSync(join(folder, 'policy.yaml'), text.replace('\u00e9', '\ufffd'));
    await expect(loadPolicy(['policy.yaml'], folder)).resolves.toBeDefined();
  });

  it('narrows a rule by every when above it', async () => {
    const text = `version: 1
rules:
  require-vpc:
    when: { RegionId: { pattern: ^cn- } }
`;
    expect(await outcomes(text, { NetType: 1, RegionId: 'cn-hangzhou' })).toEqual(['require-vpc fail']);
    expect(await outcomes(text, { NetType: 1, RegionId: 'us-west-1' })).toEqual([]);
    expect(await outcomes(text, { NetType: 1 })).toEqual(['require-vpc open']);
  });

  it('takes names and numbers of enum values, and ids however they are written', async () => {
    const text = `version: 1
rules:
  named: { assert: { ProtocolType: HTTPS } }
  numbered: { assert: { ProtocolType: 2 } }
  listed: { assert: { NetType: { enum: [1, VPC] } } }
  id: { assert: { Id: 66485 } }
  digits: { assert: { AliUid: '9223372036854775807' } }
`;
    const record = { ProtocolType: 2, NetType: 2, Id: 66485, AliUid: 9223372036854775807n };
    expect(await outcomes(text, record)).toEqual(
      ['named', 'numbered', 'listed', 'id', 'digits'].map((id) => `${id} pass`),
    );
  });

  it('keeps a built-in rule to the message that the policy gives it', async () => {
    const policy = await policyOf("version: 1\nrules:\n  require-https: { message: 'Use TLS, {UserName}' }");
    expect(policy.rules[0]).toMatchObject({ message: 'Use TLS, {UserName}' });
    expect(policy.rules[0]?.zh).toBeUndefined();
  });

  it('fills in what a rule of one’s own leaves out', async () => {
    const policy = await policyOf(
      'version: 1\nrules:\n  acme: { title: All is well, assert: { NetType: VPC } }',
    );
    expect(policy.rules[0]).toMatchObject({
      severity: 'warning',
      message: 'Not so: All is well',
      builtin: false,
    });
  });

  it('takes a policy that comes again above one that turned its rule off', async () => {
    const shared = 'version: 1\nrules:\n  persistence-days: { params: { minimum: 9 } }\n';
    const policy = await policyOf('version: 1\nextends: [./a.yaml, ./b.yaml]', {
      'shared.yaml': shared,
      'a.yaml': 'version: 1\nextends: ./shared.yaml\nrules: { persistence-days: off }',
      'b.yaml': 'version: 1\nextends: ./shared.yaml\nrules: { require-https: error }',
    });
    expect(policy.rules.map(({ id }) => id)).toEqual(['require-https']);
  });

  it('reads JSON and a byte order mark too', async () => {
    const policy = await policyOf('\ufeff{ "version": 1, "rules": { "require-https": "error" } }');
    expect(policy.rules).toHaveLength(1);
  });
});

describe('findPolicy', () => {
  it('finds a link that leads nowhere, which then cannot be read', async () => {
    const folder = folderWith({});
    symlinkSync('/nowhere/policy.yaml', `${folder}/registry-lint.yaml`);
    const found = findPolicy(folder);
    expect(found).toBe(`${folder}/registry-lint.yaml`);
    await expect(loadPolicy([found ?? ''], folder)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('it is a symbolic link, and what it leads to is not there'),
    });
  });

  it('finds the nearest policy above', () => {
    const folder = folderWith({ 'registry-lint.yaml': '', 'a/registry-lint.yml': '', 'a/b/c/x': '' });
    expect(findPolicy(`${folder}/a/b/c`)).toBe(`${folder}/a/registry-lint.yml`);
    expect(findPolicy(folder)).toBe(`${folder}/registry-lint.yaml`);
  });
});
