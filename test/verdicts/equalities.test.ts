import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { defaultKey, startEmulator } from '../../src/emulator/server.js';
import { run } from '../cli/run.js';
import type { RawRecord } from './evaluator/decode.js';
import { evaluate, line, type Verdicts } from './evaluator/evaluate.js';
import { isMapping, list, type Mapping } from './evaluator/mapping.js';
import type { Policy } from './evaluator/policy.js';
import { quirkNames } from './evaluator/quirks.js';
import { Random } from './generator/random.js';
import { randomRecords } from './generator/records.js';

/** The same day for all, and far enough from the end of each waiver. */
const today = new Date().toISOString().slice(0, 10);

const policy: Policy = {
  version: 1,
  extends: ['strict'],
  rules: {
    'allowed-regions': { severity: 'error', params: { regions: ['cn-hangzhou', 'eu-central-1'] } },
    ids: { assert: { Id: { not: { enum: ['1', '9007199254740993'] } }, AliUid: '18446744073709551615' } },
    names: { severity: 'note', assert: { RegistryName: { enum: ['支付', 'x😀y', 'payments'] } } },
    related: { assert: { cel: "NetType != 'VPC' || has(VpcId) && UserName != RegistryName" } },
    jenkins: { assert: { 'JenkinsEnv.hasCredential': false, 'JenkinsEnv.set': true } },
  },
  overrides: [{ match: { UserName: 'FAKE-*' }, rules: { names: 'error' } }],
  waivers: [
    { rule: 'require-https', registry: { RegistryName: '*harbor' }, reason: 'waiver', expires: '2999-01-01' },
  ],
};

const records: readonly RawRecord[] = [11, 12, 13].flatMap((seed) => randomRecords(new Random(seed), 20, 30));

/** JSON with every digit of every number. */
function json(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? `#${inner}#` : inner,
  );
  return text.replace(/"#(-?\d+)#"/g, '$1');
}

const lines = (of: readonly RawRecord[]): string => of.map((record) => `${json(record)}\n`).join('');

const all = mkdtempSync(join(tmpdir(), 'registry-lint-equalities-'));
afterAll(() => rmSync(all, { recursive: true, force: true }));

/** A folder with the policy in it. */
function folder(): string {
  const path = mkdtempSync(join(all, 'way-'));
  writeFileSync(join(path, 'policy.yaml'), JSON.stringify(policy));
  return path;
}

function saved(name: string, content: string): { readonly cwd: string; readonly file: string } {
  const cwd = folder();
  writeFileSync(join(cwd, name), content);
  return { cwd, file: name };
}

interface Told {
  readonly verdicts: Verdicts;
  /** Messages and evidence as well: what a reader sees, apart from where it stands. */
  readonly told: readonly string[];
  readonly summary: unknown;
}

/** A JSON report, without what may differ: locations, accounts, and the fingerprints that have the account in them. */
function read(text: string): Told {
  const report: unknown = JSON.parse(text);
  if (!isMapping(report)) throw new Error('the report is not a document');
  const results = list(report['results']).filter(isMapping);
  const registryOf = (result: Mapping): Mapping => (isMapping(result['registry']) ? result['registry'] : {});
  const summary = isMapping(report['summary']) ? report['summary'] : {};
  const { registries, counts, passed, notApplicable, suppressed, failed } = summary;
  return {
    verdicts: results
      .map((result) => {
        const suppression = result['suppression'];
        const [outcome, severity] = [String(result['outcome']), String(result['severity'])];
        const reason = isMapping(suppression) ? String(suppression['justification']) : undefined;
        return line(`#${registryOf(result)['index']}`, String(result['rule']), outcome, severity, reason);
      })
      .sort(),
    told: results.map((result) => {
      const { account: _, occurrence: __, ...registry } = registryOf(result);
      return JSON.stringify([result['rule'], result['message'], result['evidence'], registry]);
    }),
    summary: { registries, counts, passed, notApplicable, suppressed, failed },
  };
}

const options = ['--policy', 'policy.yaml', '--format', 'json', '--include-pass'];

async function checked(
  cwd: string,
  args: readonly string[],
  more: Parameters<typeof run>[1] = {},
): Promise<Told> {
  const { exitCode, stdout, stderr } = await run(['check', ...options, ...args], { cwd, ...more });
  expect(exitCode, stderr).toBe(1);
  return read(stdout);
}

async function checkedFile(name: string, content: string): Promise<Told> {
  const { cwd, file } = saved(name, content);
  return checked(cwd, ['--inventory', file]);
}

/** Three accounts, in files of their own. */
function accounts(): string {
  const cwd = folder();
  mkdirSync(join(cwd, 'parts'));
  const [first, second] = [7, 31];
  const parts = [records.slice(0, first), records.slice(first, second), records.slice(second)];
  const written = parts.map((part, at) => {
    writeFileSync(join(cwd, 'parts', `${at}.json`), json(part));
    return { name: `account-${at}`, inventory: `parts/${at}.json` };
  });
  writeFileSync(join(cwd, 'accounts.yaml'), stringify({ version: 1, accounts: written }));
  return cwd;
}

const credentials = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: defaultKey.id,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: defaultKey.secret,
};

async function emulated(): Promise<string> {
  const emulator = await startEmulator({ records: json(records) });
  onTestFinished(() => emulator.close());
  return emulator.url;
}

/** Every way in which records can come, apart from a file with a list of them, which the others are compared with. */
const ways: Readonly<Record<string, () => Promise<Told>>> = {
  'a response of the API': () =>
    checkedFile('answer.json', json({ RequestId: 'x', ImageRegistryInfos: records })),
  'a record a line': () => checkedFile('records.ndjson', lines(records)),
  YAML: () => checkedFile('records.yaml', stringify(records)),
  'a response in YAML': () => checkedFile('answer.yml', stringify({ ImageRegistryInfos: records })),
  'standard input': () => checked(folder(), ['--inventory', '-'], { input: json(records) }),
  'lines on standard input': () => checked(folder(), ['--inventory', '-'], { input: lines(records) }),
  'a snapshot of a file': async () => {
    const { cwd, file } = saved('records.json', json(records));
    const { exitCode, stderr } = await run(['snapshot', '--inventory', file, '--output', 'snapshot.json'], {
      cwd,
    });
    expect(exitCode, stderr).toBe(0);
    return checked(cwd, ['--inventory', 'snapshot.json']);
  },
  'a live listing': async () => checked(folder(), ['--endpoint', await emulated()], { env: credentials }),
  'a snapshot of a live listing': async () => {
    const cwd = folder();
    const args = ['snapshot', '--endpoint', await emulated(), '--output', 'snapshot.json'];
    const { exitCode, stderr } = await run(args, { cwd, env: credentials });
    expect(exitCode, stderr).toBe(0);
    return checked(cwd, ['--inventory', 'snapshot.json']);
  },
  'several accounts': () => checked(accounts(), ['--accounts', 'accounts.yaml']),
  'the shards of several accounts': async () => {
    const cwd = accounts();
    const startedAt = new Date().toISOString();
    for (const shard of ['1', '2'])
      await run(
        [
          'check',
          ...options,
          '--accounts',
          'accounts.yaml',
          '--shard',
          `${shard}/2`,
          '--started-at',
          startedAt,
          '--output',
          `${shard}.json`,
        ],
        { cwd },
      );
    const { exitCode, stderr } = await run(['merge', '1.json', '2.json', '--output', 'report.json'], { cwd });
    expect(exitCode, stderr).toBe(1);
    return read(readFileSync(join(cwd, 'report.json'), 'utf8'));
  },
};

describe('the same records come to the same results', () => {
  let byList: Told;
  beforeAll(async () => {
    byList = await checkedFile('records.json', json(records));
  });

  test('as a list, to those of the independent evaluator', () => {
    const told = evaluate(policy, records, today, new Set(quirkNames)).filter((text) => text.startsWith('#'));
    expect(byList.verdicts).toEqual(told);
  });

  test.each(Object.keys(ways))('as %s', async (way) => {
    expect(await ways[way]?.()).toEqual(byList);
  });
});
