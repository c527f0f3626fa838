import fc from 'fast-check';
import { eastAsianWidth } from 'get-east-asian-width';
import { describe, expect, it } from 'vitest';
import { columns, pad, wrap } from '../../src/report/wrap.js';

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks a word that no line can hold', () => {
    expect(wrap('a 0123456789 b', 4)).toEqual(['a', '0123', '4567', '89 b']);
  });

  it('counts wide characters twice and breaks between them, but not before a full stop', () => {
    expect(wrap('镜像仓库通过公网。', 8)).toEqual(['镜像仓库', '通过公', '网。']);
  });

  it('keeps every line within the width and every character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '镜', 'é', '-') }),
        fc.integer({ min: 4, max: 20 }),
        (text, width) => {
          const lines = wrap(text, width);
          for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        },
      ),
    );
  });
});

it('takes the signs of its own words for one column, as every terminal does', () => {
  for (const sign of '·×…–✖▲●✔○') {
    expect(eastAsianWidth(sign.codePointAt(0) ?? 0)).toBe(1);
    expect(columns(sign)).toBe(1);
  }
  expect(wrap('wait… 10×3', 6)).toEqual(['wait…', '10×3']);
});

it('pads by columns', () => {
  expect(pad('错误', 7)).toBe('错误   ');
});
