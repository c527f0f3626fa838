import type { Case } from '../compare.js';
import type { RawRecord } from '../evaluator/decode.js';
import { addresses, domains, jenkins, junk, numbers, passwords, ranges, users, wrong } from './records.js';

/** Every value of a field against every condition: what a random choice meets too seldom. */
function table(records: readonly RawRecord[], conditions: readonly unknown[]): Case {
  const rules = conditions.map((assert, at) => [`rule-${at}`, { assert }]);
  return { policy: { version: 1, rules: Object.fromEntries(rules) }, records, today: '2026-12-31' };
}

const of = (field: string, values: readonly unknown[]): RawRecord[] =>
  values.map((value) => ({ [field]: value }));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

const written = [...addresses, ...ranges, ...junk];

/** By what each is about. */
export const tables: Readonly<Record<string, Case>> = {
  addresses: table(
    of('RegistryHostIp', [...written, ...domains]),
    [
      ...['public', 'private', 'loopback', 'linkLocal', 'reserved'].map((addressScope) => ({ addressScope })),
      ...ranges.map((range) => ({ cidr: [range] })),
      ...upTo(32).map((ipv4) => ({ minPrefix: { ipv4 } })),
      ...[1, 7, 28, 31, 32, 33, 47, 48, 64, 96, 128].map((ipv6) => ({ minPrefix: { ipv6 } })),
      { addressOrRange: true },
      { hostName: true },
      ...['example.com', '*.example.com', 'localhost', 'HARBOR.example.com'].map((domain) => ({
        domain: [domain],
      })),
    ].map((schema) => ({ RegistryHostIp: schema })),
  ),
  'lists of addresses': table(
    of('WhiteList', [...written, ...written.map((one) => `10.20.0.0/16;${one} 8.8.8.8`)]),
    [
      { eachEntry: { minPrefix: { ipv4: 16, ipv6: 48 } } },
      { someEntry: { cidr: ['10.0.0.0/8'] } },
      { eachEntry: { addressOrRange: true } },
      { minEntries: 3 },
      { maxEntries: 2 },
    ].map((schema) => ({ WhiteList: schema })),
  ),
  numbers: table(
    of('PersistenceDay', [...numbers, ...wrong]),
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'const'].flatMap((keyword) =>
      [1, 7, 29, 30, 31, 90].map((limit) => ({ PersistenceDay: { [keyword]: limit } })),
    ),
  ),
  'expressions of numbers': table(
    of('PersistenceDay', [0, 1, 29, 30, 31, -7, 9007199254740991, null, 'x']),
    [
      ...['==', '!=', '<', '<=', '>', '>='].flatMap((sign) => [
        `${sign} 30`,
        `+ 1 ${sign} 31`,
        `/ 7 ${sign} 4`,
      ]),
      ...['- 1 == 29', '* 2 == 60', '% 7 == 2', '* 1000000 > 0', '/ 0 == 0', 'in [1, 30]'],
    ].map((rest) => ({ cel: `PersistenceDay ${rest}` })),
  ),
  choices: table(
    ['ProtocolType', 'NetType', 'RegistryType', 'RegistryVersion'].flatMap((field) =>
      of(field, [
        1,
        2,
        3,
        '1',
        '2',
        '02',
        'HTTP',
        'HTTPS',
        'VPC',
        'V1',
        'V2',
        'v2',
        'harbor',
        'CI/CD',
        ...wrong,
      ]),
    ),
    [
      { ProtocolType: 'HTTP' },
      { ProtocolType: 2 },
      { NetType: 'Internet' },
      { NetType: { enum: [2] } },
      { RegistryType: 'harbor' },
      { RegistryType: { not: { const: 'CI/CD' } } },
      { RegistryVersion: 'V2' },
    ],
  ),
  ids: table(
    of('Id', [
      1,
      '1',
      '01',
      0,
      -1,
      '-0',
      9007199254740991,
      9007199254740993n,
      18446744073709551615n,
      ...wrong,
    ]),
    ['1', '0', '-1', '9007199254740991', '9007199254740993', '18446744073709551615'].map((Id) => ({ Id })),
  ),
  passwords: table(
    [...passwords, ...wrong].flatMap((Password) => users.map((UserName) => ({ Password, UserName }))),
    ['Password.set', 'Password.wellKnown', 'Password.short'].map((fact) => ({ [fact]: true })),
  ),
  environments: table(
    of('JenkinsEnv', [...jenkins, null]),
    ['JenkinsEnv.set', 'JenkinsEnv.hasCredential'].map((fact) => ({ [fact]: true })),
  ),
};
