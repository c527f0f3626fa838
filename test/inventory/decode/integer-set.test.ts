import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IntegerSet } from '../../../src/inventory/decode/integer-set.js';

const crowd = fc.integer({ min: 0, max: 2000 }).map((n) => n * 2 ** 20);
/** Steps so wide that numbers which lie so far apart want places side by side. */
const stepped = fc
  .tuple(fc.constantFrom(2 ** 32 + 8, 2 ** 20, 2 ** 27, 2 ** 32, 2 ** 35 + 64), fc.nat({ max: 1500 }))
  .map(([step, times]) => step * times);
const number = fc.oneof(fc.nat({ max: 3000 }), fc.maxSafeNat(), crowd, stepped);

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
    // A seed says enough, where to make thousands of numbers fewer takes longer than all other tests.
    { numRuns: 50, endOnFailure: true },
  );
});

/** Numbers whose halves cancel each other out, so that all want one place. */
const crowded = (at: number) => at * 2 ** 32 + at * 8;

it('takes numbers that all want one place', () => {
  const set = new IntegerSet();
  const numbers = Array.from({ length: 20_000 }, (_, at) => crowded(at));
  expect(numbers.every((one) => set.add(one))).toBe(true);
  expect(numbers.some((one) => set.add(one))).toBe(false);
});

it('still knows numbers that wanted one place after it has grown among others', () => {
  const set = new IntegerSet();
  const numbers = Array.from({ length: 2000 }, (_, at) => [crowded(at + 1), 2 ** 50 + at]).flat();
  expect(numbers.every((one) => set.add(one))).toBe(true);
  expect(numbers.filter((one) => set.add(one))).toEqual([]);
});
