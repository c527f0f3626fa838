import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtinRules } from '../../src/policy/builtin.js';
import { environment, root } from './run.js';

test('the demo ends well, and shows a finding of every built-in rule', () => {
  const stdout = execFileSync(process.execPath, [join(root, 'scripts', 'demo.mjs')], {
    env: environment(),
    encoding: 'utf8',
  });
  expect(stdout).toContain('$ registry-lint check --endpoint http://127.0.0.1:');
  // The demo contacts no address.
  const rules = [...builtinRules.keys()].filter((id) => !id.startsWith('probe-'));
  for (const id of rules) expect(stdout).toMatch(new RegExp(`\\n  ${id} \\d+×`));
});
