import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../src/policy/compile/schemas.js';
import { hostNameOf } from '../../../src/policy/keywords/host.js';
import { parseIpv4 } from '../../../src/policy/keywords/ipv4.js';
import { entriesOf } from '../../../src/policy/keywords/list.js';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/** The grammar of host names, as a pattern that says the same in another way. */
const HOST_NAME = new RegExp(`^((?:${LABEL}\\.)*(?![0-9]+\\.?(?::|$))${LABEL})\\.?(?::[0-9]{1,5})?$`, 'i');

function nameByPattern(text: string): string | undefined {
  const name = text.length > 260 ? undefined : HOST_NAME.exec(text)?.[1];
  return name === undefined || name.length > 253 ? undefined : name.toLowerCase();
}

const PART = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^(${PART}\\.${PART}\\.${PART}\\.${PART})(?:/(3[0-2]|[12]?[0-9]))?$`);

function addressByPattern(text: string): object | undefined {
  const [, address, prefix] = IPV4.exec(text) ?? [];
  if (address === undefined) return undefined;
  const bits = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { bits, prefix: Number(prefix ?? 32), isRange: prefix !== undefined };
}

const label = fc.oneof(
  fc.constantFrom('a', 'A-b', '-a', 'a-', '', '10', '0', 'x'.repeat(63), 'x'.repeat(64), 'é', 'ſ', 'K', ' '),
  fc.string({ unit: fc.constantFrom(...'aZ09-'), maxLength: 4 }),
);
const host = fc
  .tuple(
    fc.array(label, { maxLength: 6 }),
    fc.constantFrom('', '.', '..', ':80', '.:80', ':', ':123456', ':8a', '/', '\n'),
  )
  .map(([labels, end]) => labels.join('.') + end);

const part = fc.oneof(
  fc.nat({ max: 300 }).map(String),
  fc.constantFrom('0', '00', '010', '', '255', '256', '1e1', '-1', ' 1', '٣'),
);
const address = fc
  .tuple(
    fc.array(part, { minLength: 3, maxLength: 5 }),
    fc.constantFrom(
      ...['', '/', '/0', '/8', '/32', '/33', '/08', '/8/8', '/8.1', '.', '\n', '/255', '/1000'],
      ...[':8', '-8', ' 8', '.8', '\\8'],
    ),
  )
  .map(([parts, end]) => parts.join('.') + end);

describe('texts that are read character by character', () => {
  it('are host names where they follow its grammar', () => {
    fc.assert(
      fc.property(fc.oneof(host, fc.string()), (text) => {
        expect(hostNameOf(text)).toBe(nameByPattern(text));
        // Asked once more, as a second rule does.
        expect(hostNameOf(text)).toBe(nameByPattern(text));
      }),
      { numRuns: 3000 },
    );
    const longest = `${'x'.repeat(63)}.`.repeat(3) + 'x'.repeat(61);
    for (const text of [longest, `${longest}x`, `${longest}.:65535`, `${longest}:655351`]) {
      expect(hostNameOf(text)).toBe(nameByPattern(text));
    }
  });

  it('are IPv4 addresses and ranges where they follow its grammar', () => {
    fc.assert(
      fc.property(fc.oneof(address, fc.ipV4(), fc.string()), (text) => {
        expect(parseIpv4(text)).toEqual(addressByPattern(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('are the entries that stand between separators', () => {
    const part = fc.constantFrom(
      ...[
        '10.0.0.1',
        '0.0.0.0/0',
        'a',
        ',',
        ' ',
        '\t',
        '\n',
        ';',
        '，',
        '；',
        '、',
        '\u00a0',
        '\u3000',
        '\u200b',
        '|',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const text = parts.join('');
        const entries = text.split(/[\s,;，；、]+/).filter((entry) => entry !== '');
        expect(entriesOf(text)).toEqual(entries);
        expect(entriesOf(text)).toEqual(entries);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Ranges near each other, of which the second is in the first where its bits begin with those of the first. */
const range = fc.record({
  bits: fc.tuple(
    fc.constantFrom(0, 10, 127, 128, 255),
    fc.constantFrom(0, 1, 255),
    fc.constantFrom(0, 128),
    fc.nat(255),
  ),
  prefix: fc.integer({ min: 0, max: 32 }),
  isMapped: fc.boolean(),
});

type Written = typeof range extends fc.Arbitrary<infer T> ? T : never;

function written({ bits, prefix, isMapped }: Written): string {
  const address = bits.join('.');
  return isMapped ? `::ffff:${address}/${prefix + 96}` : `${address}/${prefix}`;
}

const leading = ({ bits }: Written, prefix: number): string =>
  bits
    .map((part) => part.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, prefix);

describe('a range of IPv4', () => {
  it('is in another where their bits say so, in either notation', async () => {
    await fc.assert(
      fc.asyncProperty(range, fc.array(range, { minLength: 1, maxLength: 4 }), async (outer, others) => {
        const test = await compileSchema({ cidr: [written(outer)] });
        for (const inner of others) {
          const isIn =
            inner.prefix >= outer.prefix && leading(inner, outer.prefix) === leading(outer, outer.prefix);
          expect(test(written(inner)), `${written(inner)} in ${written(outer)}`).toBe(isIn);
        }
      }),
      { numRuns: 300 },
    );
  });
});
