import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withExactIds } from '../../../src/inventory/file/exact-integers.js';
import { readText } from './reading.js';

const exactly = (text: string) => withExactIds(JSON.parse(text), text);

describe('withExactIds', () => {
  it('keeps all 64 bits, wherever the id stands and whatever stands beside it', () => {
    const id = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(id, fc.json(), fc.string({ unit: 'binary' }), (Id, other, name) => {
        const text = `{${JSON.stringify(`x${name}`)} : ${other}, "a":[{"Id":12345678901234567890}], "Id" : ${Id} ,"b":0.12345678901234567890,"c":{"Id":9007199254740993}}`;
        expect(exactly(text)).toEqual({ ...JSON.parse(text), Id });
      }),
    );
  });

  it.each([
    ['a small id', '{"Id":5,"AliUid":1766185894123456}', { Id: 5, AliUid: 1766185894123456 }],
    ['a negative one', '{"Id":-9223372036854775808}', { Id: -9223372036854775808n }],
    ['an escaped key', '{"I\\u0064":9007199254740993}', { Id: 9007199254740993n }],
    ['two of one key', '{"Id":9007199254740993,"Id":9007199254740995}', { Id: 9007199254740995n }],
    [
      'digits in a text',
      '{"Id":9007199254740993,"x":"9007199254740993"}',
      { Id: 9007199254740993n, x: '9007199254740993' },
    ],
    [
      'a fraction',
      '{"AliUid":9007199254740993,"x":0.9007199254740993}',
      { AliUid: 9007199254740993n, x: 0.9007199254740993 },
    ],
    [
      'a lone surrogate',
      '{"Id":9007199254740993,"x":"\\ud800integer:1"}',
      { Id: 9007199254740993n, x: '\ud800integer:1' },
    ],
  ])('%s', (_name, text, record) => {
    expect(exactly(text)).toEqual(record);
  });

  it('leaves a number that is no integer to be judged as it is', async () => {
    for (const Id of ['9007199254740993.5', '1e30', `1${'0'.repeat(50)}`, '1e999', '18446744073709551616']) {
      const [registry] = await readText(`[{"Id":${Id}}]`);
      expect(registry?.Id).toBeUndefined();
      expect(registry?.notices).toContainEqual(
        expect.objectContaining({ code: 'not-understood', field: 'Id' }),
      );
    }
  });
});
