import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../src/policy/compile/schemas.js';
import { mistakesIn, policyOf } from '../support/policies.js';

const rule = (params: string, assert: string) =>
  `version: 1\nrules:\n  acme:\n    params: ${params}\n    assert: ${assert}\n`;

/** What is wrong, the parameters, the condition, the place, the code, and a part of what is said. */
const cases: readonly (readonly [string, string, string, string, string, string])[] = [
  [
    'a misspelt kind of address',
    '{ a: privat }',
    '{ RegistryHostIp: { not: { addressScope: { $param: a } } } }',
    '4:18',
    'unknown-value',
    'privat is not a value of addressScope Did you mean private?',
  ],
  [
    'a misspelt family',
    '{ a: { ipv5: 30 } }',
    '{ WhiteList: { eachEntry: { minPrefix: { $param: a } } } }',
    '4:20',
    'unknown-key',
    'ipv5 is not known here Did you mean ipv4?',
  ],
  [
    'a number in quotes',
    "{ a: '24' }",
    '{ WhiteList: { eachEntry: { minPrefix: { ipv4: { $param: a } } } } }',
    '4:18',
    'wrong-type',
    'ipv4 must be a whole number, not the text 24 Write 24 without quotes.',
  ],
  ['a schema that asks nothing', '{ a: {} }', '{ PersistenceDay: { $param: a } }', '4:18', 'empty', ''],
  [
    'a keyword for other types',
    "{ a: { pattern: '^9' } }",
    '{ PersistenceDay: { $param: a } }',
    '4:20',
    'unknown-key',
    'pattern is not known here',
  ],
  [
    'a text for a boolean',
    "{ a: { present: 'yes' } }",
    '{ RegionId: { $param: a } }',
    '4:29',
    'wrong-type',
    'present must be true or false',
  ],
  [
    'a text for a count',
    '{ a: none }',
    '{ WhiteList: { minEntries: { $param: a } } }',
    '4:18',
    'wrong-type',
    'minEntries must be a whole number',
  ],
  [
    'a text for a list of ranges',
    '{ a: 10.0.0.0/8 }',
    '{ RegistryHostIp: { cidr: { $param: a } } }',
    '4:18',
    'wrong-type',
    'cidr must be a list',
  ],
  [
    'a text for a list of names',
    '{ a: example.com }',
    '{ DomainName: { domain: { $param: a } } }',
    '4:18',
    'wrong-type',
    'domain must be a list',
  ],
  [
    'a value inside a list',
    '{ a: [acr, habor] }',
    '{ anyOf: [{ NetType: VPC }, { RegistryType: { enum: { $param: a } } }] }',
    '4:24',
    'unknown-value',
    'Did you mean harbor?',
  ],
  [
    'a parameter in a parameter',
    '{ a: { $param: b }, b: 3 }',
    '{ PersistenceDay: { minimum: { $param: a } } }',
    '5:52',
    'bad-value',
    'refers to a parameter itself',
  ],
];

describe('a parameter of a rule of one’s own', () => {
  it.each(cases.map((one) => [...one] as const))(
    'is refused: %s',
    async (_what, params, assert, place, code, said) => {
      const [mistake, ...others] = await mistakesIn(rule(params, assert));
      expect(`${mistake?.location?.line}:${mistake?.location?.column}`).toBe(place);
      expect(mistake?.code).toBe(code);
      expect(`${mistake?.message} ${mistake?.hint ?? ''}`).toContain(said);
      expect(others).toEqual([]);
    },
  );

  it('is refused in the policy that gives it', async () => {
    const base = rule('{ a: private }', '{ RegistryHostIp: { addressScope: { $param: a } } }');
    const child = 'version: 1\nextends: ./base.yaml\nrules:\n  acme: { params: { a: privat } }';
    const [mistake] = await mistakesIn(child, { 'base.yaml': base });
    expect(mistake?.location).toEqual({ file: 'policy.yaml', line: 4, column: 24 });
    const [there] = await mistakesIn(
      `${base}overrides:\n  - match: { RegionId: eu-* }\n    rules: { acme: { params: { a: privat } } }`,
    );
    expect(there?.location).toMatchObject({ line: 8, column: 35 });
  });

  it('is refused in a narrowing, where a built-in rule’s own parameter is put', async () => {
    const when = 'version: 1\nrules:\n  persistence-days: { when: { RegionId: { $param: minimum } } }';
    const [mistake] = await mistakesIn(when);
    expect(mistake).toMatchObject({ code: 'wrong-type', location: { line: 3, column: 51 } });
  });

  it('is told of once, however often it is used', async () => {
    const scope = '{ addressScope: { $param: a } }';
    const text = rule('{ a: privat }', `{ RegistryHostIp: ${scope}, WhiteList: { someEntry: ${scope} } }`);
    const mistakes = await mistakesIn(`${text}    when: { RegistryHostIp: ${scope} }\n`);
    expect(mistakes.map(({ code }) => code)).toEqual(['unknown-value']);
  });

  it('stands wherever a value can', async () => {
    const text = rule(
      "{ a: [acr], b: 3, c: { maximum: 9 }, d: { ipv4: 24 }, e: '^x' }",
      '{ RegistryType: { enum: { $param: a } }, PersistenceDay: { minimum: { $param: b } }, TransPerHour: { $param: c }, WhiteList: { eachEntry: { minPrefix: { $param: d } } }, RegistryName: { pattern: { $param: e } } }',
    );
    expect((await policyOf(text)).rules).toHaveLength(1);
  });
});

describe('a schema with a wrong value', () => {
  it.each([
    { addressScope: 'privat' },
    { addressScope: [] },
    { addressOrRange: 'yes' },
    { cidr: '10.0.0.0/8' },
    { cidr: [] },
    { minPrefix: { ipv5: 30 } },
    { minPrefix: { ipv4: '24' } },
    { minPrefix: {} },
    { minEntries: 'none' },
    { maxEntries: -1 },
    { hostName: 1 },
    { domain: 'example.com' },
    { eachEntry: 'x' },
  ])('does not compile: %j', async (schema) => {
    await expect(compileSchema(schema)).rejects.toThrow();
  });
});
