import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBaseline } from '../../../src/engine/baseline/read.js';
import { readHistory } from '../../../src/history/read.js';
import { HistoryStore } from '../../../src/history/store.js';
import { viewOf } from '../../../src/history/view.js';
import { digestOf } from '../../../src/inventory/accounts/digest.js';
import { accountsInventory } from '../../../src/inventory/accounts/inventory.js';
import { readAccounts } from '../../../src/inventory/accounts/read.js';
import { accountsOf } from '../../../src/inventory/accounts/shard.js';
import { loadMessages } from '../../../src/messages/messages.js';
import type { ComplianceReport } from '../../../src/model/compliance.js';
import { fieldNames } from '../../../src/model/field.js';
import type { Language } from '../../../src/model/language.js';
import type { Inventory } from '../../../src/model/registry.js';
import type { SeverityCount } from '../../../src/model/result.js';
import type { Policy } from '../../../src/model/rule.js';
import type { FailOn, Severity } from '../../../src/model/severity.js';
import { builtinRules } from '../../../src/policy/builtin.js';
import { loadPolicy } from '../../../src/policy/load.js';
import { baselineReport } from '../../../src/report/baseline.js';
import { ComplianceBuilder } from '../../../src/report/compliance/builder.js';
import { withHistory } from '../../../src/report/compliance/with-history.js';
import type { Report } from '../../../src/report/format.js';
import { formats, formatsFor } from '../../../src/report/formats.js';
import { lint } from '../../../src/run/lint.js';
import { wholeOf } from '../../../src/run/merge/whole.js';
import { root, temporaryFolder } from '../../cli/run.js';
import { record, writeAccounts } from '../../inventory/accounts/files.js';
import { hostileNames } from '../../support/compliance/hostile.js';
import { written } from '../../support/compliance.js';
import { isWorkflowCommand, UNPRINTABLE } from '../../support/hostile.js';
import { anyRecord } from '../../support/random-records.js';

const days = ['2027-01-15T05:00:00.000Z', '2027-01-16T05:00:00.000Z'] as const;

const policyText = `version: 1
extends: [strict, probe]
rules:
  only-quay:
    title: Quay registries are in Hangzhou
    when: { RegistryType: quay }
    assert: { RegionId: cn-hangzhou }
    message: '{RegistryName} is elsewhere'
overrides:
  - { match: { account: account 1 }, rules: { require-https: note, persistence-days: off } }
waivers:
  - { rule: require-https, registry: { RegistryName: registry-1 }, reason: gone soon, expires: 2027-01-01 }
  - { rule: require-https, registry: { RegistryName: registry-2 }, reason: moves, expires: 2027-01-20 }
  - { rule: persistence-days, registry: { account: account 2 }, reason: moves, expires: 2027-09-01 }
  - { rule: require-vpc, registry: { RegistryName: 'nothing-*' }, reason: moves, expires: 2027-09-01 }
`;

async function policyIn(folder: string, text = policyText): Promise<Policy> {
  writeFileSync(join(folder, 'policy.yaml'), text);
  return loadPolicy(['policy.yaml'], folder);
}

/** How a report is made. */
interface Making {
  readonly policy: Policy;
  readonly startedAt: string;
  readonly lang?: Language;
  readonly failOn?: FailOn;
  readonly failOnOpen?: boolean;
  readonly baseline?: string | undefined;
  readonly history?: string;
  readonly witness?: Report;
}

/** A report, made as the command makes it. */
async function reportOf(inventory: Inventory, making: Making): Promise<ComplianceReport> {
  const { policy, startedAt, lang = 'en', failOn = 'error', failOnOpen = true, history, witness } = making;
  const store = history === undefined ? undefined : new HistoryStore(history, { hint: '' });
  const before = history === undefined ? undefined : readHistory(history);
  const builder = new ComplianceBuilder({ messages: await loadMessages(lang), facts: builtinRules });
  const seen = builder.watch(inventory);
  await lint(store?.recorder.watch(seen) ?? seen, policy, {
    startedAt: new Date(startedAt),
    failOn,
    failOnOpen,
    includePass: true,
    baseline: baselineIn(making.baseline),
    reports: [builder, store?.recorder, witness].filter((report) => report !== undefined),
  });
  if (!store || !before) return builder.report;
  const report = withHistory(builder.report, viewOf(before, store.recorder.run));
  store.append(before);
  return report;
}

const baselineIn = (file: string | undefined) => (file === undefined ? undefined : readBaseline(file));

/** The report of the accounts, read and judged at once. */
async function direct(file: string, making: Making): Promise<ComplianceReport> {
  return reportOf(await accountsInventory(await readAccounts(file, '/'), { env: {} }), making);
}

/** How shards are checked. */
interface Sharding {
  readonly of: number;
  readonly includePass?: boolean;
  readonly shardLang?: Language;
}

/** Checks all shards, and returns the files of their reports in another order than theirs. */
async function shardsOf(
  folder: string,
  file: string,
  { policy, startedAt, baseline }: Making,
  { of, includePass = false, shardLang = 'en' }: Sharding,
): Promise<string[]> {
  const all = await readAccounts(file, '/');
  const files: string[] = [];
  for (let index = 1; index <= of; index++) {
    const { accounts, shard } = accountsOf(all.accounts, { index, of });
    let text = '';
    const write = (part: string): void => {
      text += part;
    };
    await lint(await accountsInventory({ file, accounts }, { env: {} }), policy, {
      startedAt: new Date(startedAt),
      includePass,
      shard,
      baseline: baselineIn(baseline),
      reports: [await formats.json.check({ write, lang: shardLang })],
    });
    files.push(join(folder, `shard-${index}.json`));
    writeFileSync(files.at(-1) ?? '', text);
  }
  return files.reverse();
}

/** The report that is made of shards. */
async function ofShards([first = '', ...others]: readonly string[], making: Omit<Making, 'startedAt'>) {
  const { inventory, startedAt, witness, refuseOther } = await wholeOf([first, ...others]);
  refuseOther(making.policy, baselineIn(making.baseline));
  return reportOf(inventory, { ...making, startedAt: startedAt.toISOString(), witness });
}

const textsOf = async (report: ComplianceReport): Promise<Record<string, string>> => {
  const texts: Record<string, string> = {};
  for (const format of formatsFor('report')) texts[format.name] = await written(format.report, report);
  return texts;
};

const probed = {
  'Probe.reached': true,
  'Probe.https.answers': true,
  'Probe.tls.version': 'TLSv1.1',
  'Probe.tls.fault': 'CERT_HAS_EXPIRED',
  'Probe.tls.expires': '2027-01-10T00:00:00.000Z',
  'Probe.unseen': { 'Probe.http.answers': 'refused' },
};
const snapshotOf = (registries: readonly object[]): object => ({
  snapshot: 1,
  takenAt: days[0],
  origin: { kind: 'live', region: 'cn-hangzhou' },
  registries,
});

const some = fc.oneof(
  anyRecord,
  fc
    .tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom<object>({}, { ProtocolType: 1 }, { Extra: 1 }, { PersistenceDay: 7 }),
    )
    .map(([id, more]) => record(id, more)),
);

const account = fc.record({
  records: fc.array(some, { maxLength: 5 }),
  kind: fc.constantFrom('answer', 'answer', 'probed', 'broken'),
  allowEmpty: fc.boolean(),
});

const nights = fc.record({
  accounts: fc.array(account, { minLength: 1, maxLength: 7 }),
  changed: fc.boolean(),
  of: fc.integer({ min: 1, max: 4 }),
  includePass: fc.boolean(),
  shardLang: fc.constantFrom('en' as const, 'zh' as const),
  lang: fc.constantFrom('en' as const, 'zh' as const),
  failOn: fc.constantFrom<FailOn>('error', 'note', 'never'),
  failOnOpen: fc.boolean(),
  hasBaseline: fc.boolean(),
});

function inventoriesOf(accounts: readonly { records: readonly object[]; kind: string }[]) {
  return Object.fromEntries(
    accounts.map(({ records, kind }, index) => {
      const facts = records.map(({ Id, RegistryName }: { Id?: unknown; RegistryName?: unknown }) => ({
        Id,
        RegistryName,
        ...probed,
      }));
      const contents = { answer: records, probed: snapshotOf(facts), broken: '[{"Id": 1}, {' }[kind];
      return [`in/${index}.json`, contents];
    }),
  );
}

test('a report of shards is, to the byte and in every format, that of the accounts, and so is its history', async () => {
  const folder = temporaryFolder();
  const policy = await policyIn(folder);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(nights, async ({ accounts, changed, of, includePass, shardLang, ...rest }) => {
      const { hasBaseline, ...how } = rest;
      const histories = [join(folder, `direct-${runs}`), join(folder, `shards-${runs++}`)] as const;
      const settings = {
        accounts: accounts.map(({ allowEmpty }, index) => ({
          name: `account ${index}`,
          inventory: `in/${index}.json`,
          allowEmpty,
        })),
      };
      for (const [night, startedAt] of days.entries()) {
        const tonight =
          night === 1 && changed ? accounts.map((one) => ({ ...one, kind: 'answer' })) : accounts;
        const file = writeAccounts(folder, settings, inventoriesOf(tonight));
        const baseline = hasBaseline ? await writeBaseline(folder, file, policy) : undefined;
        const making = { policy, startedAt, baseline, ...how };
        const shards = await shardsOf(folder, file, making, { of, includePass, shardLang });
        const whole = await direct(file, { ...making, history: histories[0] });
        const parts = await ofShards(shards, { ...making, history: histories[1] });
        expect(await textsOf(parts)).toEqual(await textsOf(whole));
        // What is told to groups is made of it.
        expect(parts).toEqual(whole);
      }
      expect(filesOf(histories[1])).toEqual(filesOf(histories[0]));
    }),
    { numRuns: 40 },
  );
});

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

/** Every finding, or every second one. */
async function writeBaseline(folder: string, file: string, policy: Policy, each = 2): Promise<string> {
  let text = '';
  const write = (part: string): void => {
    text += part;
  };
  const inventory = await accountsInventory(await readAccounts(file, '/'), { env: {} });
  await lint(inventory, policy, { startedAt: new Date(days[0]), reports: [baselineReport({ write })] });
  const place = join(folder, 'baseline.jsonl');
  writeFileSync(
    place,
    `${text
      .split('\n')
      .filter((_, index) => index % each === 0)
      .join('\n')
      .trim()}\n`,
  );
  return place;
}

/** Two shards of three accounts, each with a finding. */
async function two(names: readonly string[] = ['a', 'b', 'c'], odd: object = {}) {
  const folder = temporaryFolder();
  const policy = await policyIn(folder, 'version: 1\nextends: [recommended]\n');
  const file = writeAccounts(
    folder,
    { accounts: names.map((name, at) => ({ name, inventory: at === 2 ? 'none.json' : `${at}.json` })) },
    { '0.json': [record(1, odd), record(2)], '1.json': [record(1, { ProtocolType: 1 })] },
  );
  const making = { policy, startedAt: days[0] };
  const files = await shardsOf(folder, file, making, { of: 2 });
  return { folder, file, files, making, policy };
}

type Members = Record<string, unknown>;

/** What of the report of a shard the tests change. */
interface Shard {
  tool: { version: string };
  startedAt: string;
  inventory: { file: string };
  results: (Members & { severity: Severity; outcome: 'fail' | 'open' })[];
  registries: Members[];
  notices: object[];
  unread?: object[];
  shard: {
    all: string;
    accounts: { account: string; position: number; registries: number; unread?: object }[];
  };
  summary: {
    registries: number;
    passed: number;
    unread?: number;
    failed: boolean;
    counts: Record<Severity, SeverityCount>;
  };
}

/** Lets it count what it shows. */
function recount({ results, unread, summary }: Shard): void {
  const count = (severity: Severity, outcome: string): number =>
    results.filter((one) => one.severity === severity && one.outcome === outcome).length;
  const of = (severity: Severity): SeverityCount => ({
    fail: count(severity, 'fail'),
    open: count(severity, 'open'),
  });
  summary.counts = { error: of('error'), warning: of('warning'), note: of('note') };
  summary.failed = unread !== undefined || results.some(({ severity }) => severity === 'error');
}

/** Gives every one of them other members. */
function all(them: readonly Members[], members: object): void {
  for (const one of them) Object.assign(one, members);
}

/** Changes the report of every shard. */
function change(files: readonly string[], by: (report: Shard) => unknown): void {
  for (const file of files) {
    const report: Shard = JSON.parse(readFileSync(file, 'utf8'));
    by(report);
    writeFileSync(file, JSON.stringify(report));
  }
}

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error) => error.code ?? error,
  );

describe('no report is made of', () => {
  test('shards that another version has written', async () => {
    const { files, making } = await two();
    change(files, ({ tool }) => {
      tool.version = '0.0.1';
    });
    expect(await codeOf(ofShards(files, making))).toBe('other-version');
  });

  test.each([
    ['another policy', 'version: 1\nextends: [recommended]\nrules: { require-https: note }\n'],
    [
      'a policy with a waiver more',
      'version: 1\nextends: [recommended]\nwaivers: [{ rule: require-https, registry: { RegistryName: "*" }, reason: x, expires: 2027-09-01 }]\n',
    ],
    [
      'the same rules at other places',
      '# moved\nversion: 1\nrules: { require-https: error }\nextends: [recommended]\n',
    ],
  ])('shards that %s has judged', async (_, text) => {
    const { folder, files, making } = await two();
    const policy = await policyIn(folder, text);
    expect(await codeOf(ofShards(files, { ...making, policy }))).toBe('other-policy');
  });

  test('shards that were judged without this baseline, and with another one', async () => {
    const { folder, file, files, making, policy } = await two();
    const baseline = await writeBaseline(folder, file, policy, 1);
    expect(await codeOf(ofShards(files, { ...making, baseline }))).toBe('other-policy');
    const judged = await shardsOf(folder, file, { ...making, baseline }, { of: 2 });
    expect(await codeOf(ofShards(judged, { ...making, baseline }))).toBe('none');
    const text = readFileSync(baseline, 'utf8');
    expect(text).toContain('fingerprint');
    const other = (_: string, it: string): string => `"fingerprint":"${[...it].reverse().join('')}"`;
    writeFileSync(baseline, text.replaceAll(/"fingerprint":"([0-9a-f]+)"/g, other));
    expect(await codeOf(ofShards(judged, { ...making, baseline }))).toBe('other-policy');
  });

  test('some of the shards, one twice, a whole run, and what is no report', async () => {
    const { folder, files, making } = await two();
    const [one = '', other = ''] = files;
    expect(await codeOf(ofShards([one], making))).toBe('shard-missing');
    expect(await codeOf(ofShards([one, other, one], making))).toBe('shard-twice');
    const whole = join(folder, 'whole.json');
    const { shard, registries, ...rest } = JSON.parse(readFileSync(one, 'utf8'));
    writeFileSync(whole, JSON.stringify(rest));
    expect(await codeOf(ofShards([whole], making))).toBe('not-a-shard');
    writeFileSync(whole, JSON.stringify({ ...rest, shard }));
    expect(await codeOf(ofShards([whole, other], making))).toBe('not-a-report');
    expect(await codeOf(ofShards([join(folder, '0.json')], making))).toBe('not-a-report');
    expect(await codeOf(ofShards([join(folder, 'nothing.json')], making))).toBe('unreadable');
  });

  test('a shard that was cut off, wherever', async () => {
    const { files, making } = await two();
    const [one = '', other = ''] = files;
    const text = readFileSync(one, 'utf8');
    for (let length = 0; length < text.length - 2; length += 97) {
      writeFileSync(one, text.slice(0, length));
      expect(await codeOf(ofShards([one, other], making))).toBe('cut-off');
    }
  });

  test.each<[string, (report: Shard) => unknown]>([
    ['a registry made better', ({ registries }) => all(registries, { ProtocolType: 'HTTPS' })],
    ['a registry made worse', ({ registries }) => all(registries, { PersistenceDay: 1 })],
    ['a registry that rules do not see', ({ registries }) => all(registries, { RegistryType: undefined })],
    ['a registry less', ({ registries }) => registries.pop()],
    ['a registry more', ({ registries }) => registries.push({ Id: '9' })],
    [
      'a registry less that it does not count',
      (report) => {
        report.registries.shift();
        report.summary.registries--;
        const account = report.shard.accounts.find(({ registries }) => registries > 0);
        if (account) account.registries--;
      },
    ],
    [
      'a finding less that it does not count',
      (report) => {
        report.results.shift();
        recount(report);
      },
    ],
    ['a finding of another registry', ({ results }) => all(results, { fingerprint: 'a'.repeat(32) })],
    ['more that passed', ({ summary }) => summary.passed++],
    ['a day that is none', (report) => (report.startedAt = '2027-99-15T05:00:00Z')],
    [
      'an account read that was not',
      (report) => {
        for (const one of report.shard.accounts) delete one.unread;
        delete report.unread;
        delete report.summary.unread;
        recount(report);
        // Of an account without a registry nobody can tell, but this one is said to have some.
        for (const one of report.shard.accounts) one.registries ||= 1;
      },
    ],
  ])('shards that were changed: %s', async (_, by) => {
    const { files, making } = await two();
    change(files, by);
    expect(await codeOf(ofShards(files, making))).toBe('damaged-report');
  });

  test.each<[string, object]>([
    ['a field of another type', { PersistenceDay: '7' }],
    ['a value that there is not', { ProtocolType: 'FTP' }],
    ['a field that there is not', { Password: 'Harbor12345' }],
    ['an Id that is none', { Id: '<b>' }],
    ['an oddity that there is not', { notices: [{ code: 'idle-rule', text: 'x' }] }],
    [
      'an oddity that does not say all',
      { notices: [{ code: 'not-understood', text: 'x', detail: { kind: 'not-wanted' } }] },
    ],
    ['an unclear field that there is not', { unclear: { Password: 'x' } }],
  ])('a registry with %s', async (_, by) => {
    const { files, making } = await two();
    const text = JSON.stringify(by);
    for (const file of files) {
      const changed = readFileSync(file, 'utf8').replace(
        /^(\{"location".*)\}(,?)$/gm,
        `$1,${text.slice(1)}$2`,
      );
      writeFileSync(file, changed);
    }
    expect(await codeOf(ofShards(files, making))).toBe('not-a-report');
  });
});

test('whatever stands in the report of a shard, nothing of it is obeyed', async () => {
  for (const [at, text] of hostileNames.entries()) {
    const names = [text.slice(0, 60), `${text.slice(0, 50)} 2`, `${text.slice(0, 50)} 3`];
    const { files, making } = await two(['a', 'b', 'c'], { ProtocolType: 9, Extra: 1 });
    change(files, (report) => {
      const { accounts } = report.shard;
      report.shard.all = digestOf(names);
      report.inventory.file = text;
      report.results = report.results.map((one) => ({ ...one, message: text }));
      report.notices = [];
      for (const one of accounts) {
        one.account = names[one.position] ?? '';
        if (one.unread) one.unread = { account: names[one.position], code: text, message: text, hint: text };
      }
      if (report.unread) report.unread = accounts.flatMap(({ unread }) => unread ?? []);
      for (const one of report.registries) {
        Object.assign(one, { RegistryName: text, RegionId: text, DomainName: text, RegistryHostIp: text });
        one['location'] = { file: text, line: 1, column: 1 };
        one.unclear = { ProtocolType: text };
        one.unknown = [text];
        one.notices = [
          { code: 'unknown-field', field: text, text },
          {
            code: 'not-understood',
            field: text,
            text,
            detail: { kind: 'not-wanted', shown: text, wanted: text },
          },
        ];
      }
    });
    const [first = '', ...others] = files;
    for (const lang of ['en', 'zh'] as const) {
      // Without the witness: who makes all of it up can make up fingerprints as well.
      const report = await reportOf((await wholeOf([first, ...others])).inventory, { ...making, lang });
      const texts = await textsOf(report);
      for (const [format, written] of Object.entries(texts)) {
        const where = `${format} of ${at}`;
        for (const line of written.replace(/^\ufeff/, '').split(/\r?\n/)) {
          expect(UNPRINTABLE.test(line), `${where}: ${line.slice(0, 200)}`).toBe(false);
          // A page is no log.
          if (format !== 'html') expect(isWorkflowCommand(line), where).toBe(false);
        }
        if (format === 'markdown') expect(/(?<!\\)\[click\]\(/.test(written), where).toBe(false);
        if (['html', 'markdown', 'junit'].includes(format))
          expect(/<img src=x|<script>alert|<svg onload/.test(written), where).toBe(false);
      }
      const cells: string[][] = parse(texts['csv']?.replace(/^\ufeff/, '') ?? '', {
        recordDelimiter: '\r\n',
      });
      for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }
  }
});

test('what is published of a registry are the fields that rules know', () => {
  const schema = JSON.parse(readFileSync(join(root, 'schema', 'result.schema.json'), 'utf8'));
  const { seen } = schema.definitions;
  const { location, unclear, unknown, notices, occurrence, ...fields } = seen.properties;
  expect(Object.keys(fields)).toEqual(fieldNames);
  expect(unclear.propertyNames.enum).toEqual(fieldNames);
});
