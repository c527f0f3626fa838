import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/report/words/words.js';

/** Same in every language: values, names and titles that are only handed on. */
const handedOn = new Set(['accounts.failed', 'language', 'expected.other', 'result.holds', 'result.list']);

/** Every text of a table by its path, what takes values filled with some. */
function texts(table: object, path: string): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    return typeof value === 'function' ? [[at, filled(at, value)]] : texts(value, at);
  });
}

/** What a function of the table takes where that is not numbers on a page, and texts elsewhere. */
const special: Readonly<Record<string, readonly unknown[]>> = {
  'expected.and': [['7', '8']],
  'expected.or': [['7', '8']],
  'expected.addressScope': [['public', 'linkLocal']],
  'result.list': [['7', '8']],
  'result.cannotDecide': ['7', ['8', '9']],
  'page.counts': ['error', { fail: 7, open: 8 }],
  'page.verdict': [false, 'error', true, 7],
  notice: [{ code: 'missing-field', field: '7', text: '7 is missing' }],
};

function filled(at: string, say: (...values: readonly unknown[]) => unknown): string {
  const numbers = Array.from({ length: say.length }, (_, index) => index + 7);
  const text = say(...(special[at] ?? (at.startsWith('page.') ? numbers : numbers.map(String))));
  if (typeof text !== 'string') throw new Error(`${at} is not a text`);
  return text;
}

const en = new Map(texts(wordsOf('en'), ''));
const zh = new Map(texts(wordsOf('zh'), ''));

describe('words', () => {
  it('are the same in number', () => {
    expect([...zh.keys()]).toEqual([...en.keys()]);
  });

  it.each([...en])('have a translation of %s', (at, english) => {
    const chinese = zh.get(at) ?? '';
    expect(english).not.toMatch(/\p{Script=Han}|undefined|\[object|^$/u);
    expect(chinese).not.toMatch(/undefined|\[object|^$/);
    if (!handedOn.has(at)) expect(chinese).toMatch(/[\p{Script=Han}（]/u);
  });

  it.each([...en])('say as many values in Chinese as in English: %s', (at, english) => {
    const values = (text: string) => text.match(/\d+/g)?.toSorted() ?? [];
    expect(values(zh.get(at) ?? '')).toEqual(values(english));
  });

  it('are English unless said', () => {
    expect(wordsOf()).toBe(wordsOf('en'));
  });
});
