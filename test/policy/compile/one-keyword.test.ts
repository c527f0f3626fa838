import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../src/model/rule.js';
import { compiler } from '../../../src/policy/compile/ajv.js';
import { compileOneKeyword } from '../../../src/policy/compile/one-keyword.js';
import { addressScopes } from '../../../src/policy/keywords/address.js';
import { type Validate, withDoubt } from '../../../src/policy/keywords/doubt.js';

const address = fc.constantFrom(
  ...[
    '10.0.0.1',
    '10.0.0.0/8',
    '0.0.0.0/0',
    '0.0.0.0',
    '47.96.1.2',
    '169.254.1.1',
    '::1',
    'fd00::/8',
    '2001:db8::1',
  ],
  ...['::ffff:10.0.0.0/104', '64:ff9b::808:808', '10.1', '010.0.0.1', '100.104.XXX.XXX', '10.0.0.0/33'],
);
const name = fc.constantFrom('a.example.com', 'A.Example.COM:8443', 'example.com', 'a..b', '-', 'localhost.');
const entry = fc.oneof(address, name);
const list = fc
  .array(fc.tuple(entry, fc.constantFrom(',', ', ', '\n', '、', ';;', ' ')), { maxLength: 4 })
  .map((parts) => parts.flat().join(''));
const scalar = fc.oneof(
  entry,
  list,
  fc.integer({ min: -3, max: 40 }),
  fc.boolean(),
  fc.constantFrom('', 'VPC', 0.5),
);

const count = fc.nat({ max: 4 });
const texts = fc.array(entry, { minLength: 1, maxLength: 3 });
const scope = fc.constantFrom(...addressScopes);
const prefixes = fc.record({ ipv4: fc.nat({ max: 32 }), ipv6: fc.nat({ max: 128 }) }, { requiredKeys: [] });

/** Schemas of one keyword, each as it may be written. */
const right = fc.letrec<{ schema: Record<string, unknown> }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2 },
    fc.record({ const: scalar }),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }) }),
    fc.record({ minimum: fc.integer({ min: -3, max: 40 }) }),
    fc.record({ maximum: fc.integer({ min: -3, max: 40 }) }),
    fc.record({ hostName: fc.boolean() }),
    fc.record({ domain: texts.map((some) => some.map((text) => text.replace(/^A/, '*'))) }),
    fc.record({ addressOrRange: fc.boolean() }),
    fc.record({ addressScope: fc.oneof(scope, fc.array(scope, { minLength: 1, maxLength: 3 })) }),
    fc.record({ cidr: texts }),
    fc.record({ minPrefix: prefixes.filter((limits) => Object.keys(limits).length > 0) }),
    fc.record({ minEntries: count }),
    fc.record({ maxEntries: count }),
    fc.record({ eachEntry: tie('schema') }),
    fc.record({ someEntry: tie('schema') }),
  ),
})).schema;

const keywordNames = [
  'const',
  'enum',
  'minimum',
  'maximum',
  'hostName',
  'domain',
  'addressOrRange',
  'addressScope',
];
const moreNames = ['cidr', 'minPrefix', 'minEntries', 'maxEntries', 'eachEntry', 'someEntry'];
const wrong = fc.oneof(
  ...[
    scalar,
    fc.constantFrom(
      null,
      [],
      {},
      [null],
      ['a', 'a'],
      [1, 'public'],
      { ipv4: 33 },
      { ipv5: 1 },
      { ipv4: '8' },
    ),
  ],
  ...[fc.constantFrom(-1, 1.5, Number.POSITIVE_INFINITY, Number.NaN, ['public', 'x'], [[]], { hostName: 1 })],
);

/** What Ajv makes of a schema; undefined where it refuses it. */
function byAjv(schema: JsonSchema): Validate | undefined {
  try {
    return compiler().compile(schema);
  } catch {
    return undefined;
  }
}

describe('a schema of one keyword', () => {
  it('answers as what Ajv makes of it, whatever the value', () => {
    fc.assert(
      fc.property(right, fc.array(scalar, { minLength: 1, maxLength: 6 }), (schema, values) => {
        const [own, ajv] = [compileOneKeyword(schema), byAjv(schema)];
        if (!own || !ajv) throw new Error('it was not compiled');
        for (const value of values) {
          expect(own(value)).toBe(ajv(value));
          expect(withDoubt(own, false)(value)).toBe(withDoubt(ajv, false)(value));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('is left to Ajv, which tells what is wrong, where the keyword may not have such a value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keywordNames, ...moreNames), wrong, (keyword, value) => {
        const schema = { [keyword]: value };
        if (!byAjv(schema)) expect(compileOneKeyword(schema)).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    {},
    true,
    { minimum: 1, maximum: 2 },
    { pattern: 'a' },
    { const: null },
    { enum: [null] },
    { not: {} },
  ])('is told from others, which need a compiler: %j', (schema) =>
    expect(compileOneKeyword(schema)).toBeUndefined(),
  );
});
