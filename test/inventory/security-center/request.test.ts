import { expect, test } from 'vitest';
import type { LiveProgress } from '../../../src/inventory/security-center/progress.js';
import { liveSource } from '../../../src/inventory/security-center/source.js';
import { inventoryOf } from '../../../src/inventory/source.js';
import { UsageError } from '../../../src/model/error.js';
import { regions } from '../../../src/model/regions.js';
import {
  answer,
  collect,
  goodAnswer,
  key,
  list,
  optionsFor,
  records,
  serve,
  signatureOf,
} from './support.js';

test('the request is a POST with nothing in its URL, and all parameters signed in its body', async () => {
  const server = await serve((response) => answer(response, 200, goodAnswer));
  await list(optionsFor(server.endpoint, { registryType: 'CI/CD' }));
  const [seen, ...more] = server.seen;
  if (!seen) throw new Error('no request');
  expect(more).toEqual([]);
  expect([seen.method, seen.url]).toEqual(['POST', '/']);
  expect(seen.params).toMatchObject({
    Action: 'ListPrivateRegistryList',
    Version: '2018-12-03',
    Format: 'JSON',
    RegistryType: 'CI/CD',
    AccessKeyId: key.accessKeyId,
    SecurityToken: key.securityToken,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
  });
  expect(seen.params['Timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(seen.params['Signature']).toBe(signatureOf(seen.params, key.accessKeySecret));
  expect(seen.headers['accept-encoding']).toBe('identity');
  for (const secret of Object.values(key)) expect(JSON.stringify(seen.headers)).not.toContain(secret);
});

test('without a type and a token, neither is a parameter', async () => {
  const server = await serve((response) => answer(response, 200, goodAnswer));
  const credentials = { getCredentials: async () => ({ ...key, securityToken: '' }) };
  await list(optionsFor(server.endpoint, { credentials }));
  expect(Object.keys(server.seen[0]?.params ?? {}).sort()).toEqual([
    ...['AccessKeyId', 'Action', 'Format', 'Signature', 'SignatureMethod', 'SignatureNonce'],
    ...['SignatureVersion', 'Timestamp', 'Version'],
  ]);
});

test('records arrive as they were sent, and as registries without their secrets', async () => {
  const server = await serve((response) => answer(response, 200, goodAnswer));
  expect(await list(optionsFor(server.endpoint))).toEqual(records);
  const inventory = inventoryOf(liveSource(optionsFor(server.endpoint, { registryType: 'quay' })));
  expect(inventory.origin).toEqual({
    kind: 'live',
    endpoint: server.endpoint,
    region: 'cn-shanghai',
    registryType: 'quay',
  });
  const batches = await collect(inventory.batches());
  expect(batches.flat().map(({ Id, RegistryName }) => [Id, RegistryName])).toEqual([
    ['1', 'one'],
    ['2', 'two'],
  ]);
});

test('ids of 64 bits keep every digit, and other long numbers their value', async () => {
  const text = `{"ImageRegistryInfos":[{"Id":9223372036854775807,"AliUid":1766185894123456,
    "NetType":1.0000000000000000,"TransPerHour":0.50000000000000000,
    "JenkinsEnv":{"builds":[9223372036854775806]}}]}`;
  const server = await serve((response) => answer(response, 200, text));
  const [record] = await list(optionsFor(server.endpoint));
  expect(record).toEqual({
    Id: 9223372036854775807n,
    AliUid: 1766185894123456,
    NetType: 1,
    TransPerHour: 0.5,
    JenkinsEnv: { builds: [9223372036854775806n] },
  });
  const [batch] = await collect(inventoryOf(liveSource(optionsFor(server.endpoint))).batches());
  expect(batch?.[0]).toMatchObject({
    Id: '9223372036854775807',
    AliUid: '1766185894123456',
    NetType: 'Internet',
  });
});

test('an account without registries is an empty inventory', async () => {
  const server = await serve((response) => answer(response, 200, { ImageRegistryInfos: [] }));
  expect(await list(optionsFor(server.endpoint))).toEqual([]);
});

test('a long list comes in batches', async () => {
  const many = Array.from({ length: 2_500 }, (_, index) => ({ Id: index }));
  const server = await serve((response) => answer(response, 200, { ImageRegistryInfos: many }));
  const batches = await collect(liveSource(optionsFor(server.endpoint)).batches());
  expect(batches.map((batch) => batch.records.length)).toEqual([1_000, 1_000, 500]);
});

test('text keeps its characters', async () => {
  const RegistryName = '镜像仓库 "\\ é';
  const server = await serve((response) =>
    answer(response, 200, { ImageRegistryInfos: [{ Id: 1, RegistryName }] }),
  );
  expect(await list(optionsFor(server.endpoint))).toEqual([{ Id: 1, RegistryName }]);
});

test('nothing is asked before the batches are', async () => {
  const server = await serve((response) => answer(response, 200, goodAnswer));
  const events: LiveProgress[] = [];
  const source = liveSource(optionsFor(server.endpoint, { onProgress: (event) => events.push(event) }));
  expect([server.seen.length, events.length]).toEqual([0, 0]);
  for await (const _ of source.batches());
  expect(events).toEqual([
    { phase: 'credentials', attempt: 0 },
    { phase: 'call', attempt: 1 },
  ]);
});

/** The vendor's endpoint table for Sas 2018-12-03, as of 2026-01-20. */
const vendorTable: readonly (readonly [host: string, regions: string])[] = [
  [
    'tds.cn-shanghai.aliyuncs.com',
    'cn-hangzhou cn-shanghai cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-shenzhen cn-heyuan cn-guangzhou cn-chengdu cn-nanjing cn-fuzhou cn-wuhan-lr cn-zhongwei cn-zhengzhou-jva cn-hongkong cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-beijing-finance-1 cn-north-2-gov-1 cn-heyuan-acdr-1',
  ],
  [
    'tds.ap-southeast-1.aliyuncs.com',
    'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 ap-south-1 eu-central-1 eu-west-1 us-east-1 us-west-1 us-southeast-1 na-south-1 me-east-1 me-central-1',
  ],
];
const byRegion = vendorTable.flatMap(([host, names]) =>
  names.split(' ').map((region) => [region, host] as const),
);

test.each(byRegion)('the region %s is asked for at %s', (region, host) => {
  const endpoint = `https://${host}`;
  const env = { HOME: '/nonexistent' };
  expect(liveSource({ region, env }).origin).toEqual({ kind: 'live', endpoint, region });
  for (const variable of ['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'])
    expect(liveSource({ env: { ...env, [`${variable}_REGION_ID`]: region } }).origin).toEqual({
      kind: 'live',
      endpoint,
      region,
    });
});

test('every known region is in that table', () => {
  expect([...regions].sort()).toEqual(byRegion.map(([region]) => region).sort());
});

test.each([
  ['tds.cn-shanghai.aliyuncs.com', 'cn-shanghai'],
  ['tds.aliyuncs.com', 'cn-shanghai'],
  ['sas.aliyuncs.com', 'cn-shanghai'],
  ['tds.vpc-proxy.aliyuncs.com', 'cn-shanghai'],
  ['tds-vpc.cn-hangzhou.aliyuncs.com', 'cn-hangzhou'],
  ['tds.ap-southeast-1.aliyuncs.com', 'ap-southeast-1'],
  ['tds.ap-southeast-3.aliyuncs.com', 'ap-southeast-3'],
  ['tds-intl.vpc-proxy.aliyuncs.com', 'ap-southeast-1'],
  ['tds-vpc.ap-southeast-1.aliyuncs.com', 'ap-southeast-1'],
])('the endpoint %s belongs to the centre of %s', (host, region) => {
  const env = { HOME: '/nonexistent' };
  const origin = { kind: 'live', endpoint: `https://${host}` };
  expect(liveSource({ endpoint: host, env }).origin).toEqual({ ...origin, region });
  // A region of the other centre does not change whose registries are listed.
  const other = region.startsWith('cn-') ? 'eu-central-1' : 'cn-hongkong';
  expect(liveSource({ endpoint: host, region: other, env }).origin).toEqual({ ...origin, region });
});

test('without a region, mainland China is asked', () => {
  expect(liveSource({ env: { HOME: '/nonexistent' } }).origin).toEqual({
    kind: 'live',
    endpoint: 'https://tds.cn-shanghai.aliyuncs.com',
    region: 'cn-shanghai',
  });
});

test.each([
  ['a misspelt region', { region: 'cn-hangzou' }, 'unknown-region'],
  ['plain http to another machine', { endpoint: 'http://10.0.0.1' }, 'bad-endpoint'],
  ['an endpoint with a path', { endpoint: 'https://tds.example/api' }, 'bad-endpoint'],
  ['a proxy of another kind', { env: { HTTPS_PROXY: 'socks5://user:hunter2@proxy' } }, 'bad-proxy'],
])('%s is refused before anything is asked', (_, options, code) => {
  const error = thrownBy(() => liveSource({ env: {}, ...options }));
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({ code });
  expect(String(error)).not.toContain('hunter2');
});

test('a type that is none is refused, since its list would be empty', () => {
  // @ts-expect-error what a caller without a compiler may give
  expect(thrownBy(() => liveSource({ registryType: 'habor', env: {} }))).toMatchObject({
    code: 'unknown-registry-type',
    exitCode: 2,
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return expect.fail(`no error, but ${work()}`);
  } catch (thrown) {
    return thrown;
  }
}
