import { describe, expect, it } from 'vitest';
import { builtinPacks } from '../../src/policy/builtin.js';
import { loadPolicy } from '../../src/policy/load.js';
import { type ExplainedRule, explainPolicy } from '../../src/policy/provenance.js';
import { folderWith } from '../support/policies.js';

const files = {
  'policy.yaml': `version: 1
extends: [recommended, ./company.yaml]
rules:
  require-vpc: off
  persistence-days: { params: { minimum: 90 } }
  acme-naming:
    assert: { RegistryName: { pattern: ^acme- } }
overrides:
  - match: { RegionId: cn-* }
    rules: { persistence-days: error }
`,
  'company.yaml': `version: 1
rules:
  persistence-days:
    severity: note
    when: { RegistryType: harbor }
    message: Keep them longer
`,
};

const at = (file: string, line: number, column: number) => ({
  kind: 'file',
  location: { file, line, column },
});

async function rule(id: string): Promise<ExplainedRule | undefined> {
  const { rules } = await explainPolicy(['policy.yaml'], folderWith(files));
  return rules.find((one) => one.id === id);
}

describe('explainPolicy', () => {
  it('tells where each value of a rule comes from', async () => {
    expect(await rule('persistence-days')).toMatchObject({
      builtin: true,
      severity: { value: 'note', from: at('company.yaml', 4, 15) },
      params: { minimum: { value: 90, from: at('policy.yaml', 5, 42) } },
      when: [{ value: { RegistryType: 'harbor' }, from: at('company.yaml', 5, 11) }],
      message: { value: 'Keep them longer', from: at('company.yaml', 6, 14) },
      overrides: [{ match: { RegionId: 'cn-*' }, setting: 'error', from: at('policy.yaml', 10, 32) }],
    });
  });

  it('tells what comes with a pack or with the rule', async () => {
    expect(await rule('require-https')).toMatchObject({
      severity: { value: 'error', from: { kind: 'pack', pack: 'recommended' } },
      assert: { from: { kind: 'rule' } },
    });
    expect(await rule('whitelist-bounded')).toMatchObject({
      params: { ipv4: { value: 16, from: { kind: 'rule' } } },
      when: [{ from: { kind: 'rule' } }],
    });
  });

  it('tells of rules that are off, and of one’s own', async () => {
    expect(await rule('require-vpc')).toMatchObject({
      severity: { value: 'off', from: at('policy.yaml', 4, 16) },
    });
    expect(await rule('acme-naming')).toMatchObject({
      builtin: false,
      severity: { value: 'warning', from: { kind: 'rule' } },
      assert: { from: at('policy.yaml', 7, 13) },
    });
  });

  it('agrees with the policy that is run', async () => {
    const folder = folderWith(files);
    for (const names of [['policy.yaml'], ...[...builtinPacks.keys()].map((name) => [name])]) {
      const [explained, run] = await Promise.all([explainPolicy(names, folder), loadPolicy(names, folder)]);
      const on = explained.rules.filter(({ severity }) => severity.value !== 'off');
      expect(on.map(({ id, severity }) => [id, severity.value])).toEqual(
        run.rules.map(({ id, severity }) => [id, severity]),
      );
      for (const { id, params } of on) {
        const values = Object.fromEntries(Object.entries(params).map(([name, { value }]) => [name, value]));
        expect(run.rules.find((one) => one.id === id)?.params).toEqual(values);
      }
    }
  });

  it('does not explain a policy with mistakes', async () => {
    const folder = folderWith({ 'policy.yaml': 'version: 1\nrules: { require-htps: error }' });
    await expect(explainPolicy(['policy.yaml'], folder)).rejects.toThrow('there is no rule require-htps');
  });
});
