import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Document, isScalar, parseDocument, Scalar } from 'yaml';
import { offsetInside } from '../../src/documents/inside.js';

const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;

/** Texts such as expressions are, and odder ones. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'Net',
      "'",
      '"',
      ' ',
      '  ',
      '\n',
      '\n\n',
      '\t',
      '\\',
      '&&',
      '==',
      'é',
      '🚀',
      '(',
      ': ',
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(''));

/** The source of a text in one of YAML's styles, and what the parser makes of it. */
function inYaml(value: string, style: (typeof styles)[number], lineWidth: number) {
  const scalar = new Scalar(value);
  scalar.type = style;
  const source = new Document({ rules: [{ cel: scalar }] }).toString({ lineWidth, minContentWidth: 5 });
  const node = parseDocument(source).getIn(['rules', 0, 'cel'], true);
  if (!isScalar(node) || !node.range) throw new Error(source);
  return { value: String(node.value), written: source.slice(node.range[0], node.range[1]) };
}

describe('the place of a character of a text', () => {
  it('is found in every style of YAML', () => {
    let found = 0;
    fc.assert(
      fc.property(text, fc.constantFrom(...styles), fc.constantFrom(0, 20), (wanted, style, width) => {
        // The writer of the library breaks lines in the middle of such a character.
        const { value, written } = inYaml(wanted, style, wanted.includes('🚀') ? 0 : width);
        for (const [offset, character] of [...value].entries()) {
          if (/\s/.test(character)) continue;
          const at = [...value].slice(0, offset).join('').length;
          const there = written.slice(offsetInside(written, value, at));
          const escaped = { "'": /^'/, '"': /^\\?"/, '\\': /^\\/ }[character];
          if (escaped) expect(there).toMatch(escaped);
          else expect(there.startsWith(character)).toBe(true);
          found++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(5000);
  });

  it.each([
    ["'a ==   '", 'a ==   ', 7, 5],
    ['|\n  a ==\n  \n', 'a ==\n', 5, 8],
    ['"\\x41 \\u0042 =="', 'A B ==', 2, 6],
    ['>-\n  a\n\n  b', 'a\nb', 2, 10],
  ])('%j, which is %j: %d stands at %d', (written, value, offset, at) => {
    expect(offsetInside(written, value, offset)).toBe(at);
  });
});
