import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/documents/documents.js';
import { PolicyError } from '../../../src/model/error.js';
import { testSummary } from '../../../src/model/policy-tests.js';
import { findTests } from '../../../src/run/policy-tests/find.js';
import { runTests, type TestRun } from '../../../src/run/policy-tests/run.js';
import { folderWith } from '../../support/policies.js';

const policy = `version: 1
rules:
  require-https: error
  persistence-days: { severity: warning, when: { RegistryType: harbor } }
  require-vpc: off
`;

type Files = Readonly<Record<string, string>>;

function runIn(cases: string, files: Files = {}, policies: readonly string[] = []): Promise<TestRun> {
  const folder = folderWith({ 'registry-lint.yaml': policy, 'a.test.yaml': `cases:\n${cases}`, ...files });
  return runTests(findTests(['.'], new Documents(folder)), policies, new Documents(folder));
}

/** Expected and found of all mismatches of the first file. */
async function mismatchesIn(cases: string, files: Files = {}): Promise<readonly (readonly string[])[]> {
  const { files: results } = await runIn(cases, files);
  return (results[0]?.cases ?? []).flatMap(({ mismatches }) =>
    mismatches.map(({ rule, registry, expected, found }) => [
      ...(registry === undefined ? [] : [registry]),
      rule,
      expected,
      found,
    ]),
  );
}

async function mistakesIn(cases: string, files: Files = {}): Promise<readonly string[]> {
  const error: unknown = await runIn(cases, files).catch((caught: unknown) => caught);
  if (!(error instanceof PolicyError)) throw new Error('there is no mistake');
  return error.problems.map(
    ({ code, location, hint }) =>
      `${location?.file}:${location?.line}:${location?.column} ${code}: ${hint ?? ''}`,
  );
}

const records = `    registries:
      - { RegistryName: one, RegistryType: harbor, ProtocolType: 2, PersistenceDay: 30 }
      - { RegistryName: two, RegistryType: quay, ProtocolType: 1 }
      - { RegistryName: three, RegistryType: harbor, PersistenceDay: 1 }
`;

describe('a case', () => {
  it('passes with every outcome that a rule can have', async () => {
    const cases = `  - name: all outcomes
${records}    expect:
      one: { require-https: pass, persistence-days: pass }
      two: { require-https: fail, persistence-days: notApplicable }
      three: { require-https: open, persistence-days: fail }
      require-https: { pass: 1, fail: 1, open: 1, notApplicable: 0 }
      persistence-days: { fail: 1 }
`;
    expect(await mismatchesIn(cases)).toEqual([]);
  });

  it('fails with what was found', async () => {
    const cases = `  - name: wrong
${records}    expect:
      one: { require-https: fail }
      require-https: { fail: 2, open: 1 }
      persistence-days: pass
`;
    expect(await mismatchesIn(cases)).toEqual([
      ['one', 'require-https', 'fail', 'pass'],
      ['require-https', '{ fail: 2 }', '{ fail: 1 }'],
      ['persistence-days', 'pass', '{ pass: 1, notApplicable: 1, fail: 1 }'],
    ]);
  });

  it('tells why', async () => {
    const { files } = await runIn(
      '  - { name: a, registry: { ProtocolType: 1, RegistryType: quay }, expect: { require-https: pass, persistence-days: pass } }',
    );
    const [https, days] = files[0]?.cases[0]?.mismatches ?? [];
    expect(https?.reasons).toEqual([
      {
        registry: '(no name)',
        outcome: 'fail',
        message: expect.stringMatching(/reached over HTTP.*ProtocolType/),
      },
    ]);
    expect(days?.reasons[0]?.message).toContain('its `when` does not hold');
  });

  it('takes an inventory in any form that a check takes, relative to the test', async () => {
    const folder = folderWith({
      'policies/registry-lint.yaml': policy,
      'policies/tests/a.test.yaml':
        'cases: [{ name: a, inventory: ../../i.ndjson, expect: { require-https: { fail: 2 } } }]',
      'i.ndjson': '{"Id":1,"ProtocolType":1}\n{"Id":2,"ProtocolType":1}\n',
    });
    const run = await runTests(findTests(['policies'], new Documents(folder)), [], new Documents(folder));
    expect(testSummary(run, false)).toMatchObject({ cases: 1, failed: 0, isFailure: false });
  });

  it('keeps every digit of an id', async () => {
    const own = 'version: 1\nrules: { own: { assert: { AliUid: "9223372036854775807" } } }';
    const cases =
      '  - { name: a, registry: { AliUid: 9223372036854775807 }, expect: { own: pass } }\n' +
      '  - { name: b, registry: { AliUid: 9223372036854775806 }, expect: { own: fail } }\n';
    expect(await mismatchesIn(cases, { 'registry-lint.yaml': own })).toEqual([]);
  });

  it('sees secrets as facts only', async () => {
    const own =
      "version: 1\nrules: { own: { assert: { Password.wellKnown: false }, message: '{RegistryName}' } }";
    const { files } = await runIn(
      '  - { name: a, registry: { Password: Harbor12345 }, expect: { own: pass } }',
      { 'registry-lint.yaml': own },
    );
    expect(files[0]?.cases[0]?.mismatches[0]?.found).toBe('fail');
    expect(JSON.stringify(files[0]?.cases)).not.toContain('Harbor12345');
  });
});

describe('coverage', () => {
  it('counts the rules that a case made fail and wanted to', async () => {
    const { coverage } = await runIn(`  - name: a
${records}    expect:
      require-https: { fail: 1 }
      three: { persistence-days: pass }
`);
    expect(coverage).toEqual([
      {
        policy: 'registry-lint.yaml',
        rules: ['require-https', 'persistence-days'],
        uncovered: ['persistence-days'],
      },
    ]);
  });

  it('is whole with an outcome for one registry or for all, and not with a count of none', async () => {
    const covered = async (expectations: string) =>
      (await runIn(`  - name: a\n${records}    expect: ${expectations}`)).coverage[0]?.uncovered;
    expect(await covered('{ two: { require-https: fail } }')).toEqual(['persistence-days']);
    expect(await covered('{ require-https: { fail: 1, pass: 1 } }')).toEqual(['persistence-days']);
    expect(await covered('{ require-https: { pass: 1 }, persistence-days: { fail: 1 } }')).toEqual([
      'require-https',
    ]);
    const run = await runIn(
      '  - { name: a, registry: { ProtocolType: 2 }, expect: { require-https: { fail: 0 } } }',
    );
    expect(run.coverage[0]?.uncovered).toHaveLength(2);
    expect(testSummary(run, true).isFailure).toBe(true);
    expect(testSummary(run, false).isFailure).toBe(false);
  });
});

describe('the policy of a test', () => {
  const https = '  - { name: a, registry: { ProtocolType: 1 }, expect: { require-https: fail } }';
  const one = 'version: 1\nrules: { require-https: note }';

  const policyOf = async (head: string, files: Files, policies: readonly string[] = []) => {
    const folder = folderWith({ 'x/a.test.yaml': `${head}cases:\n${https}`, ...files });
    return (await runTests(findTests(['.'], new Documents(folder)), policies, new Documents(folder))).files[0]
      ?.policy;
  };

  it.each([
    ['that it names', 'policy: ../p.yaml\n', { 'p.yaml': one }, 'p.yaml'],
    ['a pack that it names', 'policy: strict\n', {}, 'strict'],
    ['several', 'policy: [strict, ../p.yaml]\n', { 'p.yaml': one }, undefined],
    ['of its own name', '', { 'x/a.yaml': one, 'x/registry-lint.yaml': one }, 'x/a.yaml'],
    ['beside it', '', { 'x/registry-lint.yaml': one, 'registry-lint.yaml': one }, 'x/registry-lint.yaml'],
    ['above it', '', { 'registry-lint.yaml': one }, 'registry-lint.yaml'],
    [
      'of a package',
      'policy: "@acme/p"\n',
      { 'node_modules/@acme/p/package.json': '{"main":"p.yaml"}', 'node_modules/@acme/p/p.yaml': one },
      'node_modules/@acme/p/p.yaml',
    ],
  ])('is the one %s', async (_what, head, files, name) => {
    const policy = await policyOf(head, files);
    if (name === undefined) expect(policy).toMatch(/^strict \+ /);
    else expect(policy).toBe(join(...name.split('/')));
  });

  it('is another where one is given', async () => {
    expect(await policyOf('policy: ../no.yaml\n', {}, ['strict'])).toBe('strict');
  });
});

describe('a test with a mistake', () => {
  const given = '    registry: { ProtocolType: 1 }\n';

  it.each([
    ['a misspelt key', `  - nme: a\n${given}    expect: { require-https: pass }`, '2:5 missing-key'],
    [
      'a misspelt outcome',
      `  - name: a\n${given}    expect: { require-https: pas }`,
      '4:30 unknown-value: Did you mean pass?',
    ],
    [
      'a misspelt rule',
      `  - name: a\n${given}    expect: { require-htps: pass }`,
      '4:15 unknown-rule: Did you mean require-https?',
    ],
    [
      'a rule that is off',
      `  - name: a\n${given}    expect: { require-vpc: pass }`,
      '4:15 unknown-rule: Turn it on in registry-lint.yaml',
    ],
    [
      'a misspelt field',
      '  - name: a\n    registry: { ProtocolTyp: 1 }\n    expect: { require-https: open }',
      '3:17 unknown-field: Did you mean ProtocolType?',
    ],
    [
      'a fact',
      '  - name: a\n    registry: { Password.set: true }\n    expect: { require-https: open }',
      '3:17 unknown-field: Write Password',
    ],
    [
      'no registry',
      '  - name: a\n    expect: { require-https: pass }',
      '2:5 registries-of-a-case: Give it one of',
    ],
    [
      'two kinds of registry',
      `  - name: a\n${given}    inventory: x.json\n    expect: { require-https: pass }`,
      '4:5 registries-of-a-case',
    ],
    [
      'a registry that is not there',
      `  - name: a\n${records}    expect: { twoo: { require-https: pass } }`,
      '7:15 unknown-registry: Did you mean two?',
    ],
    [
      'a registry that is there twice',
      '  - name: a\n    registries: [{ RegistryName: x }, { RegistryName: x }]\n    expect: { x: { require-https: open } }',
      '4:15 unknown-registry: Expect counts',
    ],
    [
      'counts and outcomes in one',
      `  - name: a\n${given}    expect: { require-https: { pass: 1, fail: open } }`,
      '4:15 mixed-expectation',
    ],
    [
      'a count of no outcome',
      `  - name: a\n${given}    expect: { require-https: { passed: 1 } }`,
      '4:32 unknown-value: There are pass, fail',
    ],
    [
      'a count below zero',
      `  - name: a\n${given}    expect: { require-https: { pass: -1 } }`,
      '4:38 bad-value',
    ],
    ['nothing expected', `  - name: a\n${given}    expect: {}`, '4:13 empty'],
    [
      'an inventory that is not there',
      '  - name: a\n    inventory: no.json\n    expect: { require-https: pass }',
      '3:16 unreadable',
    ],
    [
      'an empty inventory',
      '  - name: a\n    inventory: empty.json\n    expect: { require-https: pass }',
      '3:16 empty-inventory',
    ],
    ['no case', '  []', '2:3 empty'],
    ['no YAML', '  - {', '2:6 not-yaml'],
  ])('%s is told of its place', async (_what, cases, mistake) => {
    const [first] = await mistakesIn(cases, { 'empty.json': '[]' });
    expect(first).toContain(`a.test.yaml:${mistake}`);
  });

  it('is told with all others, in tests and in policies, and each policy once', async () => {
    const found = await mistakesIn(
      `  - name: a\n${given}    expect: { require-htps: pass, require-https: pas }`,
      {
        'b.test.yaml':
          'policy: p.yaml\ncases: [{ name: a, registry: { Id: 1 }, expect: { require-https: open } }]',
        'c.test.yaml':
          'policy: p.yaml\ncases: [{ name: a, registry: { Id: 1 }, expect: { require-https: open } }]',
        'd.test.yaml':
          'policy: no.yaml\ncases: [{ name: a, registry: { Id: 1 }, expect: { require-https: open } }]',
        'p.yaml': 'version: 1\nrules: { require-htps: error }',
      },
    );
    expect(found.map((text) => text.replace(/: .*/, ''))).toEqual([
      'a.test.yaml:4:50 unknown-value',
      'p.yaml:2:10 unknown-rule',
      'd.test.yaml:1:9 no-policy',
    ]);
  });

  it('shows no secret beside the mistake', async () => {
    const cases = `  - name: a
    registry:
      Password: 's3cret-Passw0rd'
      Token: s3cret-token
      JenkinsEnv: |
        s3cret-env: of several
        lines
      ProtocolTyp: 1
    expect: { require-htps: pass }
`;
    const error: unknown = await runIn(cases).catch((caught: unknown) => caught);
    if (!(error instanceof PolicyError)) throw new Error('there is no mistake');
    expect(error.problems.map(({ frame }) => frame).join('\n')).toContain('ProtocolTyp');
    expect(JSON.stringify(error.problems)).not.toMatch(/s3cret|lines/);
  });

  it('shows nothing at all of a file that is no YAML and holds secrets', async () => {
    const error: unknown = await runIn('  - { registry: { Password: "s3cret }').catch(
      (caught: unknown) => caught,
    );
    if (!(error instanceof PolicyError)) throw new Error('there is no mistake');
    expect(error.problems[0]?.code).toBe('not-yaml');
    expect(JSON.stringify(error.problems)).not.toContain('s3cret');
  });
});

describe('rules across registries', () => {
  const across = `version: 1
rules:
  one-host: { unique: [DomainName, RegistryHostIp] }
  harbors: { when: { RegistryType: harbor }, count: { min: 1, by: RegionId } }
  declared: { expected: [{ RegistryName: one }, { RegistryName: gone }] }
`;
  const some = `    registries:
      - { RegistryName: one, DomainName: a, RegistryHostIp: '1', RegistryType: harbor, RegionId: x }
      - { RegistryName: two, DomainName: a, RegistryHostIp: '1', RegistryType: quay, RegionId: y }
      - { RegistryName: three, DomainName: a, RegistryType: quay, RegionId: z }
      - { RegistryName: four, DomainName: b, RegistryType: harbor, RegionId: x }
`;
  const mismatches = (expect: string, records = some) =>
    mismatchesIn(`  - name: x\n${records}    expect: ${expect}\n`, { 'registry-lint.yaml': across });

  it('have outcomes by registry, and those of the inventory as a whole are counted with them', async () => {
    expect(await mismatches('{ one-host: { pass: 2, fail: 1, open: 1 } }')).toEqual([]);
    expect(await mismatches('{ two: { one-host: fail }, three: { one-host: open } }')).toEqual([]);
    expect(await mismatches('{ four: { one-host: pass }, one: { declared: pass } }')).toEqual([]);
    expect(await mismatches('{ declared: { pass: 1, fail: 4 } }')).toEqual([]);
    expect(await mismatches('{ harbors: fail }')).toEqual([]);
    expect(await mismatches('{ harbors: { fail: 2 } }')).toEqual([]);
  });

  it('are told where they do not come true', async () => {
    expect(await mismatches('{ harbors: pass, declared: { fail: 1 }, four: { one-host: fail } }')).toEqual([
      ['harbors', 'pass', 'fail'],
      ['declared', '{ fail: 1 }', '{ fail: 4 }'],
      ['four', 'one-host', 'fail', 'pass'],
    ]);
  });

  it('that count pass once where they find nothing', async () => {
    const records = '    registry: { RegistryName: one, RegistryType: harbor, RegionId: x }\n';
    expect(await mismatches('{ harbors: pass, one: { declared: pass } }', records)).toEqual([]);
    expect(await mismatches('{ harbors: { pass: 1, fail: 0 } }', records)).toEqual([]);
  });

  it('are covered like others', async () => {
    const cases = `  - name: x\n${some}    expect: { harbors: fail }\n`;
    const { coverage } = await runIn(cases, { 'registry-lint.yaml': across });
    expect(coverage[0]?.uncovered).toEqual(['one-host', 'declared']);
  });
});
