import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../../src/inventory/accounts/in-order.js';
import { collect } from '../security-center/support.js';

test('whatever the order in which works end, their results come in the order of the works', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 10 }),
      async (latencies, concurrency, waiting) => {
        let running = 0;
        let most = 0;
        const works = latencies.map((ms, index) => async () => {
          most = Math.max(most, ++running);
          await pause(ms);
          running--;
          return index;
        });
        const results = await collect(inOrder(works, { concurrency, waiting }, () => 1));
        expect(results).toEqual(latencies.map((_, index) => index));
        expect(most).toBeLessThanOrEqual(concurrency);
      },
    ),
    { numRuns: 40 },
  );
});

test('while the first one takes long, no more is begun than may wait', async () => {
  let free: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    free = resolve;
  });
  let begun = 0;
  const works = Array.from({ length: 1000 }, (_, index) => async () => {
    begun++;
    if (index === 0) await slow;
    return index;
  });
  const results = inOrder(works, { concurrency: 4, waiting: 10 }, () => 1);
  const first = results.next();
  await pause(20);
  // One that is slow, those that wait, and those that were under way by then.
  expect(begun).toBeLessThanOrEqual(1 + 10 + 4);
  free();
  expect((await first).value).toBe(0);
  expect(await collect(results)).toHaveLength(999);
});

test('who stops listening lets nothing further begin', async () => {
  let begun = 0;
  const works = Array.from({ length: 100 }, () => async () => {
    begun++;
    await pause(1);
    return 1;
  });
  for await (const _ of inOrder(works, { concurrency: 2, waiting: 5 }, () => 1)) break;
  const before = begun;
  await pause(20);
  expect(begun).toBe(before);
});
