import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Places } from '../../src/report/places.js';
import { aRegistry, aResult, aRule, aRun } from '../support/results.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'registry-lint-place-')));
const root = join(folder, 'repository');
mkdirSync(join(root, 'data'), { recursive: true });
for (const file of ['repository/data/inventory.json', 'elsewhere.json'])
  writeFileSync(join(folder, file), '');
symlinkSync('data/inventory.json', join(root, 'link.json'));
symlinkSync('../elsewhere.json', join(root, 'outwards.json'));
symlinkSync('repository', join(folder, 'also-repository'));

afterAll(() => rmSync(folder, { recursive: true }));

function placeOf(file: string, from = root): string {
  const registry = aRegistry({ location: { file, line: 2, column: 1 } });
  return new Places(aRun([]), from).of(aResult(aRule('r'), registry)).file;
}

it.each([
  ['a file of the repository', join(root, 'data/inventory.json'), 'data/inventory.json'],
  ['one that is not there any more', join(root, 'gone.json'), 'gone.json'],
  ['one whose name begins with dots', join(root, '..gone.json'), '..gone.json'],
  ['what a link points to, for GitHub follows none', join(root, 'link.json'), 'data/inventory.json'],
  ['no file outside', join(folder, 'elsewhere.json'), 'registry-lint.yaml'],
  ['no file outside that a link inside points to', join(root, 'outwards.json'), 'registry-lint.yaml'],
  ['not the repository itself', root, 'registry-lint.yaml'],
])('names %s', (_, file, place) => {
  expect(placeOf(file)).toBe(place);
});

it('knows the repository also by a link to it', () => {
  expect(placeOf(join(root, 'data/inventory.json'), join(folder, 'also-repository'))).toBe(
    'data/inventory.json',
  );
  expect(placeOf(join(folder, 'also-repository/data/inventory.json'))).toBe('data/inventory.json');
});
