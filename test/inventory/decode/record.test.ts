import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decoder } from '../../../src/inventory/decode/decoder.js';
import { decodeRecord, type RawRecord } from '../../../src/inventory/decode/record.js';
import { recordsSource } from '../../../src/inventory/memory.js';
import type { Notice } from '../../../src/model/registry.js';
import { failureIn, harbor, registriesOf } from '../file/reading.js';
import { arbitraryRecord } from './arbitrary-record.js';

const decode = (raw: RawRecord) => decodeRecord(raw, 'api', 0, undefined);

/** What is said of the fields that a record has, and not of those that it lacks. */
const said = (raw: RawRecord): Notice[] =>
  (decode(raw).notices ?? []).filter(({ code }) => code !== 'missing-field' && code !== 'missing-id');

describe('a record as the API page describes it', () => {
  it('is named, and nothing is said of it', () => {
    expect(decode(harbor)).toEqual({
      index: 0,
      Id: '66485',
      RegistryName: 'test1',
      RegistryType: 'harbor',
      RegistryVersion: 'V2',
      ProtocolType: 'HTTPS',
      NetType: 'Internet',
      VpcId: 'vpc-bp1',
      RegionId: 'cn-hangzhou',
      DomainName: 'harbor.example.com',
      RegistryHostIp: '10.0.0.1',
      WhiteList: '10.0.0.0/8',
      UserName: 'robot',
      PersistenceDay: 90,
      TransPerHour: 30,
      AliUid: '1766185894123456',
      'Password.set': true,
      'Password.wellKnown': false,
      'Password.short': false,
      'Token.set': true,
      'JenkinsEnv.set': true,
      'JenkinsEnv.hasCredential': true,
      'JenkinsEnv.credentialKinds': 'password or other secret',
    });
  });
});

describe('values', () => {
  it.each([
    [{ NetType: '2' }, { NetType: 'VPC' }, ['number-as-string']],
    [{ NetType: 2n }, { NetType: 'VPC' }, []],
    [{ NetType: 3 }, { NetType: undefined, unclear: { NetType: '3' } }, ['unknown-value']],
    [{ NetType: 1.5 }, { NetType: undefined, unclear: { NetType: '1.5' } }, ['unknown-value']],
    [{ NetType: '02' }, { NetType: undefined, unclear: { NetType: '"02"' } }, ['unknown-value']],
    [{ NetType: true }, { NetType: undefined, unclear: { NetType: 'true' } }, ['unknown-value']],
    [
      { RegistryType: 'Harbor' },
      { RegistryType: undefined, unclear: { RegistryType: '"Harbor"' } },
      ['unknown-value'],
    ],
    [{ RegistryType: 1 }, { RegistryType: undefined }, ['unknown-value']],
    [{ RegistryVersion: 'v2' }, { RegistryVersion: undefined }, ['unknown-value']],
    [{ ProtocolType: 'HTTPS' }, { ProtocolType: undefined }, ['unknown-value']],
    [{ ProtocolType: ['x'] }, { unclear: { ProtocolType: 'a list' } }, ['unknown-value']],
    [{ PersistenceDay: '90' }, { PersistenceDay: 90 }, ['number-as-string']],
    [{ PersistenceDay: 90n }, { PersistenceDay: 90 }, []],
    [{ PersistenceDay: -0 }, { PersistenceDay: 0 }, []],
    [
      { PersistenceDay: '090' },
      { PersistenceDay: undefined, unclear: { PersistenceDay: '"090"' } },
      ['not-understood'],
    ],
    [{ PersistenceDay: ' 90' }, { PersistenceDay: undefined }, ['not-understood']],
    [
      { PersistenceDay: 1.5 },
      { PersistenceDay: undefined, unclear: { PersistenceDay: '1.5' } },
      ['not-understood'],
    ],
    [{ PersistenceDay: '99999999999999999999' }, { PersistenceDay: undefined }, ['not-understood']],
    [
      { TransPerHour: Number.NaN },
      { unclear: { TransPerHour: 'a number beyond 64 bits' } },
      ['not-understood'],
    ],
    [{ Id: '66485' }, { Id: '66485' }, ['number-as-string']],
    [{ Id: 9223372036854775807n }, { Id: '9223372036854775807' }, []],
    [{ Id: '9223372036854775807' }, { Id: '9223372036854775807' }, ['number-as-string']],
    [{ Id: 2 ** 60 }, { Id: undefined, unclear: { Id: '1152921504606847000' } }, ['not-understood']],
    [{ Id: 2n ** 64n }, { Id: undefined, unclear: { Id: 'a number beyond 64 bits' } }, ['not-understood']],
    [{ Id: '99999999999999999999' }, { Id: undefined }, ['not-understood']],
    [{ Id: 'abc' }, { Id: undefined, unclear: { Id: '"abc"' } }, ['not-understood']],
    [{ RegistryName: 5 }, { RegistryName: undefined, unclear: { RegistryName: '5' } }, ['not-understood']],
    [{ RegistryName: { a: 1 } }, { unclear: { RegistryName: 'an object' } }, ['not-understood']],
    [{ RegistryName: '' }, { RegistryName: '' }, []],
    [
      { Password: {} },
      { 'Password.set': undefined, unclear: { 'Password.set': 'an object' } },
      ['not-understood'],
    ],
    [
      { Token: true },
      { 'Token.set': undefined, unclear: { 'Token.set': 'true or false' } },
      ['not-understood'],
    ],
    [{ JenkinsEnv: false }, { unclear: { 'JenkinsEnv.hasCredential': 'true or false' } }, ['not-understood']],
    [
      { Password: 'Har***' },
      { 'Password.set': true, unclear: { 'Password.short': 'masked' } },
      ['masked-secret'],
    ],
    [{ JenkinsEnv: '****' }, { unclear: { 'JenkinsEnv.hasCredential': 'masked' } }, ['masked-secret']],
    [
      { DomainName: 'https://u:p@x.example.com:1/y' },
      { DomainName: undefined, unclear: { DomainName: 'masked' } },
      ['masked-secret'],
    ],
    [{ RegistryHostIp: 'u:p@q@10.0.0.1' }, { unclear: { RegistryHostIp: 'masked' } }, ['masked-secret']],
    [
      { DomainName: 'a.example.com,https://u:\n@b' },
      { unclear: { DomainName: 'masked' } },
      ['masked-secret'],
    ],
    [
      { Port: 1, 'a b': 2 },
      { unknown: ['Port', '(odd name, 3 characters)'] },
      ['unknown-field', 'unknown-field'],
    ],
    [{ ['x'.repeat(100_000)]: 1 }, { unknown: ['(odd name, 100000 characters)'] }, ['unknown-field']],
  ])('%o', (raw, expected, codes) => {
    expect(decode(raw)).toMatchObject(expected);
    expect(said(raw).map(({ code }) => code)).toEqual(codes);
  });

  it('are quoted short, on one line, and never cut in the middle of a character', () => {
    const [notice] = said({ NetType: `${'😀'.repeat(50_000)}\n` });
    expect(notice?.text.length).toBeLessThan(200);
    expect(notice?.text).not.toMatch(/\p{Cs}/u);
  });
});

describe('what is missing', () => {
  const missing = (raw: RawRecord) =>
    (decode(raw).notices ?? []).filter(({ code }) => code === 'missing-field').map(({ field }) => field);
  const { VpcId: _vpc, JenkinsEnv: _env, ...rest } = harbor;

  it('is said, of null as well', () => {
    expect(decode({}).notices).toHaveLength(14);
    expect(decode({}).notices).toContainEqual(expect.objectContaining({ code: 'missing-id' }));
    expect(missing({ ...harbor, RegionId: null })).toEqual(['RegionId']);
  });

  it('is a VPC of a registry that is in one', () => {
    expect(missing({ ...rest, NetType: 2 })).toEqual(['VpcId']);
    expect(missing({ ...rest, NetType: 1 })).toEqual([]);
  });

  it('is the environment of a Jenkins', () => {
    expect(missing({ ...rest, RegistryType: 'CI/CD' })).toEqual(['JenkinsEnv']);
    expect(missing({ ...rest, RegistryType: 'CI/CD', JenkinsEnv: false })).toEqual([]);
  });
});

describe('any record', () => {
  it('is decoded without an error, and everything odd in it is said', () => {
    fc.assert(
      fc.property(arbitraryRecord, (raw) => {
        const registry = decode(raw);
        const fields = new Set(registry.notices?.map(({ field }) => field));
        for (const name of [
          'Id',
          'RegistryName',
          'RegistryType',
          'NetType',
          'PersistenceDay',
          'AliUid',
        ] as const) {
          expect(registry[name] !== undefined || fields.has(name)).toBe(true);
        }
        for (const name of registry.unknown ?? []) expect(fields.has(name)).toBe(true);
        expect(Object.keys(registry)).toEqual(Object.keys(decode(harbor)));
      }),
    );
  });
});

describe('records with one identity', () => {
  it('are told apart, and one Id twice is said', () => {
    const decoder = new Decoder('api');
    const registries = [harbor, { ...harbor, AliUid: 5 }, harbor, harbor].map((raw) =>
      decoder.decode(raw, undefined),
    );
    expect(registries.map(({ occurrence }) => occurrence)).toEqual([undefined, undefined, 2, 3]);
    expect(registries.map(({ notices }) => notices?.map(({ code }) => code))).toEqual([
      undefined,
      undefined,
      ['duplicate-id'],
      ['duplicate-id'],
    ]);
  });

  it('are told apart without an Id too', () => {
    const decoder = new Decoder('api');
    const { Id: _id, ...anonymous } = harbor;
    const registries = [anonymous, anonymous].map((raw) => decoder.decode(raw, undefined));
    expect(registries.map(({ occurrence }) => occurrence)).toEqual([undefined, 2]);
    expect(registries[1]?.notices?.map(({ code }) => code)).toEqual(['missing-id']);
  });
});

describe('records in memory', () => {
  async function* later(records: readonly unknown[]) {
    for (const record of records) yield record;
  }

  it('give registries, from a list or as they come', async () => {
    const records = Array.from({ length: 2500 }, (_, Id) => ({ ...harbor, Id }));
    const registries = await registriesOf(recordsSource(records));
    expect(registries).toHaveLength(2500);
    expect(registries[2499]).toMatchObject({ index: 2499, Id: '2499', location: undefined });
    expect(await registriesOf(recordsSource(later(records)))).toEqual(registries);
    expect(await registriesOf(recordsSource(new Set()))).toEqual([]);
  });

  it('may hold the long integers of the vendor’s SDK', async () => {
    const parser: () => { parse(text: string): unknown[] } = createRequire(import.meta.url)('json-bigint');
    const records = parser().parse('[{"Id":9223372036854775807,"AliUid":1766185894123456}]');
    expect(await registriesOf(recordsSource(records))).toMatchObject([
      { Id: '9223372036854775807', AliUid: '1766185894123456' },
    ]);
  });

  it.each([
    ['the whole answer', { ImageRegistryInfos: [harbor] }],
    ['text', JSON.stringify([harbor])],
    ['nothing', undefined],
    ['a list with text in it', [harbor, 'x']],
    ['a list of lists', [[harbor]]],
    ['a list with nothing in it', [null]],
  ])('are not %s', async (_name, records) => {
    // @ts-expect-error A caller without types can give anything.
    const error = await failureIn(registriesOf(recordsSource(records)));
    expect(error).toMatchObject({ code: 'not-a-record', exitCode: 3 });
    expect(error.hint).toContain('ImageRegistryInfos');
  });
});
