import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, link } from '../../src/report/markdown.js';
import { sanitise } from '../../src/report/sanitise.js';
import { hostileStrings } from '../support/hostile.js';
import { texts } from '../support/markdown.js';

/** A cell as it is read, between others. */
function shown(text: string): string | undefined {
  const { rows, tags, links } = texts(`| a | b | c |\n| --- | --- | --- |\n| 1 | ${text} | 2 |\n\nafter\n`);
  expect(tags).toEqual([]);
  expect(links).toEqual([]);
  expect(rows).toHaveLength(2);
  expect(rows[1]?.[0]).toBe('1');
  expect(rows[1]?.[2]).toBe('2');
  return rows[1]?.[1];
}

/** Blanks at the ends of a cell are not shown. */
const trimmed = (text: string): string => sanitise(text).replaceAll(/^[ \t]+|[ \t]+$/g, '');

describe('a cell', () => {
  it.each(Object.entries(hostileStrings))('shows %s as it is', (_, text) => {
    expect(shown(cell(text))).toBe(trimmed(text));
  });

  it.each([
    'a | b',
    '| --- |',
    '\\| \\\\|',
    '`a | b` ``c`',
    '**b** _i_ ~~s~~ __b__',
    '![x](https://evil.example/x.png)',
    '[x]: https://evil.example',
    '<https://evil.example> https://evil.example www.evil.example HTTP://EVIL.example',
    'me@evil.example @octocat #1 GH-1 :tada:',
    '<!-- --> <br> </td></table> <script>x</script> &lt;b&gt; &#124;',
    '$x$ $$y$$ \\(z\\)',
    '- [x] done',
    '1. one',
    '# one',
    '[^1] [^1]: x',
  ])('shows %s as it is', (text) => {
    expect(shown(cell(text))).toBe(trimmed(text));
  });

  it('shows any text as it is', () => {
    const unit = fc.constantFrom(
      ...'\\`*_{}[]<>&|#!~@:$^()-+=.;/ \'"1wa\n',
      'www.',
      'http://',
      '::',
      '<b>',
      '&amp;',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(shown(cell(text))).toBe(trimmed(text));
      }),
    );
  });
});

describe('a link', () => {
  const only = (markdown: string) => texts(`| a |\n| --- |\n| ${markdown} |\n`);

  it('leads to the page, whatever its text', () => {
    for (const text of ['rule', 'a](https://evil.example)', '](x) | y', '`', '\\']) {
      const { links, rows } = only(link(text, 'https://example.com/a?b=1&copy=2'));
      expect(links).toEqual(['https://example.com/a?b=1&copy=2']);
      expect(rows[1]).toEqual([text]);
    }
  });

  it.each([
    'https://example.com/a|b',
    'https://example.com/a)b(c',
    'https://example.com/ "title"',
    'https://example.com/<b>',
    'https://example.com/a\\|b`c`',
  ])('keeps %s in its place', (address) => {
    const { links, columns, tags } = only(link('x', address));
    expect(links).toHaveLength(1);
    expect(links[0]).toMatch(/^https:\/\/example\.com\//);
    expect(columns).toEqual([1]);
    expect(tags).toEqual([]);
  });

  it.each([undefined, 'no page'])('without a page is its text: %s', (address) => {
    expect(link('a|b', address)).toBe('a&#124;b');
  });
});
