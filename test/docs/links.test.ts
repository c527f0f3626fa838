import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allPages, anchors, links, pages, readPage, root } from './markdown.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe.each(allPages)('%s', (file) => {
  const page = readPage(file);
  const local = links(page).filter((target) => !/^[a-z]+:/i.test(target));

  test('links to files that exist, and to headings that they have', () => {
    for (const target of local) {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? file : normalize(join(dirname(file), path));
      expect(existsSync(join(root, linked)), `${file} links to ${target}`).toBe(true);
      if (anchor !== undefined)
        expect(anchors(readPage(linked)), `${file} links to ${target}`).toContain(anchor);
    }
  });

  test('links to the web are https', () => {
    for (const target of links(page)) {
      if (/^[a-z]+:/i.test(target)) expect(target).toMatch(/^https:\/\//);
    }
  });
});

describe('schemas', () => {
  const schemas = readdirSync(join(root, 'schema'));
  const address = (name: string) => `https://unpkg.com/registry-lint/schema/${name}`;

  test.each(schemas)('%s is published under its own address', (name) => {
    expect(JSON.parse(read(`schema/${name}`)).$id).toBe(address(name));
    expect(JSON.parse(read('package.json')).files).toContain('schema');
  });

  test.each(pages)('every schema that %s names exists', (file) => {
    for (const [, name] of read(file).matchAll(/registry-lint\/schema\/([\w.-]+\.json)/g)) {
      expect(schemas).toContain(name);
    }
  });
});
