import { afterAll, describe, expect, test } from 'vitest';
import { compare, differenceOf } from './compare.js';
import { quirkNames } from './evaluator/quirks.js';
import { tables } from './generator/tables.js';
import { knownDifferences } from './known-differences.js';
import { Program } from './program.js';
import regressions from './regressions.json' with { type: 'json' };
import seeds from './seeds.json' with { type: 'json' };
import { shrink } from './shrink.js';

const program = new Program();
afterAll(() => program.close());

/** As many policies as take some ten seconds; `npm run verdicts` takes as many as it is told. */
const POLICIES = 150;

describe('verdicts are those of the independent evaluator', () => {
  test('for random policies and records', async () => {
    const first = 1_000_000;
    const seen = { verdicts: 0, open: 0, rules: 0, refused: 0 };
    for (let seed = first; seed < first + POLICIES; seed++) {
      const { verdicts, open, rules, refused, difference } = await compare(program, seed);
      seen.verdicts += verdicts;
      seen.open += open;
      seen.rules += rules;
      seen.refused += refused.length;
      // Small, so that the message shows what is wrong.
      // Add its seed to seeds.json and the case to regressions.json.
      if (difference && difference.knownAs === undefined)
        expect(await shrink(program, difference)).toBe('no difference');
    }
    expect(seen.verdicts).toBeGreaterThan(50 * POLICIES);
    expect(seen.open / seen.verdicts).toBeLessThan(0.7);
    expect(seen.refused).toBeLessThan(seen.rules / 4);
  });

  test.each(Object.entries(tables))('for all %s', async (_, one) => {
    const difference = await differenceOf(program, one);
    expect(difference?.knownAs === undefined ? difference : undefined).toBeUndefined();
  });

  test.each(seeds)('for seed %d, which once differed', async (seed) => {
    const { difference } = await compare(program, seed);
    expect(difference?.knownAs === undefined ? difference : undefined).toBeUndefined();
  });

  test.each(regressions)('where $about', async ({ policy, records }) => {
    expect(await differenceOf(program, { policy, records, today: '2026-12-31' })).toBeUndefined();
  });
});

describe('a known bug', () => {
  test.each(knownDifferences)('is still there: $issue', async ({ quirk, policy, records }) => {
    const difference = await differenceOf(program, { policy, records, today: '2026-12-31' });
    expect(difference?.knownAs).toBe(quirk);
  });

  test('has an example each', () => {
    expect(knownDifferences.map(({ quirk }) => quirk).sort()).toEqual([...quirkNames].sort());
  });
});
