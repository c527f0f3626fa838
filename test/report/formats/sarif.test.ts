import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Origin, Registry } from '../../../src/model/registry.js';
import type { Outcome, RunInfo } from '../../../src/model/result.js';
import type { Rule } from '../../../src/model/rule.js';
import type { ReportOptions } from '../../../src/report/format.js';
import { formats } from '../../../src/report/formats.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../../support/hostile.js';
import { aRegistry, aResult, aRule, aRun, type Groups, render } from '../../support/results.js';
import { sampleGroups, sampleNotices, sampleRun } from '../../support/sample-results.js';
import { readSarif, type SarifResult, type SarifRule, type SarifRun } from '../../support/sarif.js';

async function sarif(run: RunInfo, groups: Groups, options: Partial<ReportOptions> = {}): Promise<SarifRun> {
  return readSarif(await render(formats.sarif.check, run, groups, options));
}

function only<T>([first, ...more]: readonly T[]): T {
  if (first === undefined || more.length > 0) throw new Error('not one');
  return first;
}

async function ruleOf(rule: Rule, lang: 'en' | 'zh' = 'en'): Promise<SarifRule> {
  return only((await sarif(aRun([rule]), [], { lang })).tool.driver.rules);
}

async function resultOf(rule: Rule, registry: Registry, outcome: Outcome = 'fail'): Promise<SarifResult> {
  return only((await sarif(aRun([rule]), [[registry, [aResult(rule, registry, [], outcome)]]])).results);
}

/** Where a result is: `file:line:column`. */
async function placeOf(rule: Rule, registry: Registry): Promise<string> {
  const { artifactLocation, region } = only((await resultOf(rule, registry)).locations).physicalLocation;
  return `${artifactLocation.uri}:${region.startLine}:${region.startColumn}`;
}

const at = (file: string, line: number, column = 3) => ({ location: { file, line, column } });

describe('sarifReport', () => {
  it('is good to read', async () => {
    const text = await render(formats.sarif.check, sampleRun, sampleGroups, { notices: sampleNotices });
    readSarif(text);
    await expect(text).toMatchFileSnapshot('__snapshots__/sample.sarif');
  });

  it('is valid in Chinese, and says so', async () => {
    const run = await sarif(sampleRun, sampleGroups, { lang: 'zh' });
    expect(run.language).toBe('zh-CN');
    expect(run.tool.driver.rules[0]?.shortDescription.text).toBe('通过 HTTPS 访问镜像仓库。');
    expect(run.results[3]?.message.text).toBe(
      'mobile-quay: 无法判断：通过 HTTPS 访问镜像仓库（ProtocolType 为 7，无法理解）。',
    );
  });

  it('is valid with nothing in it', async () => {
    expect((await sarif(aRun([]), [])).results).toEqual([]);
  });

  it('holds the results that it was handed, and no others', async () => {
    const { results } = await sarif(sampleRun, sampleGroups);
    const handed = sampleGroups.flatMap(([, all]) => all).map(({ fingerprint }) => fingerprint);
    const told = results.map((result) => result.partialFingerprints.primaryLocationLineHash);
    expect(told.toSorted()).toEqual(handed.toSorted());
  });

  it('puts the worst first', async () => {
    const { results } = await sarif(sampleRun, sampleGroups);
    expect(results.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      ...Array(3).fill('fail error'),
      ...Array(2).fill('open undefined'),
      ...Array(3).fill('fail warning'),
      'open undefined',
      'fail note',
      'pass none',
    ]);
  });

  it.each([
    ['fail', 'warning'],
    ['open', undefined],
    ['pass', 'none'],
    ['notApplicable', 'none'],
  ] as const)('gives the outcome %s the level %s', async (outcome, level) => {
    const result = await resultOf(aRule('r', 'warning'), aRegistry(), outcome);
    expect(result).toMatchObject({ ruleId: 'r', ruleIndex: 0, kind: outcome });
    expect(result.level).toBe(level);
  });

  it('turns notices about the inventory into notifications', async () => {
    const text = await render(formats.sarif.check, sampleRun, [], { notices: sampleNotices });
    const { toolExecutionNotifications } = only(readSarif(text).invocations);
    expect(toolExecutionNotifications.map(({ descriptor, level }) => [descriptor.id, level])).toEqual([
      ['missing-field', 'note'],
      ['unknown-field', 'note'],
    ]);
  });

  it('keeps the worst of more results than GitHub takes, and says so', async () => {
    const note = aRule('r-note', 'note');
    const error = aRule('r-error', 'error', {
      message: '{RegistryName} of {DomainName} is not as it should be',
    });
    const groups = Array.from({ length: 12_600 }, (_, index) => {
      const registry = aRegistry({ index, Id: String(index), ...at('inventory.json', index + 1) });
      return [registry, [aResult(note, registry), aResult(error, registry)]] as const;
    });
    const text = await render(formats.sarif.check, aRun([note, error]), groups);
    const { results, invocations } = readSarif(text);
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ ruleId }) => ruleId === 'r-error')).toHaveLength(12_600);
    expect(only(only(invocations).toolExecutionNotifications)).toEqual({
      descriptor: { id: 'results-cut' },
      level: 'warning',
      message: { text: '25,000 of 25,200 results shown, the worst first.' },
    });
    expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024);
  });
});

describe('the place of a result', () => {
  const rule = aRule('r', 'error', at('registry-lint.yaml', 7));

  it.each([
    ['the line of the registry', rule, aRegistry(at('inventory.json', 24)), 'inventory.json:24:3'],
    ['else the line of the rule', rule, aRegistry(), 'registry-lint.yaml:7:3'],
    [
      'also where the file is elsewhere',
      rule,
      aRegistry(at('/tmp/inventory.json', 24)),
      'registry-lint.yaml:7:3',
    ],
    ['else the first line of the policy', aRule('r'), aRegistry(), 'registry-lint.yaml:1:1'],
    ['a URI', rule, aRegistry(at('a b/c%20:#?é.json', 1)), 'a%20b/c%2520%3A%23%3F%C3%A9.json:1:3'],
    ['a URI even of what is no text', rule, aRegistry(at('a\ud800.json', 1)), 'a%EF%BF%BD.json:1:3'],
  ])('is %s', async (_, ofRule, registry, place) => {
    expect(await placeOf(ofRule, registry)).toBe(place);
  });

  it('says which registry it is, too', async () => {
    const location = only((await resultOf(rule, aRegistry())).locations);
    expect(location.logicalLocations).toEqual([
      {
        name: 'payments-harbor-legacy',
        fullyQualifiedName: 'harbor/cn-hangzhou/payments-harbor-legacy#66486',
        kind: 'resource',
      },
    ]);
  });
});

describe('the fingerprint of a result', () => {
  const rule = aRule('r', 'error', at('registry-lint.yaml', 7));
  const hash = async (of: Rule, registry: Registry) =>
    (await resultOf(of, registry)).partialFingerprints.primaryLocationLineHash;

  it('tells two registries on one line of the policy apart', async () => {
    const registries = [
      aRegistry({ Id: '1' }),
      aRegistry({ Id: '2' }),
      aRegistry({ Id: '2', occurrence: 2 }),
    ];
    const groups = registries.map((registry) => [registry, [aResult(rule, registry)]] as const);
    const { results } = await sarif(aRun([rule]), groups);
    const places = new Set(results.map(({ locations }) => JSON.stringify(only(locations).physicalLocation)));
    const hashes = new Set(results.map((result) => result.partialFingerprints.primaryLocationLineHash));
    expect(places.size).toBe(1);
    expect(hashes.size).toBe(3);
  });

  it('stays when lines move', async () => {
    const moved = aRule('r', 'error', at('registry-lint.yaml', 70));
    expect(await hash(moved, aRegistry())).toBe(await hash(rule, aRegistry()));
    const there = aRegistry({ index: 9, ...at('inventory.json', 240) });
    expect(await hash(rule, there)).toBe(await hash(rule, aRegistry(at('inventory.json', 24))));
  });
});

describe('a rule', () => {
  const why = 'Over **plain** HTTP the [password](https://example.com) is read.\n\nBy anyone.\n';
  const full = aRule('require-https', 'error', {
    why,
    fix: 'Serve it over TLS.\n\n1. Get a certificate.\n',
    references: ['https://goharbor.io/docs/', 'OPS-212'],
    securitySeverity: 7.4,
    tags: ['network'],
    zh: { title: '标题', message: '有误', why: '原因', fix: '办法' },
  });

  it('is explained', async () => {
    expect(await ruleOf(full)).toEqual({
      id: 'require-https',
      name: 'RequireHttps',
      shortDescription: { text: 'What require-https asks for.' },
      fullDescription: { text: 'Over plain HTTP the password is read.' },
      help: {
        markdown:
          '**What require-https asks for**\n\nOver **plain** HTTP the [password](https://example.com) is read.\n\n' +
          'By anyone.\n\n## How to fix\n\nServe it over TLS.\n\n1. Get a certificate.\n\n' +
          '## References\n\n- <https://goharbor.io/docs/>\n- OPS-212',
        text:
          'What require-https asks for\n\nOver plain HTTP the password is read.\n\n' +
          'By anyone.\n\nHow to fix\n\nServe it over TLS.\n\n1. Get a certificate.\n\n' +
          'References\n\n- https://goharbor.io/docs/\n- OPS-212',
      },
      helpUri: 'https://github.com/registry-lint/registry-lint/blob/main/docs/rules/require-https.md',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['security', 'network'], precision: 'very-high', 'security-severity': '7.4' },
    });
  });

  it('is explained in Chinese', async () => {
    const { help } = await ruleOf(full, 'zh');
    expect(help.markdown).toBe(
      '**标题**\n\n原因\n\n## 修复方法\n\n办法\n\n## 参考资料\n\n- <https://goharbor.io/docs/>\n- OPS-212',
    );
  });

  it("of a user's own points to its first reference that is a page", async () => {
    const references = [
      'OPS-212',
      'javascript:alert(1)',
      'https://wiki.example.com/lint',
      'https://other.example',
    ];
    expect(await ruleOf(aRule('r', 'note', { builtin: false, references }))).toMatchObject({
      helpUri: 'https://wiki.example.com/lint',
    });
    expect(await ruleOf(aRule('r', 'note', { builtin: false }))).not.toHaveProperty('helpUri');
  });

  it.each(['naming', 'Naming', '---'])('called %s has no name beside its id', async (id) => {
    expect(await ruleOf(aRule(id))).not.toHaveProperty('name');
  });

  it.each([undefined, 0, 0.04])('with a score of %s is no security rule', async (score) => {
    const { properties } = await ruleOf(
      aRule('r', 'note', score === undefined ? {} : { securitySeverity: score }),
    );
    expect(properties).toEqual({ tags: [], precision: 'very-high' });
  });

  it('has no more tags, and no longer texts, than GitHub takes', async () => {
    const tags = Array.from({ length: 30 }, (_, index) => `tag-${index}`);
    const title = 'x'.repeat(3000);
    const long = await ruleOf(aRule(title, 'note', { tags, title, why: title, securitySeverity: 1 }));
    expect(long.properties.tags).toEqual(['security', ...tags.slice(0, 19)]);
    expect(long.name?.length ?? 0).toBeLessThanOrEqual(255);
    expect(long.shortDescription.text.length).toBeLessThanOrEqual(1024);
    expect(long.fullDescription.text.length).toBeLessThanOrEqual(1024);
  });
});

describe('the text of a message', () => {
  const messageOf = async (message: string, registry = aRegistry()) =>
    (await resultOf(aRule('r', 'error', { message }), registry)).message.text;

  it('is a sentence that names the registry', async () => {
    expect(await messageOf('{ProtocolType} is used', aRegistry({ ProtocolType: 'HTTP' }))).toBe(
      'payments-harbor-legacy: HTTP is used.',
    );
  });

  it('has neither placeholders nor links of anyone', async () => {
    const registry = aRegistry({ RegistryName: '[x](https://evil.example) {0}' });
    expect(await messageOf('{params.no} [a](1)', registry)).toBe(
      '[x] (https://evil.example) {{0}}: {{params.no}} [a] (1).',
    );
  });

  it('is never longer than GitHub shows, and braces stay pairs', async () => {
    const texts = fc.string({ unit: fc.constantFrom('{', '}', 'a', '](', '支'), maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (message, RegistryName) => {
        const text = await messageOf(message, aRegistry({ RegistryName }));
        expect(text.length).toBeLessThanOrEqual(1024);
        expect(text.replace(/\{\{|\}\}/g, '')).not.toMatch(/[{}]|\]\(/);
      }),
      {
        examples: [
          ['{'.repeat(2000), '}'.repeat(2000)],
          ['](a'.repeat(700), ''],
        ],
      },
    );
  });
});

describe('automationDetails.id', () => {
  const idOf = async (origin: Origin, category?: string) =>
    (await sarif(aRun([], { origin }), [], category === undefined ? {} : { category })).automationDetails.id;

  it.each([
    [{ kind: 'file', file: 'a/inventory.json' }, undefined, 'a/inventory.json'],
    [{ kind: 'stdin' }, undefined, 'stdin'],
    [{ kind: 'live', endpoint: 'tds.example.com', region: 'cn-hangzhou' }, undefined, 'cn-hangzhou'],
    [{ kind: 'live', region: 'cn-hangzhou', registryType: 'CI/CD' }, undefined, 'cn-hangzhou/CI/CD'],
    [{ kind: 'live', region: 'cn-hangzhou' }, 'account-1', 'account-1'],
  ] as const)('tells runs apart: %j %s', async (origin, category, scope) => {
    expect(await idOf(origin, category)).toBe(`registry-lint/registry-lint.yaml/${scope}/`);
  });

  it('is the same tomorrow', async () => {
    const tomorrow = aRun([], { startedAt: '2026-11-25T08:00:00.000Z' });
    expect((await sarif(tomorrow, [])).automationDetails).toEqual(
      (await sarif(aRun([]), [])).automationDetails,
    );
  });
});

it.each(Object.entries(hostileStrings))(
  'writes a SARIF file that is valid and harmless with %s',
  async (_, text) => {
    const own = { title: text, message: `{RegistryName} ${text}`, why: text, fix: text };
    const rule = aRule(text, 'error', { ...own, tags: [text], references: [text], builtin: false });
    const registry = aRegistry({ RegistryName: text, RegionId: text, unclear: { ProtocolType: text } });
    const results = [
      aResult(rule, registry, [{ field: 'RegistryName', value: text, expected: { const: text } }]),
      aResult(rule, registry, [{ field: 'ProtocolType', expected: { const: text } }], 'open'),
    ];
    const notices = [{ code: 'unknown-field', field: text, text, count: 1, first: registry } as const];
    const run = aRun([rule], {
      policy: { name: text, files: [], rules: [rule] },
      origin: { kind: 'file', file: text },
    });
    const written = await render(formats.sarif.check, run, [[registry, results]], {
      notices,
      category: text,
    });
    for (const line of written.split('\n')) {
      expect(line).not.toMatch(UNPRINTABLE);
      expect(isWorkflowCommand(line)).toBe(false);
    }
    const { automationDetails, results: told } = readSarif(written);
    expect(automationDetails.id).not.toMatch(UNPRINTABLE);
    for (const { message, locations } of told) {
      for (const shown of [message.text, ...only(locations).logicalLocations.map(({ name }) => name)]) {
        expect(shown).not.toMatch(UNPRINTABLE);
        expect(shown.length).toBeLessThanOrEqual(1024);
      }
    }
  },
);

describe('the limits of code scanning', () => {
  const MEBI = 1024 * 1024;

  it('cuts what would be too large an upload, the worst first, and says so', async () => {
    // Text that gzip can do little with.
    let state = 1;
    const noise = (length: number): string =>
      Array.from({ length }, () => {
        state = (state * 48_271) % 2_147_483_647;
        return String.fromCodePoint(0x4e00 + (state % 20_000));
      }).join('');
    const note = aRule('r-note', 'note', { message: '{RegistryName} {DomainName} {UserName} {WhiteList}' });
    const error = aRule('r-error', 'error', {
      message: '{RegistryName} {DomainName} {UserName} {WhiteList}',
    });
    const groups = Array.from({ length: 4_500 }, (_, index) => {
      const values = {
        RegistryName: noise(110),
        DomainName: noise(110),
        UserName: noise(110),
        WhiteList: noise(110),
      };
      const registry = aRegistry({ index, Id: String(index), ...values });
      return [registry, [aResult(note, registry), aResult(error, registry)]] as const;
    });
    const text = await render(formats.sarif.check, aRun([note, error]), groups);
    const { results, invocations } = readSarif(text);
    const size = gzipSync(text).length;
    expect(size).toBeLessThan(10_000_000);
    expect(size).toBeGreaterThan(8_000_000);
    expect(results.filter(({ ruleId }) => ruleId === 'r-error')).toHaveLength(4_500);
    expect(results.length).toBeLessThan(9_000);
    expect(only(only(invocations).toolExecutionNotifications).message.text).toBe(
      `${results.length.toLocaleString('en')} of 9,000 results shown, the worst first.`,
    );
  });

  it('does not cut what is large and compresses well', async () => {
    const rule = aRule('r', 'error', { message: `{RegistryName} ${'is not as it should be '.repeat(30)}` });
    const groups = Array.from({ length: 20_000 }, (_, index) => {
      const registry = aRegistry({ index, Id: String(index) });
      return [registry, [aResult(rule, registry)]] as const;
    });
    const text = await render(formats.sarif.check, aRun([rule]), groups);
    expect(text.length).toBeGreaterThan(20 * MEBI);
    expect(readSarif(text).results).toHaveLength(20_000);
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
  });

  it('tells of more than 25,000 rules only those that a result speaks of', async () => {
    const rules = Array.from({ length: 25_001 }, (_, at) => aRule(`r-${at}`));
    const registry = aRegistry();
    const found = rules.slice(-2).map((rule) => aResult(rule, registry));
    const run = await sarif(aRun(rules), [[registry, found]]);
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['r-24999', 'r-25000']);
    expect(run.results.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 1]);
    // The schema asks whether rules are unique, and Ajv compares each with each.
    const whole = JSON.parse(await render(formats.sarif.check, aRun(rules.slice(1)), []));
    expect(whole.runs[0].tool.driver.rules).toHaveLength(25_000);
  });

  it('writes one run, and one location of a result', async () => {
    const { results } = await sarif(sampleRun, sampleGroups);
    for (const result of results) only(result.locations);
  });
});
