import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en.js';
import { zh } from '../../src/messages/zh.js';
import type { JsonSchema } from '../../src/model/rule.js';
import { describeExpected, describeNeeded } from '../../src/report/describe/condition.js';

const sayings: [JsonSchema, string][] = [
  [{ const: 'HTTPS' }, 'HTTPS'],
  [{ const: '' }, '""'],
  [{ const: true }, 'true'],
  [{ enum: ['a', 'b'] }, 'one of a, b'],
  [{ enum: ['a'] }, 'a'],
  [{ minimum: 30 }, 'at least 30'],
  [{ minimum: 1, maximum: 9 }, 'at least 1 and at most 9'],
  [{ exclusiveMinimum: 0 }, 'more than 0'],
  [{ exclusiveMaximum: 5 }, 'less than 5'],
  [{ multipleOf: 5 }, 'a multiple of 5'],
  [{ minLength: 1 }, 'a text that is not empty'],
  [{ minLength: 8 }, 'at least 8 characters'],
  [{ maxLength: 1 }, 'at most 1 character'],
  [{ pattern: '^acme-' }, 'a match of ^acme-'],
  [{ type: ['string', 'null'] }, 'a value of type string, null'],
  [{ format: 'ipv4' }, 'a value of format ipv4'],
  [{ not: { const: 'admin' } }, 'not admin'],
  [{ anyOf: [{ const: 'a' }, { pattern: '^b' }] }, 'a or a match of ^b'],
  [{ allOf: [{ minLength: 3 }, { pattern: '^b' }] }, 'at least 3 characters and a match of ^b'],
  [
    { minLength: 3, anyOf: [{ pattern: '^a' }, { pattern: '^b' }] },
    'at least 3 characters and (a match of ^a or a match of ^b)',
  ],
  [{ anyOf: [{ minimum: 1, maximum: 9 }, { const: 99 }] }, '(at least 1 and at most 9) or 99'],
  [{ allOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { minimum: 0 }] }, '(1 or 2) and at least 0'],
  [{ not: { minimum: 1, maximum: 9 } }, 'not (at least 1 and at most 9)'],
  [{ not: { present: true } }, 'no value'],
  [
    { eachEntry: { addressOrRange: true, minPrefix: { ipv4: 8 } } },
    'every entry (an address or a range and no wider than /8 (IPv4))',
  ],
  [{ present: true }, 'a value'],
  [{ present: false }, 'no value'],
  [{ addressScope: 'public' }, 'a public address'],
  [{ addressScope: ['private', 'linkLocal'] }, 'a private or link-local address'],
  [{ cidr: ['10.0.0.0/8', '172.16.0.0/12'] }, 'an address in 10.0.0.0/8, 172.16.0.0/12'],
  [{ minEntries: 1 }, 'at least 1 entry'],
  [{ maxEntries: 3 }, 'at most 3 entries'],
  [{ eachEntry: { addressOrRange: true } }, 'every entry an address or a range'],
  [{ someEntry: { cidr: '100.64.0.0/10' } }, 'an entry that is an address in 100.64.0.0/10'],
  [{ eachEntry: { minPrefix: { ipv4: 16, ipv6: 32 } } }, 'every entry no wider than /16 (IPv4), /32 (IPv6)'],
  [{ minPrefix: { ipv4: 24 } }, 'no wider than /24 (IPv4)'],
  [{ hostName: true }, 'a host name'],
  [{ hostName: false }, 'not a host name'],
  [{ domain: ['*.example.com', 'example.org'] }, 'a name under *.example.com, example.org'],
  [{ contentEncoding: 'base64' }, 'contentEncoding base64'],
  [{ toString: 1 }, 'toString 1'],
  [{}, 'anything'],
  [true, 'anything'],
  [false, 'nothing (no value satisfies the condition)'],
];

describe('describeExpected', () => {
  it.each(sayings)('says %j', (schema, words) => {
    expect(describeExpected(schema, false, en)).toBe(words);
  });

  it.each([
    [{ addressScope: 'public' }, 'not a public address'],
    [{ minimum: 1, maximum: 9 }, 'not (at least 1 and at most 9)'],
    [{ anyOf: [{ const: 1 }, { const: 2 }] }, 'not (1 or 2)'],
    [{ present: true }, 'no value'],
    [{ present: false }, 'a value'],
    [true, 'not anything'],
  ] as const satisfies readonly (readonly [JsonSchema, string])[])(
    'says that %j must not be',
    (schema, words) => {
      expect(describeExpected(schema, true, en)).toBe(words);
      expect(describeExpected(schema, true, en)).toBe(words);
    },
  );

  it('names no more of a long list than people read', () => {
    const values = Array.from({ length: 500 }, (_, at) => `v${at}`);
    expect(describeExpected({ enum: values }, false, en)).toMatch(/v11, …$/);
  });

  it('keeps what the policy says harmless', () => {
    expect(describeExpected({ const: '::error::\u001b[2J' }, false, en)).toBe(':<U+003A>error::<U+001B>[2J');
  });

  it('says one schema in every language, in any order', () => {
    const schema = { minimum: 30 };
    expect(describeExpected(schema, false, zh)).toBe('至少 30');
    expect(describeExpected(schema, false, en)).toBe('at least 30');
    expect(describeExpected(schema, false, zh)).toBe('至少 30');
  });

  it.each(sayings)('has Chinese words for %j', (schema) => {
    const [must, mustNot] = [false, true].map((negated) => describeExpected(schema, negated, zh));
    expect(mustNot).toMatch(/^不是|^[有无]值$/);
    expect(must).not.toMatch(/[a-z]{2} (?:address|value|entry|match)/);
  });
});

it.each([
  [{ addressScope: 'public' }, 'an address'],
  [{ cidr: '10.0.0.0/8' }, 'an address'],
  [{ eachEntry: { minPrefix: { ipv4: 16 } } }, 'a list of addresses'],
  [{ domain: ['example.com'] }, 'a host name'],
  [{ minimum: 3 }, 'a value that can be judged'],
])('knows what %j needs of a value', (schema, needed) => {
  expect(describeNeeded(schema, en)).toBe(needed);
});
