import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBaseline } from '../../../src/engine/baseline/read.js';
import { accountsInventory } from '../../../src/inventory/accounts/inventory.js';
import { readAccounts } from '../../../src/inventory/accounts/read.js';
import { accountsOf, type ShardChoice } from '../../../src/inventory/accounts/shard.js';
import { exitCodeOf } from '../../../src/model/error.js';
import type { Policy } from '../../../src/model/rule.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { baselineReport } from '../../../src/report/baseline.js';
import { formats } from '../../../src/report/formats.js';
import { lint } from '../../../src/run/lint.js';
import { readShards } from '../../../src/run/merge/document.js';
import { joinShards } from '../../../src/run/merge/join.js';
import { temporaryFolder } from '../../cli/run.js';
import { record, writeAccounts } from '../../inventory/accounts/files.js';

const startedAt = new Date('2027-01-15T05:00:00Z');

const policyText = `version: 1
extends: [recommended]
rules:
  only-quay:
    title: Quay registries are in Hangzhou
    when: { RegistryType: quay }
    assert: { RegionId: cn-hangzhou }
    message: '{RegistryName} is elsewhere'
waivers:
  - { rule: require-https, registry: { RegistryName: registry-1 }, reason: gone soon, expires: 2027-01-01 }
  - { rule: require-https, registry: { RegistryName: registry-2 }, reason: moves, expires: 2027-01-20 }
  - { rule: persistence-days, registry: { RegistryName: registry-3 }, reason: moves, expires: 2027-09-01 }
  - { rule: require-vpc, registry: { RegistryName: 'nothing-*' }, reason: moves, expires: 2027-09-01 }
  - { rule: require-htps, registry: { RegistryName: 'registry-*' }, reason: moves, expires: 2027-09-01 }
`;

interface Options {
  readonly includePass: boolean;
  readonly lang: 'en' | 'zh';
  readonly failOn: 'error' | 'never';
  readonly baseline: string | undefined;
}

async function loadTestPolicy(folder: string): Promise<Policy> {
  writeFileSync(join(folder, 'policy.yaml'), policyText);
  return loadPolicy(['policy.yaml'], folder);
}

/** A run over the accounts of a file, or over a shard of them. */
async function runOf(file: string, policy: Policy, options: Options, choice?: ShardChoice) {
  const all = await readAccounts(file, '/');
  const { accounts, shard } = choice ? accountsOf(all.accounts, choice) : { ...all, shard: undefined };
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  const inventory = await accountsInventory({ file, accounts }, { env: {} });
  const { includePass, lang, failOn, baseline } = options;
  const summary = await lint(inventory, policy, {
    startedAt,
    includePass,
    failOn,
    shard,
    baseline: baseline === undefined ? undefined : readBaseline(baseline),
    reports: [await formats.json.check({ write, lang })],
  });
  return { text, exitCode: exitCodeOf(summary) };
}

/** Runs all shards, and joins them in another order than theirs. */
async function joined(folder: string, file: string, policy: Policy, options: Options, of: number) {
  const files: string[] = [];
  for (let index = 1; index <= of; index++) {
    const { text } = await runOf(file, policy, options, { index, of });
    const shard = join(folder, `shard-${index}.json`);
    writeFileSync(shard, text);
    files.push(shard);
  }
  let text = '';
  const [first = '', ...others] = files.reverse();
  const { exitCode } = await joinShards([...(await readShards(first, others))], (part) => {
    text += part;
  });
  return { text, exitCode };
}

/** What of a report the tests change. */
interface Shard {
  readonly results: readonly object[];
  readonly shard: { readonly accounts: readonly object[] };
  readonly summary: { readonly counts: object; readonly failed: boolean };
}

const none = { fail: 0, open: 0 };
const one = { fail: 1, open: 1 };
const changed = (all: readonly object[], by: object): readonly object[] =>
  all.map((it) => ({ ...it, ...by }));
const defined = (members: object): object => JSON.parse(JSON.stringify(members));
const waived = { kind: 'waiver', justification: 'x', location: { file: 'w.yaml', line: 1, column: 1 } };
const unread = { account: 'a', code: 'empty-inventory', message: 'no registry was listed' };

const odd = fc.constantFrom(
  {},
  { ProtocolType: 1 },
  { ProtocolType: undefined },
  { PersistenceDay: 7 },
  { PersistenceDay: '30' },
  { RegistryType: 'quay' },
  { Password: 'Harbor12345', UserName: 'admin' },
  { NewField: 1 },
  { OtherField: 1, NewField: 2 },
  { RegistryName: '::error::x', NetType: 1, VpcId: undefined },
);

const account = fc.record({
  records: fc.array(fc.record({ id: fc.integer({ min: 1, max: 6 }), odd }), { maxLength: 6 }),
  broken: fc.boolean(),
  allowEmpty: fc.boolean(),
});

const run = fc.record({
  accounts: fc.array(account, { minLength: 1, maxLength: 9 }),
  of: fc.integer({ min: 1, max: 5 }),
  includePass: fc.boolean(),
  lang: fc.constantFrom('en' as const, 'zh' as const),
  failOn: fc.constantFrom('error' as const, 'never' as const),
  baseline: fc.boolean(),
});

test('shards come to the bytes that one run would have written, and to its exit code', async () => {
  const folder = temporaryFolder();
  const policy = await loadTestPolicy(folder);
  await fc.assert(
    fc.asyncProperty(run, async ({ accounts, of, baseline: hasBaseline, ...rest }) => {
      const inventories = Object.fromEntries(
        accounts.map(({ records, broken }, index) => [
          `in/${index}.json`,
          broken && index > 0 ? '{"ImageRegistryInfos": [' : records.map(({ id, odd }) => record(id, odd)),
        ]),
      );
      const file = writeAccounts(
        folder,
        {
          accounts: accounts.map(({ allowEmpty }, index) => ({
            name: `account ${index}`,
            inventory: `in/${index}.json`,
            allowEmpty,
          })),
        },
        inventories,
      );
      const baseline = hasBaseline ? await writeBaseline(folder, file, policy) : undefined;
      const options = { ...rest, baseline };
      const whole = await runOf(file, policy, options);
      const parts = await joined(folder, file, policy, options, of);
      expect(parts.text).toBe(whole.text);
      expect(parts.exitCode).toBe(whole.exitCode);
    }),
    { numRuns: 60 },
  );
});

/** The findings of all accounts, and one that is there no more. */
async function writeBaseline(folder: string, file: string, policy: Policy): Promise<string> {
  const all = await readAccounts(file, '/');
  let text = '';
  const inventory = await accountsInventory(all, { env: {} });
  const report = baselineReport({
    write: (part) => {
      text += part;
    },
  });
  await lint(inventory, policy, { startedAt, reports: [report] });
  const gone = (account: string, digit: string) =>
    `${JSON.stringify({ rule: 'require-https', account, outcome: 'fail', fingerprint: digit.repeat(32) })}\n`;
  const place = join(folder, 'baseline.jsonl');
  const lines = text.split('\n').filter((_, index) => index % 2 === 0);
  writeFileSync(place, `${lines.join('\n').trim()}\n${gone('account 0', 'a')}${gone('account 1', 'b')}`);
  return place;
}

describe('reports that do not belong together', () => {
  /** Two shards of three accounts, as objects. */
  async function shards(more: Partial<Options> = {}) {
    const folder = temporaryFolder();
    const policy = await loadTestPolicy(folder);
    const names = ['a', 'b', 'c'];
    const file = writeAccounts(
      folder,
      { accounts: names.map((name) => ({ name, inventory: `${name}.json` })) },
      Object.fromEntries(names.map((name) => [`${name}.json`, [record(1, { ProtocolType: 1 })]])),
    );
    const options: Options = {
      includePass: false,
      lang: 'en',
      failOn: 'error',
      baseline: undefined,
      ...more,
    };
    const texts = [];
    for (const index of [1, 2]) texts.push((await runOf(file, policy, options, { index, of: 2 })).text);
    return { folder, texts, whole: (await runOf(file, policy, options)).text };
  }

  async function join2(folder: string, texts: readonly string[]): Promise<string> {
    const files = texts.map((text, index) => {
      const file = join(folder, `part-${index}.json`);
      writeFileSync(file, text);
      return file;
    });
    const [first = '', ...others] = files;
    let text = '';
    await joinShards([...(await readShards(first, others))], (part) => {
      text += part;
    });
    return text;
  }

  const codeOf = async (work: () => unknown): Promise<string> => {
    try {
      await work();
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
    return 'none';
  };

  test('a missing one, one given twice, a whole run and another run are refused', async () => {
    const { folder, texts, whole } = await shards();
    const [one = '', two = ''] = texts;
    expect(await join2(folder, [two, one])).toBe(whole);
    expect(await codeOf(() => join2(folder, [one]))).toBe('shard-missing');
    expect(await codeOf(() => join2(folder, [one, two, one]))).toBe('shard-twice');
    expect(await codeOf(() => join2(folder, [whole]))).toBe('not-a-shard');
    expect(await codeOf(() => join2(folder, [one, '{}']))).toBe('not-a-report');
    const other = await shards({ failOn: 'never' });
    expect(await codeOf(() => join2(folder, [one, other.texts[1] ?? '']))).toBe('different-runs');
  });

  test.each([
    ['version', /"version":"[^"]+","url"/, '"version":"9.9.9","url"'],
    ['policy', /"policy":"[0-9a-f]{8}/, '"policy":"00000000'],
    ['accounts', /"all":"[0-9a-f]{8}/, '"all":"00000000'],
    ['day', /"startedAt": "2027-01-15/, '"startedAt": "2027-01-16'],
    ['shards', /"of":2/, '"of":3'],
  ])('another %s is refused', async (_, pattern, by) => {
    const { folder, texts } = await shards();
    const [one = '', two = ''] = texts;
    const changed = two.replace(pattern, by);
    expect(changed).not.toBe(two);
    expect(await codeOf(() => join2(folder, [one, changed]))).toBe('different-runs');
  });

  test('the same account in two shards is refused', async () => {
    const { folder, texts } = await shards();
    const [one = '', two = ''] = texts;
    const { accounts } = JSON.parse(one).shard;
    const changed = JSON.parse(two);
    changed.shard.accounts.push(accounts[0]);
    expect(await codeOf(() => join2(folder, [one, JSON.stringify(changed)]))).toBe('shard-twice');
  });

  test('wherever a report was cut off, and whatever was taken out of it, it is refused', async () => {
    const { folder, texts } = await shards();
    const [one = '', two = ''] = texts;
    // The last characters are a brace and a line break; without the break it is still whole.
    for (let length = 0; length < two.length - 2; length += 7) {
      expect(await codeOf(() => join2(folder, [one, two.slice(0, length)]))).toBe('cut-off');
    }
    const without = JSON.parse(two);
    without.shard.accounts.pop();
    expect(await codeOf(() => join2(folder, [one, JSON.stringify(without)]))).toBe('damaged-report');
    const more = JSON.parse(two);
    more.summary.registries++;
    expect(await codeOf(() => join2(folder, [one, JSON.stringify(more)]))).toBe('damaged-report');
  });

  test.each<[string, (report: Shard) => object]>([
    ['fewer findings than it shows', ({ summary: { counts } }) => ({ counts: { ...counts, error: none } })],
    ['more findings than it shows', ({ summary: { counts } }) => ({ counts: { ...counts, note: one } })],
    ['a result less', ({ results }) => ({ results: results.slice(1) })],
    ['results of a lower severity', ({ results }) => ({ results: changed(results, { severity: 'note' }) })],
    ['results that are waived', ({ results }) => ({ results: changed(results, { suppression: waived }) })],
    ['more waived than it shows', () => ({ suppressed: { waiver: 9, baseline: 0 } })],
    ['another end', ({ summary }) => ({ failed: !summary.failed })],
    [
      'an account of another name',
      ({ shard }) => ({
        accounts: [...shard.accounts.slice(0, -1), { ...shard.accounts.at(-1), account: 'other' }],
      }),
    ],
    ['an account unread that it does not speak of', () => ({ unread: [unread] })],
  ])('a report with %s is refused', async (_, change) => {
    const { folder, texts } = await shards();
    for (const index of [0, 1]) {
      const report = JSON.parse(texts[index] ?? '');
      if (report.results.length === 0) continue;
      const { counts, suppressed, failed, accounts, ...rest } = { ...change(report) } as Record<
        string,
        object
      >;
      const summary = { ...report.summary, ...defined({ counts, suppressed, failed }) };
      const shard = { ...report.shard, ...defined({ accounts }) };
      const text = JSON.stringify({ ...report, ...rest, summary, shard });
      expect(await codeOf(() => join2(folder, [texts[1 - index] ?? '', text]))).toBe('damaged-report');
    }
    expect.hasAssertions();
  });

  test('the earliest beginning is that of the whole', async () => {
    const { folder, texts, whole } = await shards();
    const [one = '', two = ''] = texts;
    const later = two.replace(
      '"startedAt": "2027-01-15T05:00:00.000Z"',
      '"startedAt": "2027-01-15T05:09:00.000Z"',
    );
    expect(later).not.toBe(two);
    expect(await join2(folder, [later, one])).toBe(whole);
  });
});
