import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { appendRun } from '../../src/history/append.js';
import { ruleDigests } from '../../src/history/digest.js';
import { HistoryRecorder } from '../../src/history/recorder.js';
import { type HistoryRun, scopeKey } from '../../src/history/run.js';
import { recordsSource } from '../../src/inventory/memory.js';
import { inventoryOf } from '../../src/inventory/source.js';
import type { Inventory, Listing } from '../../src/model/registry.js';
import { type LintOptions, lint } from '../../src/run/lint.js';
import { root, temporaryFolder } from '../cli/run.js';
import { policyOf } from '../support/policies.js';

const policy = `version: 1
rules:
  require-https: error
  persistence-days: { severity: warning, params: { minimum: 30 } }
waivers:
  - { rule: require-https, registry: { RegistryName: waived }, reason: Is replaced in spring, expires: 2999-01-01 }
`;

const good = { AliUid: '1', RegistryName: 'good', ProtocolType: 2, PersistenceDay: 90 };
const records = [
  { ...good, Id: 1 },
  { ...good, Id: 2, RegistryName: 'plain', ProtocolType: 1 },
  { ...good, Id: 3, RegistryName: 'waived', ProtocolType: 1, AliUid: '2' },
  { ...good, Id: 4, RegistryName: 'short', PersistenceDay: 1 },
  { ...good, Id: 5, RegistryName: 'unclear', ProtocolType: 7, AliUid: '3' },
  { Id: 6, RegistryName: 'nobody', ProtocolType: 2, PersistenceDay: 90 },
];

/** What the history gets of a check of these records. */
async function recorded(
  options: LintOptions = {},
  origin?: Partial<Inventory['origin']>,
  listing?: Listing,
): Promise<HistoryRun> {
  const recorder = new HistoryRecorder();
  const inventory = inventoryOf(recordsSource(records));
  const from = {
    ...inventory,
    origin: { ...inventory.origin, ...origin },
    batches: () => inventory.batches(),
    ...(listing && { listing: () => listing }),
  };
  await lint(recorder.watch(from), await policyOf(policy), { ...options, reports: [recorder] });
  return recorder.run;
}

describe('what complies', () => {
  test.each<[string, LintOptions, number]>([
    ['what fails and what is open counts against a registry, what is waived or a warning does not', {}, 4],
    ['what is open does not where it does not fail the gate', { failOnOpen: false }, 5],
    ['warnings count where they fail the gate', { failOn: 'warning' }, 3],
    ['errors count where nothing fails the gate', { failOn: 'never' }, 4],
    ['passes that are reported count for nothing', { includePass: true }, 4],
  ])('%s', async (_, options, compliant) => {
    expect((await recorded(options)).standing).toMatchObject({ registries: 6, compliant, suppressed: 1 });
  });
});

test('a run has its findings, the waived ones among them, with their accounts', async () => {
  const { findings, accounts, standing, gate } = await recorded();
  expect(
    findings.map(({ rule, name, outcome, account, suppression }) => [
      rule,
      name,
      outcome,
      account,
      suppression,
    ]),
  ).toEqual([
    ['require-https', 'plain', 'fail', '1', undefined],
    ['require-https', 'waived', 'fail', '2', 'waiver'],
    ['persistence-days', 'short', 'fail', '1', undefined],
    ['require-https', 'unclear', 'open', '3', undefined],
  ]);
  expect(accounts).toEqual(['', '1', '2', '3']);
  expect(standing.counts).toMatchObject({ error: { fail: 1, open: 1 }, warning: { fail: 1, open: 0 } });
  expect(gate).toEqual({ failOn: 'error', failOnOpen: true, failed: true });
});

test('its scope tells apart what is not to be compared', async () => {
  expect((await recorded()).scope).toEqual({ from: 'records' });
  const live = { kind: 'live', endpoint: 'tds.cn-shanghai.aliyuncs.com', region: 'cn-hangzhou' } as const;
  expect((await recorded({}, { ...live, registryType: 'harbor' })).scope).toEqual({
    from: 'live',
    endpoint: 'tds.cn-shanghai.aliyuncs.com',
    registryType: 'harbor',
  });
  expect((await recorded({}, { kind: 'accounts', file: 'a.yaml' })).scope).toEqual({ from: 'accounts' });
});

test('accounts that could not be read are not among those that were seen', async () => {
  const recorder = new HistoryRecorder();
  const inventory = recorder.watch(inventoryOf(recordsSource(records)));
  const summary = await lint(inventory, await policyOf(policy), { reports: [recorder] });
  recorder.end({ ...summary, unread: [{ account: '2', code: 'no-permission', message: 'no' }] });
  expect(recorder.run).toMatchObject({ accounts: ['', '1', '3'], unread: ['2'] });
});

test.each([true, false])(
  'a registry to which no rule applies is not compliant (passes: %s)',
  async (includePass) => {
    const recorder = new HistoryRecorder();
    const some = await policyOf(`version: 1
rules:
  require-https: { severity: error, when: { RegistryName: '${records[0]?.['RegistryName']}' } }
`);
    await lint(recorder.watch(inventoryOf(recordsSource(records))), some, {
      includePass,
      reports: [recorder],
    });
    const { registries, judged, compliant = 0 } = recorder.run.standing;
    expect([registries, judged]).toEqual([6, 1]);
    expect(compliant).toBeLessThanOrEqual(1);
  },
);

test('a run that did not end, or was not watched, has no history', async () => {
  expect(() => new HistoryRecorder().run).toThrow(TypeError);
  const recorder = new HistoryRecorder();
  await lint(inventoryOf(recordsSource(records)), await policyOf(policy), { reports: [recorder] });
  expect(() => recorder.run).toThrow(TypeError);
});

test('every line of a run is as its schema says', async () => {
  const schema = JSON.parse(readFileSync(join(root, 'schema', 'history.schema.json'), 'utf8'));
  const ajv = new Ajv({ strict: true, strictRequired: false });
  const validate = ajv.compile(schema);
  const folder = temporaryFolder();
  const run = await recorded({ startedAt: new Date(1) });
  const later = {
    ...run,
    startedAt: new Date(2).toISOString(),
    findings: run.findings.slice(1),
    unread: ['9'],
  };
  for (const path of [appendRun(folder, run), appendRun(folder, later)]) {
    for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
      expect(validate(JSON.parse(line)), `${line}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  }
});

test('a snapshot of one type, or of the other centre, is not compared with one of all', async () => {
  const of = async (listing: Listing) => scopeKey((await recorded({}, undefined, listing)).scope);
  const all = await of({ region: 'cn-hangzhou' });
  expect(await of({ region: 'cn-beijing' })).toBe(all);
  expect(await of({ region: 'cn-hangzhou', registryType: 'harbor' })).not.toBe(all);
  expect(await of({ region: 'eu-central-1' })).not.toBe(all);
});

describe('a rule', () => {
  const digestOf = async (rule: string, more = ''): Promise<string | undefined> =>
    ruleDigests(await policyOf(`version: 1\nrules:\n  persistence-days: ${rule}\n${more}`))[
      'persistence-days'
    ];
  const day30 = '{ severity: warning, params: { minimum: 30 } }';

  test.each([
    ['its severity', '{ severity: error, params: { minimum: 30 } }', ''],
    ['another rule', day30, '  require-https: error\n'],
  ])('stays the same when %s changes', async (_, rule, more) => {
    expect(await digestOf(rule, more)).toBe(await digestOf(day30));
  });

  test.each([
    ['its parameters change', '{ severity: warning, params: { minimum: 31 } }', ''],
    ['it is narrowed', '{ severity: warning, params: { minimum: 30 }, when: { RegionId: cn-hangzhou } }', ''],
    [
      'it is off somewhere',
      day30,
      'overrides:\n  - { match: { RegionId: us-* }, rules: { persistence-days: off } }\n',
    ],
  ])('is another one when %s', async (_, rule, more) => {
    expect(await digestOf(rule, more)).not.toBe(await digestOf(day30));
  });
});
