import { describe, expect, it } from 'vitest';
import { complianceWords } from '../../../src/report/compliance/words.js';

/** Every text of a table by its path, what takes values filled with numbers. */
function texts(table: object, path: string): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value !== 'function') return texts(value, at);
    return [[at, String(value(...Array.from({ length: value.length }, (_, index) => index + 7)))]];
  });
}

const en = new Map(texts(complianceWords('en'), ''));
const zh = new Map(texts(complianceWords('zh'), ''));

describe('the words of a compliance report', () => {
  it('are there in both languages', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    for (const text of zh.values()) expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of en.values()) expect(text).not.toMatch(/\p{Script=Han}/u);
  });

  it('tell every number in both languages', () => {
    const numbers = (text = '') => (text.match(/\d+/g) ?? []).map(Number).sort((left, right) => left - right);
    for (const [path, text] of en) expect(numbers(zh.get(path)), path).toEqual(numbers(text));
  });
});
