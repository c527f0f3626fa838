import { describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en.js';
import { loadMessages } from '../../src/messages/messages.js';
import { zh } from '../../src/messages/zh.js';

/** The same in every language: values, names and titles that are only passed on. */
const passedOn = new Set([
  'across.also',
  'accounts.failed',
  'explainPolicy.severity',
  'expected.other',
  'html.lang',
  'language',
  'notification.finding',
  'notification.unreadOne',
  'result.holds',
  'result.list',
]);

/** What a message takes where that is not numbers, or texts of them. */
const special: Readonly<Record<string, readonly unknown[]>> = {
  'expected.and': [['7', '8']],
  'expected.or': [['7', '8']],
  'expected.addressScope': [['public', 'linkLocal']],
  'html.origin': [{ kind: 'accounts', file: '7' }],
  'html.rateMeans': ['warning', true],
  'notification.counts': [{ error: 7, warning: 8, note: 9 }, 10, 11],
  'notification.finding': [{ severity: '7', rule: '8', where: '9', message: '10' }],
  'notification.title': [['7', '8']],
  'notification.turned': [true],
  'page.counts': ['error', { fail: 7, open: 8 }],
  'page.verdict': [false, 'error', true, 7],
  'result.cannotDecide': ['7', ['8', '9']],
  'result.list': [['7', '8']],
  notice: [{ code: 'missing-field', field: '7', text: '7 is missing' }],
};

/** Tables whose messages take values as text. */
const TAKES_TEXT = /^(?:expected|result|across|waivers|accounts)\./;

/** Every text of a table by its path, with its values filled in. */
function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[at, value]];
    return typeof value === 'function' ? [[at, filled(at, value)]] : texts(value, at);
  });
}

function filled(at: string, say: (...values: readonly unknown[]) => unknown): string {
  const numbers = Array.from({ length: say.length }, (_, index) => index + 7);
  const text = say(...(special[at] ?? (TAKES_TEXT.test(at) ? numbers.map(String) : numbers)));
  if (typeof text !== 'string') throw new Error(`${at} is not a text`);
  return text;
}

const english = new Map(texts(en));
const chinese = new Map(texts(zh));

describe('the messages', () => {
  it('are the same in number', () => {
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it.each([...english])('have a translation of %s', (at, text) => {
    const translated = chinese.get(at) ?? '';
    expect(text).not.toMatch(/\p{Script=Han}|undefined|\[object|^$/u);
    expect(translated).not.toMatch(/undefined|\[object|^$/);
    if (!passedOn.has(at)) expect(translated).toMatch(/[\p{Script=Han}（]/u);
  });

  it.each([...english])('have the same values in Chinese as in English: %s', (at, text) => {
    const values = (message: string) => message.match(/\d+|\{\w+\}/g)?.toSorted() ?? [];
    expect(values(chinese.get(at) ?? '')).toEqual(values(text));
  });

  it('cover a gate that never closes, too', () => {
    for (const { html } of [en, zh]) {
      const { rateMeans } = html;
      const meanings = [rateMeans('error', false), rateMeans('never', true), rateMeans('note', true)];
      expect(new Set(meanings).size).toBe(3);
    }
  });

  it('are English by default', async () => {
    expect(await loadMessages()).toBe(en);
    expect(await loadMessages('zh')).toBe(zh);
  });
});
