import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../../src/policy/load.js';
import { folderWith, mistakesIn, policyOf } from '../support/policies.js';

const rule = (assert: string, rest = '') => `version: 1\nrules:\n  acme:\n    assert: ${assert}\n${rest}`;

/** A policy that some of these extend. */
const off = {
  'off.yaml':
    'version: 1\nrules:\n  persistence-days: off\n  acme: { severity: off, assert: { NetType: VPC } }',
};

/** What is wrong, the text with the mistake in it, its place, its code, and a part of its hint. */
const cases: readonly (readonly [string, string, string, string, string?])[] = [
  ['no version', 'rules: { require-https: error }', '1:1', 'missing-key', 'version: 1'],
  ['a version of later days', 'version: 2\nrules: { require-https: error }', '1:10', 'unknown-value'],
  ['a misspelt key', 'version: 1\nrule: {}', '2:1', 'unknown-key', 'Did you mean rules?'],
  ['a misspelt rule', 'version: 1\nrules: { require-http: error }', '2:10', 'unknown-rule', 'require-https?'],
  [
    'a misspelt rule that is turned off',
    'version: 1\nrules:\n  require-vcp: off',
    '3:3',
    'unknown-rule',
    'require-vpc?',
  ],
  [
    'a misspelt severity',
    'version: 1\nrules:\n  require-https: eror',
    '3:18',
    'unknown-value',
    'Did you mean error?',
  ],
  [
    'a misspelt setting',
    'version: 1\nrules:\n  require-https: { severty: error }',
    '3:20',
    'unknown-key',
    'severity?',
  ],
  [
    'a misspelt parameter',
    'version: 1\nrules:\n  persistence-days: { params: { minimun: 9 } }',
    '3:33',
    'unknown-key',
    'minimum?',
  ],
  [
    'a parameter of the wrong type',
    "version: 1\nrules:\n  persistence-days: { params: { minimum: '90' } }",
    '3:42',
    'wrong-type',
    'Write 90 without quotes.',
  ],
  [
    'a parameter that is missing',
    'version: 1\nrules:\n  allowed-regions: error',
    '3:3',
    'missing-param',
    'params: { regions',
  ],
  [
    'a parameter that is no pattern',
    "version: 1\nrules:\n  registry-name-pattern: { params: { pattern: '(' } }",
    '3:36',
    'bad-pattern',
  ],
  [
    'a rule without an assert',
    'version: 1\nrules:\n  acme: { severity: error }',
    '3:3',
    'unknown-rule',
    'needs an `assert`',
  ],
  ['a rule that is empty', 'version: 1\nrules:\n  require-https:\n', '3:17', 'wrong-type'],
  ['a misspelt field', rule('{ ProtocolTyp: HTTPS }'), '4:15', 'unknown-key', 'ProtocolType?'],
  ['a misspelt keyword', rule('{ PersistenceDay: { minimun: 3 } }'), '4:33', 'unknown-key', 'minimum?'],
  [
    'a keyword for other types',
    rule('{ RegistryName: { minimum: 3 } }'),
    '4:31',
    'unknown-key',
    'Known here: const',
  ],
  ['a value that an enum lacks', rule('{ ProtocolType: HTTPSS }'), '4:29', 'unknown-value', 'HTTPS?'],
  ['a number that an enum lacks', rule('{ ProtocolType: { enum: [2, 3] } }'), '4:41', 'unknown-value'],
  [
    'a list where a schema stands',
    rule('{ RegistryType: [harbor, quay] }'),
    '4:29',
    'wrong-type',
    '{ enum: [a, b] }',
  ],
  ['a text for a boolean', rule('{ Password.set: yes }'), '4:29', 'wrong-type', 'true or false'],
  ['a pattern that is none', rule("{ RegistryName: { pattern: '([a' } }"), '4:40', 'bad-pattern'],
  ['a range that is none', rule('{ RegistryHostIp: { cidr: [10.0.0.0/33] } }'), '4:40', 'bad-value'],
  ['a domain that is none', rule("{ DomainName: { domain: ['https://x'] } }"), '4:38', 'bad-value'],
  ['an id that loses digits', rule('{ AliUid: 99999999999999999999 }'), '4:23', 'wrong-type', 'in quotes'],
  [
    'present about an entry',
    rule('{ WhiteList: { eachEntry: { present: true } } }'),
    '4:41',
    'misplaced-keyword',
  ],
  [
    'an unknown parameter in a condition',
    rule('{ PersistenceDay: { minimum: { $param: min } } }', '    params: { minimum: 3 }'),
    '4:52',
    'unknown-param',
    'Give it a value',
  ],
  [
    'a field that a message lacks',
    rule('{ NetType: VPC }', "    message: '{NetTyp} is wrong'"),
    '5:14',
    'unknown-field',
    'NetType?',
  ],
  [
    'a minimum above its maximum',
    rule('{ PersistenceDay: { minimum: 90, maximum: 30 } }'),
    '4:13',
    'never-holds',
  ],
  [
    'bounds that exclude each other in parts',
    rule('{ allOf: [{ PersistenceDay: { minimum: 90 } }, { PersistenceDay: { maximum: 30 } }] }'),
    '4:13',
    'never-holds',
  ],
  [
    'one field with two values',
    rule('{ ProtocolType: HTTP, allOf: [{ ProtocolType: HTTPS }] }'),
    '4:13',
    'never-holds',
  ],
  [
    'a length that cannot be',
    rule('{ RegistryName: { minLength: 9, maxLength: 3 } }'),
    '4:13',
    'never-holds',
  ],
  [
    'a branch that cannot be',
    rule('{ anyOf: [{ NetType: VPC }, { PersistenceDay: { minimum: 9, maximum: 3 } }] }'),
    '4:13',
    'never-holds',
  ],
  [
    'a narrowing that cannot be',
    'version: 1\nrules:\n  require-https: { when: { Token.set: true, not: {}, allOf: [{ Token.set: false }] } }',
    '3:50',
    'empty',
  ],
  ['no rule at all', 'version: 1\nrules: { require-https: off }', '2:1', 'no-rules', 'extends'],
  [
    'a key that stands twice',
    'version: 1\nrules:\n  require-https: error\n  require-https: off',
    '4:3',
    'duplicate-key',
  ],
  ['two documents', 'version: 1\n---\nversion: 1', '2:1', 'not-yaml'],
  [
    'two documents, which begin together',
    '---\nversion: 1\nrules: { require-https: error }\n---\nrules: {}\n',
    '4:1',
    'not-yaml',
    'a file of its own',
  ],
  [
    'a tag that is not known',
    'version: 1\nrules:\n  require-https: !foo error',
    '3:18',
    'not-yaml',
    'Take the tag out',
  ],
  [
    'a version in quotes',
    "version: '1'\nrules: { require-https: error }",
    '1:10',
    'unknown-value',
    'Write 1 without quotes.',
  ],
  [
    'parameters for what is off below',
    'version: 1\nextends: ./off.yaml\nrules:\n  require-https: error\n  persistence-days: { params: { minimum: 9000 } }',
    '5:3',
    'off-below',
    'Give it a severity',
  ],
  [
    'parameters for some registries, of what is off for all',
    'version: 1\nrules: { require-https: error, persistence-days: off }\noverrides:\n  - match: { RegionId: eu-* }\n    rules: { persistence-days: { params: { minimum: 90 } } }',
    '5:14',
    'off-below',
    'Give it a severity',
  ],
  [
    'another assert for a rule that is off below',
    'version: 1\nextends: ./off.yaml\nrules:\n  require-https: error\n  acme: { assert: { NetType: Internet } }',
    '5:3',
    'off-below',
    'Give it a severity',
  ],
  ['no YAML', 'version: 1\nrules: [', '2:9', 'not-yaml'],
  ['an unknown pack', 'version: 1\nextends: [recomended]', '2:11', 'bad-extends', 'recommended?'],
  [
    'a file that is not there',
    'version: 1\nextends: ./nope.yaml',
    '2:10',
    'bad-extends',
    'relative to this one',
  ],
];

describe('a policy with a mistake', () => {
  it.each(cases.map((one) => [...one] as const))('%s', async (_what, text, place, code, hint = '') => {
    const [mistake] = await mistakesIn(text, off);
    expect(mistake?.code).toBe(code);
    expect(`${mistake?.location?.line}:${mistake?.location?.column}`).toBe(place);
    expect(mistake?.location?.file).toBe('policy.yaml');
    expect(mistake?.frame).toMatch(/^> *\d+ \|/m);
    expect(mistake?.frame).toContain('^');
    expect(mistake?.hint ?? '').toContain(hint);
  });

  it('names a secret field: nothing of the file is quoted', async () => {
    const [mistake] = await mistakesIn(rule("{ Password: 'FAKE-hunter2' }"));
    expect(mistake).toMatchObject({ code: 'unknown-key', location: { line: 4, column: 15 } });
    expect(mistake?.hint).toContain('is secret. What rules can ask of it: Password.set');
    expect(JSON.stringify(mistake)).not.toContain('hunter2');
  });

  it.each([
    '{"ImageRegistryInfos":[{"Id":1,"Password":"FAKE-hunter2"}]}',
    '{"Id":1,"Password":"FAKE-hunter2"}\n{"Id":2,"Password":"FAKE-hunter2"}',
    '- Id: 1\n  Password: FAKE-hunter2\n',
    'Password: "FAKE-hunter2\n',
    'version: 1\nToken: !FAKE-hunter2 x\n',
    'JenkinsEnv: *FAKE-hunter2\n',
  ])('is an inventory, of which nothing is quoted: %j', async (text) => {
    const mistakes = await mistakesIn(text);
    expect(mistakes.length).toBeGreaterThan(0);
    expect(JSON.stringify(mistakes)).not.toContain('hunter2');
  });

  it('tells all mistakes, in the order of the file', async () => {
    const text =
      'version: 1\nrules:\n  require-http: error\n  acme: { assert: { NetType: { enum: [VCP] } } }\nrule: {}';
    const codes = (await mistakesIn(text)).map(({ location }) => location?.line);
    expect(codes).toEqual([4, 5]);
    const semantic = 'version: 1\nrules:\n  require-http: error\n  allowed-regions: error';
    expect((await mistakesIn(semantic)).map(({ code }) => code)).toEqual(['unknown-rule', 'missing-param']);
  });

  it('is told in the file that has it', async () => {
    const base = { 'base/company.yaml': 'version: 1\nrules:\n  require-http: error' };
    const [mistake] = await mistakesIn('version: 1\nextends: [./base/company.yaml]', base);
    expect(mistake?.location).toEqual({ file: 'base/company.yaml', line: 3, column: 3 });
  });

  it('extends itself over others', async () => {
    const others = {
      'b.yaml': 'version: 1\nextends: ./c.yaml',
      'c.yaml': 'version: 1\nextends: [strict, ./policy.yaml]',
    };
    const [mistake] = await mistakesIn('version: 1\nextends: ./b.yaml', others);
    expect(mistake?.message).toContain('policy.yaml → b.yaml → c.yaml → policy.yaml');
    expect(mistake?.location).toEqual({ file: 'c.yaml', line: 2, column: 19 });
  });

  it('is a bomb of aliases', async () => {
    const lines = ['version: 1', 'a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from = '', to = ''] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      lines.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
    }
    const [mistake] = await mistakesIn(lines.join('\n'));
    expect(mistake?.code).toBe('too-many-aliases');
  });

  it('is nested without end', async () => {
    const deep = `version: 1\nrules: { acme: { assert: ${'{ not: '.repeat(20_000)}{ NetType: VPC }${' }'.repeat(20_000)} } }`;
    const [mistake] = await mistakesIn(deep);
    expect(mistake?.code).toBeDefined();
  });

  it.each([49, 300, 2000])('is nested in %i levels', async (levels) => {
    const nested = `version: 1\nrules: { acme: { assert: ${'{ not: '.repeat(levels)}{ NetType: VPC }${' }'.repeat(levels)} } }`;
    const [mistake] = await mistakesIn(nested);
    expect(mistake?.message).toBe('this file is nested more than 50 levels deep');
    expect(mistake?.location?.line).toBe(2);
  });

  it('is not nested too deep', async () => {
    const nested = (levels: number) => `${'{ not: '.repeat(levels)}{ NetType: VPC }${' }'.repeat(levels)}`;
    expect((await policyOf(`version: 1\nrules: { acme: { assert: ${nested(46)} } }`)).rules).toHaveLength(1);
    expect(await mistakesIn(`version: 1\nrules: { acme: { assert: ${nested(48)} } }`)).toHaveLength(1);
  });

  it('is nested in itself', async () => {
    const [mistake] = await mistakesIn('version: 1\nrules: { acme: { assert: &a { not: *a } } }');
    expect(mistake?.code).toBe('too-deep');
  });

  it('has a text for its version: the two are told apart', async () => {
    const [mistake] = await mistakesIn("version: '1'\nrules: { require-https: error }");
    expect(mistake?.message).toBe("version must be 1, not '1'");
  });

  it('has a second document: nothing is said of how the file is parsed', async () => {
    const [mistake] = await mistakesIn('version: 1\n---\nversion: 1');
    expect(mistake?.message).toBe('a second document begins here, and a file can hold but one');
  });

  it('holds names of the prototype', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const [mistake] = await mistakesIn(`version: 1\nrules:\n  ${key}: error`);
      expect(mistake?.location?.line, key).toBe(3);
      const [inner] = await mistakesIn(rule(`{ ${key}: x }`));
      expect(inner?.code, key).toBe('unknown-key');
    }
    expect(Object.hasOwn(Object.prototype, 'error')).toBe(false);
  });
});

describe('a policy that cannot be read', () => {
  it.each([
    ['nothere.yaml', 'there is no such file'],
    ['recomended', 'Did you mean recommended?'],
    ['.', 'it is a folder'],
    ['', 'the name of the policy is empty'],
  ])('%s', async (name, text) => {
    const folder = folderWith({});
    await expect(loadPolicy([name], folder)).rejects.toMatchObject({ exitCode: 2 });
    const error: unknown = await loadPolicy([name], folder).catch((caught: unknown) => caught);
    expect(
      error instanceof Error && 'hint' in error ? `${error.message} ${String(error.hint)}` : '',
    ).toContain(text);
  });
});
