import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Documents } from '../../../src/documents/documents.js';
import { findTests } from '../../../src/run/policy-tests/find.js';
import { folderWith } from '../../support/policies.js';

const folder = folderWith({
  'b.test.yaml': '',
  'a/c.test.yml': '',
  'a/notes.yaml': '',
  'a/deep/d.test.yaml': '',
  'node_modules/x/e.test.yaml': '',
  'a/node_modules/f.test.yaml': '',
  '.git/g.test.yaml': '',
  'empty/readme.md': '',
});

const found = (...paths: readonly string[]): readonly string[] =>
  findTests(paths, new Documents(folder)).map(({ path: file }) =>
    file.slice(folder.length + 1).replaceAll('\\', '/'),
  );

describe('findTests', () => {
  it('finds tests below a folder, and none of what is installed', () => {
    expect(found('.')).toEqual(['a/c.test.yml', 'a/deep/d.test.yaml', 'b.test.yaml']);
  });

  it('takes files by any name, and each once', () => {
    expect(found('a/notes.yaml', join(folder, 'a'), 'a/c.test.yml')).toEqual([
      'a/notes.yaml',
      'a/c.test.yml',
      'a/deep/d.test.yaml',
    ]);
  });

  it.each([
    ['a folder without a test', 'empty'],
    ['a path that does not exist', 'nowhere'],
  ])('%s is an error: nothing run is not green', (_what, path) => {
    expect(() => findTests([path], new Documents(folder))).toThrow(/there is no (?:test|file)/);
  });
});
