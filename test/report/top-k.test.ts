import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Worst } from '../../src/report/top-k.js';

it('keeps what sorting all and cutting would keep', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 })), fc.integer({ min: 0, max: 10 }), (ranks, limit) => {
      const worst = new Worst<number>(limit, 4);
      for (const [at, rank] of ranks.entries()) worst.add(rank, at);
      const sorted = [...ranks.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
      expect([...worst]).toEqual(sorted.slice(0, limit));
      expect(worst.seen).toBe(ranks.length);
      expect(worst.kept).toBe(Math.min(limit, ranks.length));
    }),
  );
});
