import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeJson, sanitise, shorten, showProse, showValue } from '../../src/report/sanitise.js';
import { hostileStrings, isWorkflowCommand, UNPRINTABLE } from '../support/hostile.js';

describe('sanitise', () => {
  it.each([
    ['a\u001b[31mb', 'a<U+001B>[31mb'],
    ['a\nb', 'a<U+000A>b'],
    ['gnp\u202eexe', 'gnp<U+202E>exe'],
    ['a\u200bb', 'a<U+200B>b'],
    ['a\ud800b', 'a<U+D800>b'],
    ['a\u00a0b', 'a<U+00A0>b'],
    ['::error::x', ':<U+003A>error:<U+003A>x'],
    ['##[error]x', '#<U+0023>[error]x'],
  ])('shows %j as %j', (text, shown) => {
    expect(sanitise(text)).toBe(shown);
  });

  it.each(['harbor-1', '支付团队', 'żółć', '::1', '::/0', 'fe80::abcd', '::ffff:10.0.0.1', '2001:db8::/32'])(
    'leaves %j as it is',
    (text) => {
      expect(sanitise(text)).toBe(text);
    },
  );

  it('leaves nothing harmful in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = sanitise(text);
        expect(shown).not.toMatch(UNPRINTABLE);
        expect(isWorkflowCommand(shown)).toBe(false);
      }),
    );
  });
});

describe('shorten', () => {
  it('keeps a text that fits', () => {
    expect(shorten('abc', 3)).toBe('abc');
  });

  it('cuts a longer one, and says so', () => {
    expect(shorten('abcd', 3)).toBe('ab…');
  });

  it('never halves a character', () => {
    expect(shorten('a😀bcd', 3)).toBe('a…');
  });
});

it('shows values on one line and short', () => {
  expect(showValue(hostileStrings.huge)).toHaveLength(120);
});

it('takes line breaks of a policy for layout', () => {
  expect(showProse('one\n  two\n')).toBe('one two');
});

describe('safeJson', () => {
  it.each(Object.entries(hostileStrings))('writes %s so that it can be printed and read back', (_, text) => {
    const json = safeJson({ text });
    expect(JSON.parse(json)).toEqual({ text });
    expect(json).not.toMatch(UNPRINTABLE);
    expect(isWorkflowCommand(json)).toBe(false);
  });

  it('reads back as what was written, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(safeJson(text))).toBe(text);
      }),
    );
  });
});
