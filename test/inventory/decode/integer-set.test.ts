import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IntegerSet } from '../../../src/inventory/decode/integer-set.js';

const crowd = fc.integer({ min: 0, max: 2000 }).map((n) => n * 2 ** 20);
const number = fc.oneof(fc.nat({ max: 3000 }), fc.maxSafeNat(), crowd);

it('holds what a Set holds', () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 5000, size: 'max' }), (numbers) => {
      const set = new IntegerSet();
      const real = new Set<number>();
      for (const one of numbers) {
        expect(set.add(one)).toBe(!real.has(one));
        real.add(one);
      }
    }),
    { numRuns: 50 },
  );
});

it('takes numbers that all want one place', () => {
  const set = new IntegerSet();
  const numbers = Array.from({ length: 20_000 }, (_, at) => at * 2 ** 33);
  expect(numbers.every((one) => set.add(one))).toBe(true);
  expect(numbers.some((one) => set.add(one))).toBe(false);
});
