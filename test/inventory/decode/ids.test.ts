import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeId, noRemarks } from '../../../src/inventory/decode/values.js';

it('spells ids out digit by digit, whatever came before', () => {
  const id = fc.oneof(fc.nat({ max: 3000 }), fc.nat(), fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(id, { minLength: 1 }), (ids) => {
      expect(ids.map((one) => decodeId('Id', one, noRemarks({})))).toEqual(ids.map(String));
    }),
    { numRuns: 500 },
  );
});
