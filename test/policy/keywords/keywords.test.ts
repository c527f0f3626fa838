import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../src/model/rule.js';
import { compileSchema } from '../../../src/policy/compile/schemas.js';

const ask = async (schema: JsonSchema, text: string) => (await compileSchema(schema))(text);

const all = '0.0.0.0/0';
/** A schema, and texts that satisfy it, that do not, and that leave it open. */
const cases: readonly (readonly [
  string,
  JsonSchema,
  readonly string[],
  readonly string[],
  readonly string[],
])[] = [
  [
    'addressScope public',
    { addressScope: 'public' },
    ['8.8.8.8', '2400:3200::1', '::ffff:8.8.8.8', '2002:808:808::1'],
    [
      '10.1.2.3',
      '192.168.0.1',
      '172.16.0.1',
      '100.64.0.1',
      'fd00::1',
      '127.0.0.1',
      '::1',
      'fe80::1',
      '169.254.169.254',
      '::ffff:10.0.0.1',
      '224.0.0.1',
      '203.0.113.7',
    ],
    ['114.55.XXX.XXX', '', 'example.com', '010.0.0.1', '10.1', '10.0.0.1:80', '10.0.0.1/32', 'fe80::1%eth0'],
  ],
  [
    'addressScope of several',
    { addressScope: ['private', 'loopback'] },
    ['10.0.0.1', '127.0.0.1'],
    ['8.8.8.8'],
    ['x'],
  ],
  [
    'cidr',
    { cidr: ['10.0.0.0/8', '2001:db8::/32'] },
    ['10.255.0.1', '10.1.0.0/16', '2001:db8::7', '::ffff:10.0.0.1', '::ffff:a00:0/104'],
    ['11.0.0.1', '0.0.0.0/0', '10.0.0.0/7', '2001:db9::', '::ffff:11.0.0.1', '::ffff:10.0.0.0/103'],
    ['10.0.XXX.XXX', 'any'],
  ],
  [
    'cidr in the notation of IPv6',
    { cidr: ['::ffff:10.0.0.0/104'] },
    ['10.0.0.1', '10.0.0.0/8', '::ffff:10.0.0.1'],
    ['11.0.0.1', '10.0.0.0/7', '::ffff:0:0/96'],
    [],
  ],
  ['cidr of all IPv6', { cidr: ['::/0'] }, ['::ffff:10.0.0.1', '2001:db8::7'], ['10.0.0.1'], []],
  ['not cidr', { not: { cidr: ['10.0.0.0/8'] } }, ['11.0.0.1'], ['10.0.0.1', '::ffff:10.0.0.1'], []],
  [
    'minPrefix of both, where every address is let in',
    { minPrefix: { ipv4: 16, ipv6: 48 } },
    ['::ffff:10.0.0.0/112', '64:ff9b::a00:0/112', '64:ff9b::10.0.0.1', '::ffff:10.0.0.1', '64:ff9b:1::/48'],
    [
      ...['::ffff:0.0.0.0', '::ffff:0:0', '::ffff:0:0/96', '::ffff:10.0.0.0/104'],
      ...[
        '64:ff9b::/96',
        '64:ff9b::0.0.0.0',
        '64:ff9b::',
        '64:ff9b::a00:0/111',
        '64:ff9b::/64',
        '::',
        '::/0',
      ],
    ],
    [],
  ],
  [
    'addressOrRange',
    { addressOrRange: true },
    ['10.0.0.1', '10.0.0.0/8', '::/0', '2001:db8::/32'],
    ['10.0.0.0/33', '10.0.0.0/08', '10.0.0.0-10.0.0.9', 'build.example.com', '*', '1.2.3.4/', '::/129'],
    [],
  ],
  ['no address', { addressOrRange: false }, ['build.example.com'], ['10.0.0.1'], []],
  [
    'minPrefix',
    { minPrefix: { ipv4: 16, ipv6: 48 } },
    ['10.0.0.1', '10.0.0.0/16', '2001:db8:1::/48', '::ffff:10.0.0.0/112'],
    [
      all,
      '0.0.0.0',
      '10.0.0.0/15',
      '0.0.0.0/1',
      '::/0',
      '::',
      '2001:db8::/47',
      '::ffff:0:0/96',
      '::ffff:0:0/95',
      '::ffff:10.0.0.0/111',
    ],
    ['10.0.XXX.XXX', 'any', '*'],
  ],
  [
    'minPrefix of nought, which lets in ranges of every width',
    { minPrefix: { ipv4: 0, ipv6: 0 } },
    [all, '0.0.0.0', '10.0.0.0/1', '::', '::/0', '2001:db8::/1', '::ffff:0:0/95'],
    [],
    ['any'],
  ],
  ['minPrefix of nought for one family', { minPrefix: { ipv6: 0 } }, [all, '::', '::/0'], [], ['any']],
  [
    'minPrefix for one family',
    { minPrefix: { ipv4: 24 } },
    ['10.0.0.0/24', '2001:db8::/16'],
    ['10.0.0.0/23', '::/0'],
    [],
  ],
  [
    'eachEntry',
    { eachEntry: { minPrefix: { ipv4: 16, ipv6: 48 } } },
    [
      '',
      ' , ',
      '10.0.0.0/16',
      '10.0.0.0/16,10.1.0.1',
      '10.0.0.1;10.0.0.2',
      '10.0.0.1\n10.0.0.2',
      '10.0.0.1，10.0.0.2',
    ],
    [all, `10.0.0.1,${all}`, `10.XXX.0.0,${all}`, `${all},10.XXX.0.0`, `10.0.0.1;${all}`],
    ['10.0.0.1,10.XXX.0.0', 'any'],
  ],
  [
    'someEntry',
    { someEntry: { cidr: ['10.0.0.0/8'] } },
    ['10.1.0.0/16', '8.8.8.8,10.0.0.1', 'any,10.0.0.1'],
    ['', '8.8.8.8'],
    ['any', '8.8.8.8,any'],
  ],
  [
    'a doubt under not',
    { eachEntry: { not: { cidr: ['10.0.0.0/8'] } } },
    ['8.8.8.8'],
    ['10.0.0.1'],
    ['10.XXX.0.1'],
  ],
  ['entries counted', { minEntries: 1, maxEntries: 2 }, ['a', 'a,b'], ['', ',', 'a,b,c'], []],
  [
    'hostName',
    { hostName: true },
    ['a', 'harbor.example.com', 'harbor.example.com:8443', 'xn--fiqs8s.cn', 'a.b.'],
    [
      '10.0.0.1',
      '10.0.0.1:80',
      '2001:db8::1',
      'https://a.b/',
      '-a.b',
      'a..b',
      'a_b.c',
      '',
      '1.2',
      'a.1',
      `${'a'.repeat(64)}.b`,
    ],
    [],
  ],
  [
    'domain',
    { domain: ['registry.example.com', '*.corp.example'] },
    ['registry.example.com', 'REGISTRY.example.com:443', 'a.corp.example', 'a.b.corp.example'],
    ['corp.example', 'xregistry.example.com', 'a.corp.example.evil', 'evilcorp.example'],
    ['10.0.0.1', 'https://registry.example.com', ''],
  ],
];

describe.each(cases)('%s', (_name, schema, yes, no, open) => {
  it.each(yes)('holds for %j', async (text) => expect(await ask(schema, text)).toBe(true));
  if (no.length > 0)
    it.each(no)('does not hold for %j', async (text) => expect(await ask(schema, text)).toBe(false));
  if (open.length > 0)
    it.each(open)('is open for %j', async (text) => expect(await ask(schema, text)).toBeUndefined());
});
