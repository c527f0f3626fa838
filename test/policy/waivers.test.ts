import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selects } from '../../src/engine/selector.js';
import { PolicyError } from '../../src/model/error.js';
import { formatLocation } from '../../src/model/location.js';
import { compileGlob } from '../../src/policy/compile/glob.js';
import { loadPolicy } from '../../src/policy/load.js';
import { registriesOf } from '../support/inventories.js';
import { folderWith, policyOf } from '../support/policies.js';

const waiver = (registry: string, rest = 'expires: 2999-01-31') =>
  `version: 1\nextends: recommended\nwaivers:\n  - rule: require-https\n    registry: ${registry}\n    reason: r\n    ${rest}\n`;

/** Whether a waiver with this selector speaks of the record. */
async function chooses(selector: string, record: Readonly<Record<string, unknown>>) {
  const { waivers = [] } = await policyOf(waiver(selector));
  const [registry] = registriesOf([record]);
  return waivers[0] && registry && selects(waivers[0].registry, registry);
}

/** Every mistake: where, and what. */
async function mistakes(text: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  try {
    await policyOf(text, others);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ location, message, hint }) =>
      [location && formatLocation(location), message, hint].filter(Boolean).join(' | '),
    );
  }
  return [];
}

describe('a glob', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\u{1f600}'), maxLength: 12 });
  const glob = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });

  it('means what the regular expression of the same shape does', () => {
    fc.assert(
      fc.property(glob, letters, (pattern, text) => {
        const escaped = pattern.replaceAll('.', '\\.').replaceAll('?', '.').replaceAll('*', '.*');
        expect(compileGlob(pattern)(text)).toBe(new RegExp(`^${escaped}$`, 'su').test(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes time in proportion to the text, however many stars it has', () => {
    const hostile = compileGlob(`${'*a'.repeat(90)}*b`);
    const time = (length: number) => {
      const text = 'a'.repeat(length);
      const from = performance.now();
      expect(hostile(text)).toBe(false);
      return performance.now() - from;
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(1000);
  });
});

describe('a selector', () => {
  const record = {
    Id: 66485,
    RegistryName: 'legacy-harbor',
    RegistryType: 'harbor',
    ProtocolType: 2,
    AliUid: '1000200030004000',
    PersistenceDay: 30,
    VpcId: '',
    Password: '',
  };

  it.each([
    ['{ RegistryName: legacy-harbor }', true],
    ['{ RegistryName: legacy-* }', true],
    ['{ RegistryName: Legacy-* }', false],
    ['{ RegistryName: [new-*, "*-harbo?"] }', true],
    ['{ RegistryName: legacy-*, RegistryType: quay }', false],
    ['{ ProtocolType: 2 }', true],
    ['{ ProtocolType: HTTPS }', true],
    ['{ ProtocolType: HTTP* }', true],
    ['{ ProtocolType: [1] }', false],
    ["{ AliUid: '1000200030004000' }", true],
    ["{ AliUid: '10002*' }", true],
    ['{ Id: 66485 }', true],
    ["{ PersistenceDay: '3?' }", true],
    ['{ PersistenceDay: 30 }', true],
    ['{ Password.set: false }', true],
    ["{ VpcId: '' }", true],
    ["{ RegionId: '*' }", false],
  ])('%s: %s', async (selector, expected) => {
    expect(await chooses(selector, record)).toBe(expected);
  });
});

describe('a waiver with a mistake', () => {
  it.each([
    ['{ RegistryNam: a }', 'policy.yaml:5:17 | RegistryNam is not known here | Did you mean RegistryName?'],
    [
      '{ Token: a }',
      'policy.yaml:5:17 | Token is not known here | Its value is secret. What rules can ask of it: Token.set.',
    ],
    ['{ RegistryType: quai }', 'policy.yaml:5:31 | RegistryType can never be "quai" | Did you mean quay?'],
    [
      '{ RegistryType: x* }',
      'policy.yaml:5:31 | no value of RegistryType matches x* | Its values are acr, harbor, quay, CI/CD.',
    ],
    ['{}', 'policy.yaml:5:15 | registry is empty | Give it a key, or take it out.'],
    [
      '{ RegistryName: 7 }',
      "policy.yaml:5:31 | RegistryName must be text or a list, not 7 | Write '7' with quotes.",
    ],
  ])('in its selector: %s', async (selector, expected) => {
    expect(await mistakes(waiver(selector))).toEqual([expected]);
  });

  it.each([
    [
      '{}',
      'policy.yaml:4:5 | a waiver needs expires, the day on which it ends | Write expires: YYYY-MM-DD, or let the policy say allowPermanent: true.',
    ],
    ['expires: 2027-02-29', 'policy.yaml:7:14 | 2027-02-29 is not a day of the calendar | Write YYYY-MM-DD.'],
    ['expires: 31.1.2027', 'policy.yaml:7:14 | 31.1.2027 does not match ^[0-9]{4}-[0-9]{2}-[0-9]{2}$'],
    ['expire: 2027-01-31', 'policy.yaml:7:5 | expire is not known here | Did you mean expires?'],
  ])('in its end: %s', async (rest, expected) => {
    const text = waiver('{ RegistryName: a }', rest === '{}' ? 'ticket: t' : rest);
    expect((await mistakes(text))[0]).toBe(expected);
  });

  it('lacks a reason', async () => {
    const bare = waiver('{ RegistryName: a }').replace('    reason: r\n', '');
    expect(await mistakes(bare)).toEqual(['policy.yaml:4:5 | a waiver needs reason']);
    const blank = waiver('{ RegistryName: a }').replace('reason: r', "reason: ' '");
    expect(await mistakes(blank)).toEqual(['policy.yaml:6:13 | a waiver needs a reason, not white space']);
  });

  it('stands in a file of its own, and is told there', async () => {
    const policy = 'version: 1\nextends: recommended\nwaivers: [./w.yaml, ./none.yaml]\n';
    const other =
      'version: 1\nwaivers:\n  - { rule: require-https, registry: { RegistryNam: a }, reason: r }\n';
    expect(await mistakes(policy, { 'w.yaml': other })).toEqual([
      'w.yaml:3:40 | RegistryNam is not known here | Did you mean RegistryName?',
    ]);
    expect(await mistakes(policy, { 'w.yaml': 'version: 1\nwaivers: []\n' })).toEqual([
      'policy.yaml:3:21 | the waivers ./none.yaml cannot be read: there is no such file | Give the path of a file of waivers relative to this one, such as ./waivers.yaml, or write a waiver.',
    ]);
  });
});

describe('waivers of a policy', () => {
  const one = (name: string) =>
    `  - { rule: require-https, registry: { RegistryName: ${name} }, reason: r, expires: 2999-01-31 }\n`;

  it('come from all layers and files, each place once', async () => {
    const folder = folderWith({
      'base.yaml': `version: 1\nextends: recommended\nwaivers:\n${one('base')}`,
      'a.yaml': 'version: 1\nextends: ./base.yaml\n',
      'b.yaml': `version: 1\nextends: ./base.yaml\nwaivers: [w/of-b.yaml]\n`,
      'w/of-b.yaml': `version: 1\nwaivers:\n${one('file')}`,
      'beside.yaml': `version: 1\nwaivers:\n${one('beside')}`,
      'policy.yaml': `version: 1\nextends: [./a.yaml, ./b.yaml]\nwaivers:\n${one('own')}`,
    });
    const { waivers = [], files } = await loadPolicy(['policy.yaml'], folder, { waivers: ['beside.yaml'] });
    const names = waivers.map(({ registry }) => registry[0]?.patterns[0]);
    expect(names).toEqual(['base', 'file', 'own', 'beside']);
    expect(waivers[0]?.location).toEqual({ file: 'base.yaml', line: 4, column: 5 });
    expect(files).toEqual(['policy.yaml', 'b.yaml', 'base.yaml', 'a.yaml', 'w/of-b.yaml', 'beside.yaml']);
  });

  it('may be permanent where the highest layer that speaks of it allows that', async () => {
    const endless = '  - { rule: require-https, registry: { RegistryName: a }, reason: r }\n';
    const text = (allow: string) => `version: 1\nextends: ./base.yaml\n${allow}waivers:\n${endless}`;
    const base = { 'base.yaml': 'version: 1\nextends: recommended\nallowPermanent: true\n' };
    expect(await mistakes(text(''), base)).toEqual([]);
    expect(await mistakes(text('allowPermanent: false\n'), base)).toHaveLength(1);
  });

  it('of a rule that does not exist are kept, with what was meant', async () => {
    const text = waiver('{ RegistryName: a }').replace('require-https', 'require-htps');
    const { waivers = [] } = await policyOf(text);
    expect(waivers[0]?.unknownRule).toEqual({ suggestion: 'require-https' });
    expect((await policyOf(waiver('{ RegistryName: a }'))).waivers?.[0]).not.toHaveProperty('unknownRule');
  });

  it('are named after no rule of a policy', async () => {
    const text = 'version: 1\nrules: { expired-waiver: { assert: { NetType: VPC } } }\n';
    expect(await mistakes(text)).toEqual([
      'policy.yaml:2:10 | expired-waiver is what a finding about waivers is called | Give the rule another name.',
    ]);
  });
});

describe('overrides', () => {
  it('tell their mistakes at their own place', async () => {
    const text = `version: 1
extends: recommended
overrides:
  - match: { RegionId: us-* }
    rules:
      require-htps: off
      persistence-days: { params: { minimum: 0 } }
  - match: { RegionI: us-* }
    rules: { require-vpc: of }
`;
    expect(await mistakes(text.replace('RegionI:', 'RegionId:').replace('of }', 'off }'))).toEqual([
      'policy.yaml:7:46 | minimum must be >= 1',
    ]);
    expect(await mistakes(text)).toEqual([
      'policy.yaml:7:46 | minimum must be >= 1',
      'policy.yaml:8:14 | RegionI is not known here | Did you mean RegionId?',
      'policy.yaml:9:27 | of is not a value of require-vpc | Did you mean off?',
    ]);
    const misspelt = text.split('\n').slice(0, 6).join('\n');
    expect(await mistakes(misspelt)).toEqual([
      'policy.yaml:6:7 | there is no rule require-htps | Did you mean require-https?',
    ]);
  });

  it('point findings at the line that made the rule what it is there', async () => {
    const { rules } = await policyOf(
      'version: 1\nextends: recommended\noverrides:\n  - match: { RegionId: us-* }\n    rules: { require-https: note }\n',
    );
    const rule = rules.find(({ id }) => id === 'require-https');
    expect(rule).not.toHaveProperty('location');
    expect(rule?.overrides?.[0]?.rule).toMatchObject({
      severity: 'note',
      location: { file: 'policy.yaml', line: 5, column: 14 },
    });
    expect(rules.find(({ id }) => id === 'require-vpc')).not.toHaveProperty('overrides');
  });
});
