import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../src/policy/load.js';
import { folderWith, mistakesIn, policyOf } from '../../support/policies.js';

/** What is wrong, the expression, the column in it, the code, and a part of what is said. */
const cases: readonly (readonly [string, string, number, string, string])[] = [
  ['a misspelt field', "ProtocolTyp == 'HTTPS'", 1, 'unknown-field', 'Did you mean ProtocolType?'],
  ['a misspelt field far in', "NetType == 'VPC' && has(VpcIdd)", 25, 'unknown-field', 'Did you mean VpcId?'],
  ['a misspelt fact', 'Password.sett', 1, 'unknown-field', 'Did you mean Password.set?'],
  ['a secret', "Token == 'x'", 1, 'unknown-field', 'What rules can ask of it: Token.set.'],
  ['a secret in has', 'has(Password)', 5, 'unknown-field', 'Password.set, Password.wellKnown'],
  ['a word without quotes', 'NetType == VPC', 12, 'unknown-field', 'Texts stand in quotes'],
  ['a misspelt value', "ProtocolType == 'HTTPs'", 17, 'unknown-value', 'Did you mean HTTPS?'],
  ['a misspelt value on the left', "'HTTPs' != ProtocolType", 1, 'unknown-value', 'Did you mean HTTPS?'],
  ['a misspelt value in a list', "RegistryType in ['acr', 'harbour']", 25, 'unknown-value', 'mean harbor?'],
  ['a misspelt key', "{'harbour': 9}[RegistryType] < PersistenceDay", 2, 'unknown-value', 'mean harbor?'],
  ['a misspelt value in a parameter', 'NetType == params.net', 12, 'unknown-value', 'Did you mean VPC?'],
  ['a number of the API', 'ProtocolType == 2', 17, 'unknown-value', "Write its name: 'HTTPS'."],
  ['text and number', "PersistenceDay == '90'", 1, 'wrong-type', 'numbers without'],
  ['an id as a number', 'Id == 1766185894104675', 1, 'wrong-type', 'ids are text'],
  ['two kinds of number', 'PersistenceDay + 0.5 > 3.0', 1, 'wrong-type', 'double(PersistenceDay)'],
  ['an argument of another type', 'UserName.startsWith(3)', 1, 'wrong-type', 'string.startsWith(int)'],
  ['a loop over text', "WhiteList.all(x, x != '')", 1, 'wrong-type', "WhiteList.split(',')"],
  ['a member of text', 'UserName.length > 3', 10, 'wrong-type', 'string'],
  ['a negation that binds too tight', "!NetType == 'VPC'", 1, 'wrong-type', 'write !(A == B)'],
  ['branches of two types', "(NetType == 'VPC' ? 1 : 'a') == 1", 2, 'wrong-type', 'int'],
  ['no truth', 'UserName', 1, 'bad-cel', 'a value of type string'],
  ['no truth but a list', "WhiteList.split(',')", 1, 'bad-cel', 'list<string>'],
  ['an end too soon', 'UserName ==', 12, 'bad-cel', 'the end'],
  ['one equals sign', "UserName = 'a'", 10, 'bad-cel', 'write =='],
  ['words for operators', "has(VpcId) and NetType == 'VPC'", 12, 'bad-cel', '&& and ||'],
  ['a bracket that stays open', "(UserName == 'a'", 17, 'bad-cel', 'expected )'],
  ['null', 'VpcId != null', 10, 'bad-cel', 'write has(Field)'],
  ['an unsigned number', 'PersistenceDay > 3u', 18, 'bad-cel', 'unsigned'],
  ['a number too large', 'PersistenceDay > 99999999999999999999', 18, 'bad-value', '64 bits'],
  ['a misspelt function', "UserName.startWith('a')", 1, 'unknown-function', 'Did you mean startsWith?'],
  ['a function that hides types', 'dyn(UserName) == 1', 1, 'unknown-function', 'there is no function dyn'],
  ['a function that is left out', 'timestamp(UserName) != UserName', 1, 'unknown-function', 'timestamp'],
  ['has of a variable', "WhiteList.split(',').all(x, has(x))", 33, 'bad-cel', 'has(VpcId)'],
  ['a limit of split', "WhiteList.split(',', 2)[0] == ''", 1, 'bad-cel', 'takes one argument'],
  ['has of what is no field', "has(UserName + 'a')", 5, 'bad-cel', 'has(VpcId)'],
  ['a bad pattern', "UserName.matches('a[')", 18, 'bad-pattern', 'Unterminated character class'],
  ['a pattern without an end in time', "UserName.matches('(?=a)')", 18, 'bad-pattern', 'linear time'],
  ['a pattern of the registry', 'UserName.matches(RegistryName)', 18, 'bad-pattern', 'contains'],
  ['a misspelt parameter', 'PersistenceDay > params.minimun', 18, 'unknown-param', 'Did you mean minimum?'],
  [
    'a parameter that cannot be used',
    'PersistenceDay > params.mixed',
    18,
    'wrong-type',
    'lists of one of them',
  ],
  ['a parameter of another type', 'UserName == params.minimum', 1, 'wrong-type', 'string == int'],
  [
    'a variable that hides a field',
    "WhiteList.split(',').all(UserName, UserName != '')",
    26,
    'bad-name',
    'entry',
  ],
  ['what is always true', '1 == 1', 1, 'constant', 'always true'],
  ['what is always true all the same', "UserName == 'a' || true", 1, 'constant', 'always true'],
  ['what speaks of nothing', '1 / 0 == 1', 1, 'constant', 'no field'],
];

const before = '    assert: { cel: "';
const policy = (text: string) =>
  `version: 1\nrules:\n  acme:\n    params: { minimum: 9, net: VPCs, mixed: [1, a] }\n${before}${text}" }\n`;

describe('a mistake in an expression', () => {
  it.each(cases)('%s: %s', async (_what, text, column, code, said) => {
    const [mistake, ...rest] = await mistakesIn(policy(text));
    expect(rest).toEqual([]);
    expect(mistake?.code).toBe(code);
    expect(mistake?.location).toMatchObject({ line: 5, column: before.length + column });
    expect(`${mistake?.message}\n${mistake?.hint}`).toContain(said);
    expect(mistake?.frame).toContain('^');
  });

  it('is told wherever a condition may stand, all at once', async () => {
    const mistakes = await mistakesIn(`version: 1
rules:
  acme:
    when:
      anyOf:
        - cel: UserNam == 'a'
        - not: { allOf: [{ cel: "VpcIdd == 'a'" }] }
    assert:
      cel: |
        # is no comment of CEL
overrides:
  - match: { RegionId: cn-* }
    rules: { persistence-days: { params: { minimum: 9 } } }
`);
    expect(mistakes.map(({ location }) => `${location?.line}:${location?.column}`)).toEqual([
      '6:16',
      '7:34',
      '10:9',
    ]);
  });

  it('is told at the line of what an override puts into it', async () => {
    const [mistake] = await mistakesIn(`version: 1
rules:
  acme:
    params: { net: VPC }
    assert: { cel: NetType == params.net }
overrides:
  - match: { RegionId: cn-* }
    rules: { acme: { params: { net: Wan } } }
`);
    expect(mistake).toMatchObject({ code: 'unknown-value', location: { line: 5, column: 31 } });
  });

  it('is told where the anchor stands whose text an alias repeats', async () => {
    const [mistake] = await mistakesIn(
      "version: 1\nrules:\n  a: { assert: { cel: &same UserNam != '' } }\n  b: { assert: { cel: *same } }\n",
    );
    expect(mistake?.location).toMatchObject({ line: 3, column: 29 });
  });

  it('is what else but text stands there', async () => {
    const [mistake] = await mistakesIn('version: 1\nrules:\n  a: { assert: { cel: 3 } }\n');
    expect(mistake).toMatchObject({ code: 'wrong-type', location: { line: 3, column: 23 } });
  });
});

describe('an expression that can never hold', () => {
  const rule = (condition: string) => `version: 1\nrules:\n  acme:\n    assert: ${condition}\n`;

  it.each([
    `{ cel: "ProtocolType == 'HTTP' && ProtocolType == 'HTTPS'" }`,
    `{ NetType: VPC, cel: "NetType == 'Internet'" }`,
    `{ NetType: VPC, not: { cel: "NetType == 'VPC'" } }`,
    `{ anyOf: [{ cel: "Token.set && !Token.set" }] }`,
  ])('is an error: %s', async (condition) => {
    expect(await mistakesIn(rule(condition))).toMatchObject([{ code: 'never-holds' }]);
  });

  it.each([
    `{ PersistenceDay: { minimum: 10 }, cel: "PersistenceDay > 500" }`,
    `{ UserName: { not: { const: a } }, cel: "UserName == 'b'" }`,
    `{ VpcId: { present: false }, cel: "NetType == 'VPC' && !has(VpcId)" }`,
    `{ not: { cel: "NetType == 'VPC' || Token.set" } }`,
  ])('is not one that can: %s', async (condition) => {
    expect((await policyOf(rule(condition))).rules).toHaveLength(1);
  });
});

describe('a file that may hold secrets', () => {
  it('is not quoted', async () => {
    const text =
      'version: 1\nrules: { a: { assert: { cel: "UserNam == 1" } } }\ndescription: |\n  Password: x\n';
    const folder = folderWith({ 'policy.yaml': text });
    await expect(loadPolicy(['policy.yaml'], folder)).rejects.toMatchObject({
      problems: [{ code: 'unknown-field', location: { line: 2, column: 31 } }],
    });
    const [mistake] = await mistakesIn(text);
    expect(mistake?.frame).toBeUndefined();
  });
});
