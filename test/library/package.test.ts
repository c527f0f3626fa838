import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/run.js';

/** What is published, by the folder or the file at the top. */
const wanted = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'dist',
  'package.json',
  'rules',
  'schema',
];

test('the package holds what its users need, and nothing else', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [{ files }] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }));
  const paths: string[] = files.map(({ path }: { path: string }) => path);
  expect([...new Set(paths.map((path) => path.split('/')[0]))].toSorted()).toEqual(wanted);
  expect(paths.filter((path) => path.startsWith('dist/action'))).toEqual([]);
  const { bin, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = [bin['registry-lint'], ...Object.values<string>(exports['.'])];
  for (const entry of entries) expect(paths).toContain(entry.replace(/^\.\//, ''));
});

test('the package tells where it comes from', () => {
  const { repository, homepage, bugs } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const url = 'https://github.com/registry-lint/registry-lint';
  expect(repository).toEqual({ type: 'git', url: `git+${url}.git` });
  expect([homepage, bugs.url]).toEqual([`${url}#readme`, `${url}/issues`]);
});
