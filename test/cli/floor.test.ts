import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, temporaryFolder } from './run.js';

const registries = [
  { Id: 1, RegistryName: 'good', RegistryType: 'harbor', ProtocolType: 2, RegionId: 'cn-hangzhou' },
  { Id: 2, RegistryName: 'bad', RegistryType: 'harbor', ProtocolType: 1, RegionId: 'cn-hangzhou' },
  { Id: 3, RegistryName: 'odd', RegistryType: 'harbor', RegionId: 'cn-hangzhou' },
];

const FLOOR = 'version: 1\nrules:\n  require-https: error\n';
const AWAY = 'version: 1\nrules:\n  persistence-days: note\n';

/** A checkout with these files, beside another one with the floor. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const all = {
    'repository/.git/HEAD': 'ref: refs/heads/main\n',
    'policies/.git/HEAD': 'ref: refs/heads/main\n',
    'policies/floor.yaml': FLOOR,
    'repository/registries.json': JSON.stringify(registries),
    'repository/registry-lint.yaml': AWAY,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, 'repository');
}

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly outcome: string;
  readonly floor?: true;
  readonly fingerprint: string;
  readonly baselineState?: string;
  readonly suppression?: { readonly kind: string };
  readonly registry?: { readonly RegistryName: string };
}

interface Document {
  readonly policy: {
    readonly rules: readonly string[];
    readonly floor?: { readonly name: string; readonly rules: readonly string[] };
  };
  readonly results: readonly Found[];
  readonly inventoryFindings?: readonly Found[];
  readonly summary: {
    readonly passed: number;
    readonly notApplicable: number;
    readonly counts: Readonly<Record<string, { readonly fail: number; readonly open: number }>>;
    readonly suppressed: { readonly waiver: number; readonly baseline: number };
  };
}

const given = ['--inventory', 'registries.json', '--format', 'json'];

async function check(cwd: string, ...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await run(['check', ...given, ...args], { cwd });
  const document: Document = stdout === '' ? undefined : JSON.parse(stdout);
  return { exitCode, stderr, document };
}

const floor = ['--floor', '../policies/floor.yaml'];

const of = ({ results }: Document, rule = 'require-https'): readonly string[] =>
  results
    .filter((one) => one.rule === rule)
    .map(({ registry, outcome, severity, suppression, floor: required }) =>
      [registry?.RegistryName, outcome, severity, suppression?.kind, required && 'floor']
        .filter(Boolean)
        .join(' '),
    );

const ALWAYS = ['bad fail error floor', 'odd open error floor'];

const WAIVER = "{ rule: require-https, registry: { RegistryName: '*' }, reason: none, expires: 2099-01-01 }";

describe('what a repository cannot do about the floor', () => {
  it.each([
    ['not name the rule', AWAY],
    ['turn the rule off', `${AWAY}  require-https: off\n`],
    ['make it a note', `${AWAY}  require-https: note\n`],
    ['narrow it', `${AWAY}  require-https: { when: { RegionId: cn-beijing } }\n`],
    [
      'turn it off by an override',
      `${AWAY}  require-https: error\noverrides:\n  - match: { RegistryName: '*' }\n    rules: { require-https: off }\n`,
    ],
    [
      'make it a note by an override',
      `${AWAY}overrides:\n  - match: { RegistryName: '*' }\n    rules: { require-https: note }\n`,
    ],
    ['waive it', `${AWAY}waivers:\n  - ${WAIVER}\n`],
    ['waive the rule that it has, too', `${AWAY}  require-https: error\nwaivers:\n  - ${WAIVER}\n`],
  ])('%s', async (_, policy) => {
    const cwd = checkout({ 'repository/registry-lint.yaml': policy });
    const { exitCode, document } = await check(cwd, ...floor);
    expect(of(document)).toEqual(ALWAYS);
    expect(exitCode).toBe(1);
    expect(document.policy.floor).toMatchObject({
      name: '../policies/floor.yaml'.replace('..', dirname(cwd)),
      rules: ['require-https'],
    });
    const { passed, notApplicable, counts } = document.summary;
    // One result for each registry and rule, whatever the two policies make of it.
    const bad = Object.values(counts).reduce((sum, { fail, open }) => sum + fail + open, 0);
    expect(passed + notApplicable + bad).toBe(registries.length * 2);
  });

  it('waive it by a file of waivers, or by a baseline', async () => {
    const own = `${AWAY}  require-https: error\n`;
    const cwd = checkout({
      'repository/registry-lint.yaml': own,
      'repository/waivers.yaml': `version: 1\nwaivers:\n  - ${WAIVER}\n`,
    });
    const written = await run(['baseline', 'write', '--inventory', 'registries.json'], { cwd });
    expect(written.exitCode).toBe(0);
    const accepted = await check(cwd, '--baseline', 'registry-lint.baseline.jsonl');
    expect(accepted.exitCode).toBe(0);
    for (const extra of [
      ['--waivers', 'waivers.yaml'],
      ['--baseline', 'registry-lint.baseline.jsonl'],
    ]) {
      const { exitCode, document } = await check(cwd, ...floor, ...extra);
      expect([of(document), exitCode]).toEqual([ALWAYS, 1]);
    }
    const { document } = await check(cwd, ...floor, '--baseline', 'registry-lint.baseline.jsonl');
    expect(document.results.find(({ floor: required }) => required)?.baselineState).toBe('unchanged');
  });

  it('define a rule of that name in its own way', async () => {
    const required =
      'version: 1\nrules:\n  ours: { severity: error, title: HTTPS, assert: { ProtocolType: HTTPS } }\n';
    const shadow =
      'version: 1\nrules:\n  ours: { severity: note, title: Nothing, assert: { Id: { present: true } } }\n';
    const across = 'version: 1\nrules:\n  ours: { severity: note, title: Nothing, count: { max: 99 } }\n';
    for (const policy of [shadow, across]) {
      const cwd = checkout({ 'policies/floor.yaml': required, 'repository/registry-lint.yaml': policy });
      const { exitCode, document } = await check(cwd, ...floor);
      expect([of(document, 'ours'), exitCode]).toEqual([ALWAYS, 1]);
    }
  });

  it('weaken its rules across registries', async () => {
    const required = [
      'version: 1',
      'rules:',
      '  own-type: { severity: error, unique: RegistryType }',
      '  enough: { severity: error, count: { min: 9 } }',
      '  known: { severity: error, expected: [{ RegistryName: good }, { RegistryName: bad }, { RegistryName: gone }] }',
      '',
    ].join('\n');
    const weaker = [
      'version: 1',
      'rules:',
      '  own-type: { severity: note, unique: Id }',
      '  enough: { severity: note, count: { min: 1 } }',
      "  known: { severity: note, expected: [{ RegistryName: '*' }] }",
      'waivers:',
      ...['own-type', 'enough', 'known'].map(
        (rule) => `  - { rule: ${rule}, registry: { RegistryName: '*' }, reason: none, expires: 2099-01-01 }`,
      ),
      '',
    ].join('\n');
    const alone = await check(checkout({ 'repository/registry-lint.yaml': required }));
    for (const policy of [AWAY, weaker, required]) {
      const cwd = checkout({ 'policies/floor.yaml': required, 'repository/registry-lint.yaml': policy });
      const { exitCode, document } = await check(cwd, ...floor);
      expect(exitCode).toBe(1);
      const told = ({ results, inventoryFindings = [] }: Document) =>
        [...results, ...inventoryFindings]
          .filter(({ rule }) => rule !== 'persistence-days')
          .map(({ rule, severity, outcome, fingerprint }) => [rule, severity, outcome, fingerprint].join(' '))
          .sort();
      expect(told(document)).toEqual(told(alone.document));
      expect(told(document).length).toBeGreaterThan(4);
      // `known` passes what it knows, `own-type` the first of its type.
      if (policy === required) expect(document.summary.passed).toBe(alone.document.summary.passed);
    }
  });
});

describe('a floor', () => {
  it('leaves a repository free to be stricter, with the same fingerprints', async () => {
    const strict = 'version: 1\nrules:\n  require-https: error\n  persistence-days: error\n';
    const cwd = checkout({
      'policies/floor.yaml': 'version: 1\nrules:\n  require-https: note\n',
      'repository/registry-lint.yaml': strict,
    });
    const [without, within] = [await check(cwd), await check(cwd, ...floor)];
    expect(of(within.document)).toEqual(ALWAYS);
    expect(within.document.summary).toEqual(without.document.summary);
    expect(within.document.results.map(({ fingerprint }) => fingerprint)).toEqual(
      without.document.results.map(({ fingerprint }) => fingerprint),
    );
  });

  it('counts the worse of two outcomes, and the higher of two severities', async () => {
    // The repository cannot decide what the floor finds.
    const own = 'version: 1\nrules:\n  ours: { severity: error, title: T, assert: { PersistenceDay: 1 } }\n';
    const required =
      'version: 1\nrules:\n  ours: { severity: note, title: T, assert: { RegistryName: good } }\n';
    const cwd = checkout({ 'policies/floor.yaml': required, 'repository/registry-lint.yaml': own });
    const { exitCode, document } = await check(cwd, ...floor, '--allow-open');
    expect(of(document, 'ours')).toEqual(['good open error', 'bad fail error floor', 'odd fail error floor']);
    expect(exitCode).toBe(1);
  });

  it('accepts what its own waivers accept, and is what its own overrides make of it', async () => {
    const required = `${FLOOR}overrides:\n  - match: { RegistryName: odd }\n    rules: { require-https: warning }\nwaivers:\n  - { rule: require-https, registry: { RegistryName: bad }, reason: moves, expires: 2099-01-01 }\n`;
    const cwd = checkout({ 'policies/floor.yaml': required });
    const { exitCode, document } = await check(cwd, ...floor);
    expect(of(document)).toEqual(['bad fail error waiver floor', 'odd open warning floor']);
    expect(exitCode).toBe(0);
  });

  it('can be a built-in pack', async () => {
    const { document } = await check(checkout({}), '--floor', 'recommended');
    expect(of(document)).toEqual(ALWAYS);
  });

  it.each([
    ['is not there', ['--floor', 'no-such.yaml'], /the floor no-such\.yaml cannot be read/],
    ['has no name', ['--floor', ''], /the name of the floor is empty/],
    ['turns on no rule', ['--floor', '../policies/empty.yaml'], /empty\.yaml.*this policy turns on no rule/s],
    ['is wrong', ['--floor', '../policies/wrong.yaml'], /wrong\.yaml:3:3: this rule does not exist/],
    ['is an installed package', ['--floor', '@acme/policy'], /neither a file nor a built-in pack/],
    [
      'extends an installed package',
      ['--floor', '../policies/borrowed.yaml'],
      /borrowed\.yaml:2:10: what is extended here cannot be read/,
    ],
    [
      'extends a file of the checkout',
      ['--floor', '../policies/inward.yaml'],
      /the floor uses registry-lint\.yaml, which is part of the checkout/,
    ],
    [
      'extends the checkout by a link',
      ['--floor', '../policies/linked.yaml'],
      /which is part of the checkout/,
    ],
  ])('that %s is an error', async (_, args, message) => {
    const cwd = checkout({
      'policies/empty.yaml': 'version: 1\nrules:\n  require-https: off\n',
      'policies/wrong.yaml': 'version: 1\nrules:\n  require-htps: error\n',
      'policies/borrowed.yaml': "version: 1\nextends: '@acme/policy'\n",
      'policies/inward.yaml': 'version: 1\nextends: ../repository/registry-lint.yaml\n',
      'policies/linked.yaml': 'version: 1\nextends: ./link.yaml\n',
      'repository/node_modules/@acme/policy/package.json': '{ "registry-lint": "policy.yaml" }',
      'repository/node_modules/@acme/policy/policy.yaml': AWAY,
    });
    symlinkSync('../repository/registry-lint.yaml', join(cwd, '../policies/link.yaml'));
    const { exitCode, stderr } = await check(cwd, ...args);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('inside the workspace takes no package of the checkout above it', async () => {
    const cwd = checkout({
      'repository/.floor/.git/HEAD': 'ref: refs/heads/main\n',
      'repository/.floor/floor.yaml': "version: 1\nextends: '@acme/policy'\n",
      'repository/node_modules/@acme/policy/package.json': '{ "registry-lint": "policy.yaml" }',
      'repository/node_modules/@acme/policy/policy.yaml': AWAY,
    });
    const { exitCode, stderr } = await check(cwd, '--floor', '.floor/floor.yaml');
    expect(stderr).toContain('which is part of the checkout that it guards');
    expect(exitCode).toBe(2);
  });

  it('is warned of where a pull request can change it', async () => {
    const warning = /note: the floor \S+ is part of the checkout that it guards/;
    const cwd = checkout({
      'repository/floor.yaml': FLOOR,
      'repository/.floor/.git/HEAD': 'ref: refs/heads/main\n',
      'repository/.floor/floor.yaml': FLOOR,
      'repository/.git/modules/sub/HEAD': 'ref: refs/heads/main\n',
      'repository/sub/.git': 'gitdir: ../.git/modules/sub\n',
      'repository/sub/floor.yaml': FLOOR,
    });
    symlinkSync('../repository/floor.yaml', join(cwd, '../policies/link.yaml'));
    for (const path of ['floor.yaml', 'sub/floor.yaml', '../policies/link.yaml']) {
      expect((await check(cwd, '--floor', path)).stderr).toMatch(warning);
    }
    for (const path of ['.floor/floor.yaml', '../policies/floor.yaml']) {
      expect((await check(cwd, '--floor', path)).stderr).not.toMatch(warning);
    }
  });

  it('is shown by every report', async () => {
    const cwd = checkout({});
    for (const [command, format] of [
      ['check', 'text'],
      ['report', 'markdown'],
      ['report', 'html'],
    ] as const) {
      const { stdout } = await run([command, ...given.slice(0, 2), '--format', format, ...floor], { cwd });
      expect([format, stdout]).toEqual([format, expect.stringContaining('floor.yaml')]);
      expect([format, stdout]).toEqual([format, expect.stringMatching(/[Ff]loor/)]);
    }
    const sarif = await run(['check', ...given.slice(0, 2), '--format', 'sarif', ...floor], { cwd });
    const rules: readonly { id: string; properties: { floor?: true } }[] = JSON.parse(sarif.stdout).runs[0]
      .tool.driver.rules;
    expect(rules.filter(({ properties }) => properties.floor).map(({ id }) => id)).toEqual(['require-https']);
    const report = JSON.parse((await run(['report', ...given, ...floor], { cwd })).stdout);
    expect(report.policy.floor.files).toHaveLength(1);
    expect(
      report.rules.map(({ id, floor: required }: { id: string; floor?: true }) => [id, required]),
    ).toEqual([
      ['persistence-days', undefined],
      ['require-https', true],
    ]);
  });

  it('is explained and validated', async () => {
    const cwd = checkout({ 'repository/registry-lint.yaml': `${AWAY}  require-https: note\n` });
    const explain = ['explain', '--policy', 'registry-lint.yaml', ...floor];
    const { stdout } = await run(explain, { cwd });
    expect(stdout).toMatch(/require-https {2}note.*\n.*\n.*also required by the floor \S*floor\.yaml/);
    expect(stdout).toMatch(/Floor .*\n\S*floor\.yaml {2}1 rule\n\nrequire-https {2}error/);
    const json = JSON.parse((await run([...explain, '--format', 'json'], { cwd })).stdout);
    expect(json.rules.find(({ id }: { id: string }) => id === 'require-https').floor).toBe(true);
    expect(json.floor.rules).toHaveLength(1);
    expect((await run(['check', '--explain-policy', ...floor], { cwd })).stdout).toBe(stdout);
    const validated = await run(['validate', ...floor], { cwd });
    expect(validated.stdout).toMatch(
      /registry-lint\.yaml: 2 rules, no mistake\n\n\S*floor\.yaml: 1 rule, no mistake/,
    );
    const wrong = await run(['validate', '--floor', 'no-such.yaml'], { cwd });
    expect(wrong).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('the floor no-such.yaml cannot be read'),
    });
  });

  it('is the same for all shards of a run', async () => {
    const account = (name: string) => `  - { name: ${name}, inventory: registries.json }\n`;
    const cwd = checkout({
      'repository/accounts.yaml': `version: 1\naccounts:\n${account('one')}${account('two')}`,
      'policies/other.yaml': FLOOR,
    });
    const shard = (index: number, file: string) =>
      run(
        [
          'check',
          '--accounts',
          'accounts.yaml',
          '--shard',
          `${index}/2`,
          '--output',
          `${index}.json`,
          '--floor',
          file,
        ],
        { cwd },
      );
    for (const index of [1, 2]) expect((await shard(index, '../policies/floor.yaml')).exitCode).toBe(1);
    const merged = await run(['merge', '1.json', '2.json'], { cwd });
    const document: Document = JSON.parse(merged.stdout);
    expect([merged.exitCode, document.policy.floor?.rules]).toEqual([1, ['require-https']]);
    const report = (...args: string[]) =>
      run(['report', '--shards', '1.json', '2.json', '--format', 'json', ...args], { cwd });
    expect((await report(...floor)).exitCode).toBe(0);
    expect(await report()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--floor') });
    await shard(2, '../policies/other.yaml');
    const refused = await run(['merge', '1.json', '2.json'], { cwd });
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the floors differ') });
  });

  it('is not written over', async () => {
    const cwd = checkout({});
    const { exitCode, stderr } = await run(
      ['check', ...given, '--output', '../policies/floor.yaml', ...floor],
      { cwd },
    );
    expect(stderr).toContain('is a file of the floor');
    expect(exitCode).toBe(2);
  });
});
