import type { RawRecord } from '../evaluator/decode.js';
import type { Random } from './random.js';

export const regions = ['cn-hangzhou', 'cn-shanghai', 'eu-central-1', 'us-west-1'];

export const names = [
  'payments-harbor',
  'payments',
  'sandbox-1',
  'legacy-harbor',
  '支付',
  'Ｐ１',
  'naïve',
  'x😀y',
  'a b',
  '',
];

export const domains = [
  'harbor.example.com',
  'Harbor.Example.COM',
  'harbor.example.com.',
  'harbor.example.com:8443',
  'example.com',
  'badexample.com',
  'quay.internal',
  'x-.example.com',
  'a_b.example.com',
  '10.0.0.1',
  'https://harbor.example.com/',
  'localhost',
  `${'a'.repeat(64)}.example.com`,
  '',
];

export const addresses = [
  '10.20.1.10',
  '10.255.255.255',
  '11.0.0.0',
  '9.255.255.255',
  '172.15.255.255',
  '172.16.0.0',
  '172.31.255.255',
  '172.32.0.0',
  '192.168.0.1',
  '192.169.0.1',
  '100.63.255.255',
  '100.64.0.0',
  '100.127.255.255',
  '100.128.0.0',
  '127.0.0.1',
  '128.0.0.1',
  '169.254.1.1',
  '169.255.0.1',
  '114.55.10.20',
  '198.17.255.255',
  '198.18.0.1',
  '198.20.0.0',
  '192.0.2.1',
  '203.0.113.9',
  '223.255.255.255',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '0.0.0.0',
  '0.1.2.3',
  '192.31.196.1',
  '192.0.0.9',
  '::',
  '::1',
  'fd12:3456:789a::10',
  'fe80::1',
  'FE80::1',
  'febf::1',
  '2400:3200::10',
  '2001:db8::1',
  '2001:db9::1',
  'ff02::1',
  '2620:4f:8000::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0a00:1',
  '64:ff9b::10.0.0.1',
];

export const ranges = [
  '10.0.0.0/8',
  '10.20.0.0/16',
  '10.20.0.0/15',
  '10.0.0.0/7',
  '172.16.0.0/11',
  '2001:db8::/31',
  '10.20.1.0/24',
  '10.20.1.7/24',
  '100.104.0.0/16',
  '100.104.12.64/26',
  '172.16.0.0/12',
  '192.168.0.0/17',
  '0.0.0.0/0',
  '0.0.0.0/16',
  '128.0.0.0/1',
  '8.8.8.8/32',
  '::/0',
  'fc00::/7',
  '2001:db8::/32',
  '2001:db8:12::/48',
  '2001:db8:12:34::/64',
  '2400:3200::/28',
  '::ffff:0:0/96',
  '::ffff:10.0.0.0/104',
  '::ffff:10.20.0.0/112',
  '64:ff9b::/96',
];

/** What is neither an address nor a range, or is one that must not be guessed. */
export const junk = [
  'XXX',
  '100.104.XXX.XXX',
  'build.example.com',
  '10.20.0.0/33',
  '10.1',
  '010.0.0.1',
  '::ffff:010.0.0.1',
  '1.2.3.4.5',
  '10.0.0.0/08',
  ':::',
  '1:2:3:4:5:6:7:8:9',
  '2001:db8::/129',
  '256.1.1.1',
  '-1',
];

function whiteList(random: Random): unknown {
  const entry = (): string => random.pick(random.pick([addresses, ranges, ranges, junk]));
  const separator = (): string => random.pick([',', ',', ';', ' ', ', ', '\n', ' , ', ',,']);
  // A long list now and then: what is right for three entries may be wrong for three hundred.
  const entries = random.chance(0.03) ? random.many(200, 400, entry) : random.many(0, 4, entry);
  const text = entries.map((one) => one + separator()).join('');
  return random.chance(0.5) ? text.replace(/[\s,;]+$/, '') : text;
}

export const passwords = [
  '',
  'Harbor12345',
  'HARBOR12345',
  '123456',
  'admin',
  'FAKE-short',
  'FAKE-eleven',
  'FAKE-a-long-one-0',
  'FAKE-another-long-one',
  '😀😀😀😀😀😀',
  'ｆｕｌｌｗｉｄｔｈｐａｓ',
  'Harbor******',
  '******',
];

export const jenkins: readonly unknown[] = [
  '',
  '  ',
  'Jenkins 2.462 at jenkins.example.com',
  'REGISTRY_PASSWORD=FAKE-not-a-password',
  'Jenkins of FAKE-a-long-one-0',
  'https://builder:FAKE-not-a-password@jenkins.example.com/',
  '{"apiToken":"FAKE-not-a-token"}',
  '{"name":"jenkins-prod","url":"https://jenkins.example.com"}',
  '{}',
  '******',
  'PASSWORD=******',
  {},
  { name: 'jenkins-prod' },
  { apiToken: 'FAKE-not-a-token' },
  { env: [{ password: 'FAKE-not-a-password' }] },
];

/** What is the wrong type for nearly every field. */
export const wrong: readonly unknown[] = [true, false, 3.5, ['x'], { a: 1 }, -0.5, 12345678];

export const users = [
  'admin',
  'Administrator',
  'robot$acr-scan',
  'FAKE-scan',
  '',
  'robot:x',
  'ad***',
  'FAKE-a-long-one-0',
  '管理员',
];

export const numbers: readonly unknown[] = [
  0,
  1,
  7,
  29,
  30,
  31,
  60,
  90,
  365,
  -1,
  '30',
  '090',
  '9e1',
  ' 90',
  '-0',
  '-7',
  '',
  'forever',
  1e3,
  2 ** 53,
  30n,
];

const fields: Readonly<Record<string, (random: Random) => unknown>> = {
  RegistryName: (random) => random.pick(names),
  RegistryType: (random) => random.pick(['harbor', 'harbor', 'quay', 'acr', 'CI/CD', 'nexus', 'Harbor', '']),
  RegistryVersion: (random) => random.pick(['V1', 'V2', 'V2', 'V3', 'v2', 2]),
  ProtocolType: (random) => random.pick([1, 2, 2, '1', '2', 3, 'HTTPS', '02', 2.5]),
  NetType: (random) => random.pick([1, 2, 2, '1', '2', 7, 'VPC']),
  VpcId: (random) => random.pick(['vpc-bp1aaaaexample0001', 'vpc-1', '']),
  RegionId: (random) => random.pick([...regions, ...regions, 'cn-hangzhou-finance', '']),
  DomainName: (random) => random.pick(domains),
  RegistryHostIp: (random) => random.pick(random.pick([addresses, addresses, addresses, ranges, junk])),
  WhiteList: whiteList,
  UserName: (random) => random.pick(users),
  Password: (random) => random.pick(passwords),
  Token: (random) => random.pick(['FAKE-token-0001', 'FAKE-token-0001', '', '***']),
  PersistenceDay: (random) => random.pick(numbers),
  TransPerHour: (random) => random.pick(numbers),
  AliUid: (random) =>
    random.pick([
      1000200030004000,
      '1000200030004000',
      1000200030004001n,
      '7',
      18446744073709551615n,
      '0x7',
      1e30,
    ]),
  JenkinsEnv: (random) => random.pick(jenkins),
};

/** Texts in which a credential has been pasted, or stars. */
const pasted = [
  'https://name:FAKE-password@host.example.com',
  'ghp_FAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE1234',
  'password: FAKE-not-one',
  '***',
  ' ****** ',
  'x-FAKE-a-long-one-0',
  'FAKE-token-0001',
];

const texts = ['RegistryName', 'VpcId', 'DomainName', 'RegistryHostIp', 'WhiteList', 'UserName'];

/** Records of an inventory: each field may be missing, odd, or of the wrong type, and records may resemble each other. */
export function randomRecords(random: Random, from = 1, to = 24): RawRecord[] {
  const missing = random.pick([0, 0.05, 0.15, 0.4]);
  const odd = random.pick([0, 0.02, 0.1]);
  const records: RawRecord[] = [];
  for (const index of Array.from({ length: random.whole(from, to) }).keys()) {
    const before = records.at(-1);
    const record: Record<string, unknown> = {
      Id: random.pick([index + 1, index + 1, index + 1, String(index + 1), 9007199254740993n, '007', null]),
    };
    for (const [name, make] of Object.entries(fields)) {
      if (random.chance(missing)) {
        if (random.chance(0.3)) record[name] = null;
      } else if (random.chance(odd))
        record[name] = random.pick(texts.includes(name) ? [...wrong, ...pasted] : wrong);
      else record[name] = before !== undefined && random.chance(0.25) ? before[name] : make(random);
    }
    if (random.chance(0.05)) record['Extra'] = 'x';
    records.push(record);
  }
  return records;
}
