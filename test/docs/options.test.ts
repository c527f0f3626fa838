import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtinPacks, builtinRules } from '../../src/policy/builtin.js';
import { codesOf, pages, readPage, root } from './markdown.js';

const commands = [
  ...['check', 'merge', 'history', 'report', 'snapshot', 'rules', 'explain', 'emulator'],
  ...['init', 'validate', 'test', 'completions'],
];

const help = [[], ...commands.map((command) => [command])]
  .map((command) =>
    execFileSync(process.execPath, [join(root, 'dist', 'registry-lint.cjs'), ...command, '--help'], {
      encoding: 'utf8',
    }),
  )
  .join('\n');

// CONTRIBUTING.md also names options of scripts, whose commands its own blocks run.
const ofUsers = pages.filter((file) => file !== 'CONTRIBUTING.md');

test.each(ofUsers)('every option that %s speaks of exists', (file) => {
  for (const span of codesOf(readPage(file))) {
    const [option] = /^--[a-z-]+/.exec(span) ?? [];
    if (option !== undefined) expect(help, span).toMatch(new RegExp(`${option}\\b`));
  }
});

test('the README names every pack, and the number of rules is right', () => {
  const page = readPage('README.md');
  for (const pack of builtinPacks.keys()) expect(codesOf(page)).toContain(pack);
  expect(page.prose).toContain(`${builtinRules.size} built-in rules`);
});
