import { describe, expect, it } from 'vitest';
import { htmlWords } from '../../../src/report/html/words/words.js';

/** What a text takes where that is not numbers. */
const special: Readonly<Record<string, readonly unknown[]>> = {
  origin: [{ kind: 'accounts', file: '7' }],
  rateMeans: ['warning', true],
};

/** Names of the standards and days are the same in both. */
const alike = new Set(['lang']);

function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value !== 'function') return texts(value, at);
    const given = special[at] ?? Array.from({ length: value.length }, (_, index) => index + 7);
    return [[at, String(value(...given))]];
  });
}

const en = new Map(texts(htmlWords('en')));
const zh = new Map(texts(htmlWords('zh')));

describe('the words of the page', () => {
  it('are the same in number', () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  it.each([...en])('have a translation of %s', (at, english) => {
    const chinese = zh.get(at) ?? '';
    expect(english).not.toMatch(/\p{Script=Han}|undefined|\[object|^$/u);
    expect(chinese).not.toMatch(/undefined|\[object|^$/);
    if (!alike.has(at)) expect(chinese).toMatch(/[\p{Script=Han}（]/u);
  });

  it.each([...en])('say as many values in Chinese as in English: %s', (at, english) => {
    const values = (text: string) => text.match(/\d+|\{\w+\}/g)?.toSorted() ?? [];
    expect(values(zh.get(at) ?? '')).toEqual(values(english));
  });

  it('speak of a gate that never closes, too', () => {
    for (const lang of ['en', 'zh'] as const) {
      const { rateMeans } = htmlWords(lang);
      expect(
        new Set([rateMeans('error', false), rateMeans('never', true), rateMeans('note', true)]).size,
      ).toBe(3);
    }
  });
});
