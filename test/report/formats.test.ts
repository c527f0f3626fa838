import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/report/format.js';
import { type FormatUse, formats } from '../../src/report/formats.js';

const root = new URL('../../', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, root), 'utf8');

/** Every format, with what it may have and need not. */
const all: readonly (readonly [string, Format])[] = Object.entries(formats);

const uses: readonly FormatUse[] = ['check', 'report', 'test'];

describe('the list of formats', () => {
  it('has every file of its folder', () => {
    const files = readdirSync(new URL('src/report/formats', root)).filter((name) => name.endsWith('.ts'));
    expect(files.map((name) => name.slice(0, -'.ts'.length))).toEqual(all.map(([name]) => name).toSorted());
  });

  it.each(all)('has %s under its own name, for a command that writes it', (key, format) => {
    expect(format.name).toBe(key);
    expect(uses.some((use) => format[use] !== undefined)).toBe(true);
  });

  it.each(all)('is documented with what %s is for', (name, format) => {
    const rows = (page: string): string =>
      text(page)
        .match(/^\| *`[a-z]+`.*$/gm)
        ?.join('\n') ?? '';
    if (format.check) expect(rows('README.md')).toContain(`\`${name}\``);
    if (format.report) expect(rows('docs/compliance.md')).toContain(`\`${name}\``);
    if (format.test) expect(text('docs/testing-policies.md')).toContain(`\`${name}\``);
  });

  it.each(all.filter(([, format]) => format.check && !format.isAnnotations))(
    'has %s as an input of the Action',
    (name) => {
      const description = /^ {2}formats:\n {4}description: (.*)$/m.exec(text('action.yml'))?.[1];
      expect(description).toMatch(new RegExp(`\\b${name}\\b`));
    },
  );
});
