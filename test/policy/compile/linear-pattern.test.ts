import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearPattern, patternMistake } from '../../../src/policy/compile/linear-pattern.js';
import { compileSchema } from '../../../src/policy/compile/schemas.js';

/** Characters on which engines could differ: line ends, spaces, halves and wholes of large characters. */
const characters = [...'abz09AZ_-. [](){}^$|\n\r\t\v\f\0é中😀ﬀ\u00a0\u2028\u2029\u3000\ufeff\u200b\u1680'];
const texts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });

const atoms = [
  ...'ab09.é中😀-_ ',
  ...['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\.', '\\/', '\\n', '\\t', '\\v', '\\0', '\\cJ', '\\x41'],
  ...[
    '\\u00e9',
    '\\u{1F600}',
    '\\ud83d\\ude00',
    '\\p{L}',
    '\\p{Lu}',
    '\\P{N}',
    '\\p{Script=Han}',
    '\\p{sc=Han}',
  ],
  ...[
    '[a-c]',
    '[^a]',
    '[]',
    '[^]',
    '[a[^b]',
    '[[:alpha:]',
    '[\\s-]',
    '[^\\s]',
    '[\\S\\n]',
    '[\\b]',
    '[\\]^]',
  ],
  ...['[\\w-]', '[-a]', '[.]', '[\\u{1F600}]', '[^\\d\\s]', '^', '$', '\\b', '\\B', '(?:)', '()', '(?<né>a)'],
];

/** Patterns that stay short enough for the engine of Node to try every way. */
const patterns = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...atoms) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...atoms.filter((atom) => !/^(?:[$^]|\\b|\\B)$/.test(atom))), quantifiers())
        .map(([atom, quantifier]) => `(?:${atom})${quantifier}`),
    },
    { weight: 1, arbitrary: tie('pattern').map((pattern) => `(${pattern})`) },
  ),
  pattern: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
    fc.tuple(tie('piece'), tie('piece')).map(([one, other]) => `${one}|${other}`),
  ),
})).pattern;

function isEcmaScript(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').unicode;
  } catch {
    return false;
  }
}

function quantifiers(): fc.Arbitrary<string> {
  return fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,2}', '{0,}');
}

describe('linearPattern', () => {
  it('answers as the engine of Node does', () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        // A name may stand there twice, and a digit behind \\0.
        fc.pre(isEcmaScript(pattern));
        expect(patternMistake(pattern)).toBeUndefined();
        expect(linearPattern(pattern).test(text), JSON.stringify([pattern, text])).toBe(
          new RegExp(pattern, 'u').test(text),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['finds the pattern anywhere', 'b', 'abc', true],
    ['is held to both ends when it says so', '^b$', 'abc', false],
    ['does not take the end of a line for the end', '^a$', 'a\n', false],
    ['takes a large character for one', '^.$', '😀', true],
    ['knows letters of all scripts', '^\\p{L}+$', 'größe中', true],
    ['keeps upper and lower case apart', 'ACME', 'acme', false],
  ])('%s', (_what, pattern, text, expected) => {
    expect(linearPattern(pattern).test(text)).toBe(expected);
  });

  it('never runs a pattern that it does not understand', () => {
    expect(() => linearPattern('^(?=a)')).toThrow('looks ahead');
  });
});

describe('patternMistake', () => {
  it.each([
    ['(?=a)b', 'looks ahead with (?=', 'Join two conditions'],
    ['(?!a)b', 'looks ahead with (?!', 'not: { pattern: … }'],
    ['(?<=a)b', 'looks behind with (?<=', 'linear time'],
    ['(?<!a)b', 'looks behind with (?<!', 'linear time'],
    ['(a|b)\\1', 'refers back with \\1', 'Write the alternatives out'],
    ['(?<x>a)\\k<x>', 'refers back with \\k<…>', 'Write the alternatives out'],
    ['a{1001}', 'invalid repeat count', '1000 at most'],
    ['((a{100}){100}){100}', 'invalid repeat count', 'are multiplied'],
    ['\\p{Letter}', 'invalid character class range', 'short names'],
    ['(', 'not a regular expression', 'ECMAScript'],
    ['\\A', 'not a regular expression', 'ECMAScript'],
    ['[[:alpha:]]', 'not a regular expression', 'ECMAScript'],
  ])('%s', (pattern, message, hint) => {
    const mistake = patternMistake(pattern);
    expect(mistake?.message).toContain(message);
    expect(mistake?.hint).toContain(hint);
  });

  it('leaves what only looks like one alone', () => {
    for (const pattern of ['\\(\\?=a', '[(?=]', '[\\]?=(]', 'a\\\\1', '\\0', '(?:a)', '(?<n>a)']) {
      expect(patternMistake(pattern), pattern).toBeUndefined();
    }
  });
});

describe('a schema with a pattern', () => {
  it('keeps patterns apart that stand in one schema', async () => {
    const test = await compileSchema({ allOf: [{ pattern: '^a' }, { pattern: 'z$' }] });
    expect(['az', 'ab', 'bz'].map((text) => test(text))).toEqual([true, false, false]);
  });
});
