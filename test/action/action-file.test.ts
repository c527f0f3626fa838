import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inputDefaults } from '../../src/action/inputs.js';
import { outputNames } from '../../src/action/outcome.js';
import { root } from '../cli/run.js';
import { action } from './runner.js';

test('action.yml has the inputs that the action reads, with the same defaults', () => {
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
  expect(defaults).toEqual(Object.entries(inputDefaults));
});

test('action.yml has the outputs that the action sets', () => {
  expect(Object.keys(action.outputs)).toEqual([...outputNames]);
});

test('every input and output is described', () => {
  for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)])
    expect(description).toMatch(/^.{20,}\.$/);
});

test('it runs what is built, on the Node that GitHub runs actions on', () => {
  expect(action.runs.using).toBe('node24');
  expect(existsSync(join(root, action.runs.main))).toBe(true);
  expect(action.branding).toEqual({ icon: 'shield', color: 'orange' });
});

test('docs/action.md has the same inputs and outputs', () => {
  // How wide the columns are is the formatter's affair.
  const page = readFileSync(join(root, 'docs', 'action.md'), 'utf8').replaceAll(/ +/g, ' ');
  const inputs = Object.entries(action.inputs).map(
    ([name, input]) =>
      `| \`${name}\` | ${input.default === '' ? '' : `\`${input.default}\` `}| ${input.description} |`,
  );
  const outputs = Object.entries(action.outputs).map(
    ([name, output]) => `| \`${name}\` | ${output.description} |`,
  );
  expect(page).toContain(inputs.join('\n'));
  expect(page).toContain(outputs.join('\n'));
});
