import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonMistake } from '../../../src/inventory/file/json-mistake.js';

describe('jsonMistake', () => {
  it('finds none in JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonMistake(text)).toBe(text.length);
      }),
    );
  });

  it('finds one in nothing that JSON.parse takes, and one or an early end in all else', () => {
    const sign = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"a":1', '1', 'true', ' ', '"', '\\', '-', '0.5', 'e1'],
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
        const text = `[${signs.join('')}]`;
        const offset = jsonMistake(text);
        if (isJson(text)) expect(offset).toBe(text.length);
        // Up to the mistake the text is the beginning of JSON, and with what stands there it is not.
        else if (offset < text.length) expect(jsonMistake(text.slice(0, offset))).toBe(offset);
        else expect(brackets(text)).toBeGreaterThan(0);
      }),
      { numRuns: 2000, examples: [[['[', '"', '}', '"']]] },
    );
  });

  it.each([
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a":tru}', 5],
    ['{"a":"\n"}', 5],
    ['{"a":"\\x"}', 5],
    ['{a:1}', 1],
    ['{} x', 3],
    ['{"a":[}', 6],
  ])('finds the one in %j', (text, offset) => {
    expect(jsonMistake(text)).toBe(offset);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** How many more brackets are opened than closed, outside strings. */
function brackets(text: string): number {
  const signs = text.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return signs.split(/[[{]/).length - signs.split(/[\]}]/).length;
}
