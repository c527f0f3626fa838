import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serviceNames } from '../../src/notify/names.js';
import { startService } from '../notify/support.js';
import { credentials, MARK } from '../support/credentials.js';
import { type Run, run, temporaryFolder } from './run.js';

/** A registry without anything odd. */
const plain = {
  Id: 0,
  AliUid: 1000200030004000,
  RegistryName: 'payments',
  RegistryType: 'harbor',
  RegistryVersion: 'V2',
  ProtocolType: 2,
  NetType: 2,
  VpcId: 'vpc-bp1',
  RegionId: 'cn-hangzhou',
  DomainName: 'harbor.example.com',
  RegistryHostIp: '10.0.0.1',
  WhiteList: '10.0.0.0/8',
  UserName: 'robot',
  Password: 'long and unknown 1',
  Token: '',
  PersistenceDay: 90,
  TransPerHour: 30,
  JenkinsEnv: '',
};

/** The fields whose values are shown, and on each of which a rule of the policy below looks. */
const shown = [
  ...['RegistryName', 'RegistryType', 'RegistryVersion', 'ProtocolType', 'NetType', 'VpcId', 'RegionId'],
  ...['DomainName', 'RegistryHostIp', 'WhiteList', 'UserName', 'PersistenceDay', 'TransPerHour', 'AliUid'],
] as const;

const policy = `version: 1
rules:
${shown.map((field) => `  see-${field.toLowerCase()}: { title: ${field} is given, severity: error, assert: { ${field}: { present: true } }, message: 'it is {${field}}' }`).join('\n')}
  alone: { title: Each is alone, severity: error, unique: [DomainName, RegistryName] }
  regions: { title: Few in each, severity: error, count: { max: 1, by: [RegionId] } }
`;

type Plant = (credential: string) => object;

/** Every place of a record where somebody may have put one. */
const places: readonly (readonly [name: string, plant: Plant])[] = [
  ...[...shown, 'Password', 'Token', 'JenkinsEnv', 'Id'].map(
    (field) => [field, (credential: string) => ({ [field]: credential })] as const,
  ),
  ...['RegistryName', 'DomainName', 'WhiteList', 'UserName', 'RegionId', 'VpcId'].map(
    (field) =>
      [`beside in ${field}`, (credential: string) => ({ [field]: `our, (${credential}) x` })] as const,
  ),
  ['an unknown field', (credential) => ({ Comment: credential })],
  ['the name of an unknown field', (credential) => ({ [credential]: 1 })],
  ['what an unknown field holds', (credential) => ({ Extra: { [credential]: [credential] } })],
  ['what a known field holds', (credential) => ({ RegistryName: [{ [credential]: credential }] })],
];

const records = credentials.flatMap((credential) =>
  places.map(([, plant]) => ({ ...plain, ...plant(credential) })),
);

/** Ids tell the records apart, where the place is not the Id itself. */
const inventory = records.map((record, index) => (record.Id === 0 ? { ...record, Id: index + 1 } : record));

let folder: string;
const options = () => ({ cwd: folder });

function clean({ stdout, stderr }: Pick<Run, 'stdout' | 'stderr'>): void {
  expect(stdout.includes(MARK), excerpt(stdout)).toBe(false);
  expect(stderr.includes(MARK), excerpt(stderr)).toBe(false);
}

/** What stands around the first credential that came out. */
function excerpt(text: string): string {
  const at = text.indexOf(MARK);
  return at < 0 ? '' : text.slice(Math.max(0, at - 200), at + 100);
}

function filesAreClean(...inputs: readonly string[]): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || inputs.includes(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    expect(text.includes(MARK), `${entry.name}: ${excerpt(text)}`).toBe(false);
  }
}

const ndjson = inventory.map((record) => JSON.stringify(record)).join('\n');

describe.each([
  ['registries.json', JSON.stringify({ ImageRegistryInfos: inventory })],
  ['registries.ndjson', `${ndjson}\n`],
])('of credentials planted in every place of %s', (file, text) => {
  const common = ['--inventory', file, '--policy', 'policy.yaml'];
  const place = (): void => {
    folder = temporaryFolder();
    writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'policy.yaml'), policy);
  };

  test.each(['en', 'zh'])('check shows none in any format (%s)', async (lang) => {
    place();
    const formats = ['text', 'json', 'sarif', 'github'].flatMap((format) => [
      ...['--format', format, '--output', `out.${format}`],
    ]);
    clean(await run(['check', ...common, '--include-pass', '--lang', lang, ...formats], options()));
    clean(await run(['baseline', ...common, '--output', 'baseline.jsonl'], options()));
    filesAreClean(file);
  });

  test('what it was planted in is open, and says so', async () => {
    place();
    const { stdout } = await run(['check', ...common, '--format', 'json', '--include-pass'], options());
    const { results }: { results: { rule: string; outcome: string; registry: { Id?: string } }[] } =
      JSON.parse(stdout);
    const outcomes = new Map(
      results.map(({ rule, registry, outcome }) => [`${registry.Id} ${rule}`, outcome]),
    );
    for (const [index, record] of inventory.entries()) {
      for (const field of shown) {
        const value: unknown = Object.entries(record).find(([name]) => name === field)?.[1];
        const isPlanted = JSON.stringify(value).includes(MARK);
        if (record.Id !== index + 1) continue;
        const outcome = outcomes.get(`${record.Id} see-${field.toLowerCase()}`);
        expect(outcome, JSON.stringify({ field, value })).toBe(isPlanted ? 'open' : 'pass');
      }
    }
  });

  test('report, its history and what is sent show none', async () => {
    place();
    const services = await Promise.all(serviceNames.map((name) => startService(name)));
    const env = Object.assign({}, ...services.map((service) => service.env));
    const outputs = ['html', 'md', 'csv', 'junit', 'json', 'openmetrics', 'ocsf'].flatMap((format) => [
      ...['--format', format === 'md' ? 'markdown' : format, '--output', `report.${format}`],
    ]);
    const notify = serviceNames.flatMap((name) => ['--notify', name]);
    const args = ['report', ...common, ...outputs, ...notify, '--notify-always', '--history', 'history'];
    for (const lang of ['en', 'zh']) {
      const ended = await run([...args, '--lang', lang], { cwd: folder, env });
      expect(ended.exitCode).toBe(0);
      clean(ended);
    }
    for (const format of ['text', 'json']) {
      clean(await run(['history', 'history', '--format', format], options()));
    }
    for (const { seen, problems } of services) {
      expect(problems).toEqual([]);
      expect(seen).toHaveLength(2);
      for (const { body } of seen) expect(body.includes(MARK), excerpt(body)).toBe(false);
    }
    filesAreClean(file);
  });

  test('a snapshot, and a snapshot of it, hold none and give the same', async () => {
    place();
    clean(await run(['snapshot', '--inventory', file, '--output', 'one.json'], options()));
    clean(await run(['snapshot', '--inventory', 'one.json', '--output', 'two.json'], options()));
    filesAreClean(file);
    const [one, two] = ['one.json', 'two.json'].map((name) =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    );
    expect(two.registries).toEqual(one.registries);
    const results = await Promise.all(
      [file, 'one.json', 'two.json'].map(async (name) => {
        const args = ['check', '--inventory', name, '--policy', 'policy.yaml', '--format', 'json'];
        const { stdout } = await run(args, options());
        return JSON.parse(stdout).results.map(({ fingerprint, outcome }: Record<string, unknown>) => [
          fingerprint,
          outcome,
        ]);
      }),
    );
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });
});
