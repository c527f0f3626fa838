import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHistory } from '../../src/history/read.js';
import { environment, root, temporaryFolder } from './run.js';

test('the demo of a report checks twenty accounts on thirty days, and writes the page of the last', () => {
  const folder = join(temporaryFolder(), 'demo');
  const stdout = execFileSync(process.execPath, [join(root, 'scripts', 'demo-report', 'run.mjs'), folder], {
    env: environment(),
    encoding: 'utf8',
    timeout: 100_000,
  });
  expect(stdout.match(/^\d{4}-\d\d-\d\d {2}\d+ of \d+ registries compliant$/gm)).toHaveLength(29);
  expect(readHistory(join(folder, 'history')).runs).toHaveLength(30);
  const report = readFileSync(join(folder, 'report.md'), 'utf8');
  expect(report).toMatch(/\bnew\b/i);
  const page = readFileSync(join(folder, 'report.html'), 'utf8');
  for (const account of ['payments', 'data-platform', 'sandbox']) expect(page).toContain(account);
  expect(page).not.toContain('FAKE-password');
  expect(readFileSync(join(folder, 'accounts.yaml'), 'utf8')).not.toContain('not-a-secret');
});
