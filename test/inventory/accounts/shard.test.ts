import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/inventory/accounts/account.js';
import { accountsOf, parseShard } from '../../../src/inventory/accounts/shard.js';
import { UsageError } from '../../../src/model/error.js';

const accountsNamed = (names: readonly string[]): Account[] =>
  names.map((name, position) => ({
    name,
    position,
    allowEmpty: false,
    from: { kind: 'file', file: `${position}.json` },
  }));

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 200 });

describe('shards', () => {
  const property = (check: (accounts: Account[], of: number) => void) =>
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 20 }), (all, of) => check(accountsNamed(all), of)),
    );
  const all = (accounts: Account[], of: number) =>
    Array.from({ length: of }, (_, at) => accountsOf(accounts, { index: at + 1, of }).accounts);

  test('have every account once, in the order of the file', () => {
    property((accounts, of) => {
      const shards = all(accounts, of);
      expect(
        shards
          .flat()
          .map(({ position }) => position)
          .sort((a, b) => a - b),
      ).toEqual(accounts.map(({ position }) => position));
      for (const shard of shards) {
        const positions = shard.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      }
    });
  });

  test('differ by one account at most', () => {
    property((accounts, of) => {
      const sizes = all(accounts, of).map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    });
  });

  test('have the same accounts, wherever these stand in the file', () => {
    property((accounts, of) => {
      const turned = accountsNamed(accounts.map(({ name }) => name).reverse());
      const sets = (shards: ReturnType<typeof all>) =>
        shards.map((shard) => shard.map(({ name }) => name).sort());
      expect(sets(all(turned, of))).toEqual(sets(all(accounts, of)));
    });
  });
});

test.each(['', '0/4', '5/4', '1/0', '1', '1/', '-1/2', '1/1001', ' 1/2', '1/2x', '01/2'])(
  '%j is no shard',
  (text) => {
    expect(() => parseShard(text)).toThrow(UsageError);
  },
);

test('1/1 and 1000/1000 are', () => {
  expect(parseShard('1/1')).toEqual({ index: 1, of: 1 });
  expect(parseShard('1000/1000')).toEqual({ index: 1000, of: 1000 });
});
