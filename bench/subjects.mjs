/** What is measured: this program, its peers, and the floors that no program can go below. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '..');
const peer = (name) => join(here, 'node_modules', '.bin', name);
const node = process.execPath;
const at = (...path) => join(here, 'peers', ...path);

export const bareNode = { name: 'node -e 0', command: [node, '-e', '0'] };

/** This program on a file. `env` can switch the cache of compiled code off. */
export function ours(name, inventory, policy, options = [], env = {}) {
  const program = join(root, 'dist', 'registry-lint.cjs');
  const format = options.includes('--format') ? [] : ['--format', 'json'];
  const args = ['check', '--inventory', inventory, '--policy', policy, ...format, ...options];
  return { name, command: [node, program, ...args], env };
}

/** A compliance report of a file, judged as by `ours`. */
export function report(format, inventory, policy) {
  const program = join(root, 'dist', 'registry-lint.cjs');
  const args = ['report', '--inventory', inventory, '--policy', policy, '--format', format];
  return { name: `registry-lint report, ${format}`, command: [node, program, ...args] };
}

/** The Action as the runner starts it, on a file. */
export function action(name, inventory, policy, folder) {
  const env = {
    INPUT_POLICY: policy,
    INPUT_INVENTORY: inventory,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: root,
    GITHUB_OUTPUT: join(folder, 'action-output'),
    GITHUB_STEP_SUMMARY: join(folder, 'action-summary'),
    RUNNER_TEMP: folder,
  };
  for (const file of [env.GITHUB_OUTPUT, env.GITHUB_STEP_SUMMARY]) writeFileSync(file, '');
  return { name, command: [node, join(root, 'dist', 'action', 'main.cjs')], env };
}

export const threeRules = at('three.policy.yaml');

export const spectral = (inventory) => ({
  name: 'Spectral CLI',
  command: [peer('spectral'), 'lint', '-r', at('three.spectral.yaml'), '-f', 'json', inventory],
});

export const ajvCli = (inventory) => ({
  name: 'ajv-cli',
  command: [
    peer('ajv'),
    'validate',
    '--all-errors',
    '--errors=json',
    '-s',
    at('three.schema.json'),
    '-d',
    inventory,
  ],
});

export const ajvLoop = (lines) => ({ name: 'Ajv in a loop', command: [node, at('ajv.mjs'), lines] });

export const floor = (lines) => ({ name: 'JSON.parse alone', command: [node, at('floor.mjs'), lines] });

/** The findings of a run as `rule position`, however the program tells them. */
export const findings = {
  ours: (output, idToPosition) =>
    JSON.parse(output).results.map(({ rule, registry }) => `${rule} ${idToPosition(registry.Id)}`),
  spectral: (output) => JSON.parse(output).map(({ code, path }) => `${code} ${path[1]}`),
  ajvLoop: (output, idToPosition) =>
    JSON.parse(output).map((text) => `${text.split(' ')[0]} ${idToPosition(text.split(' ')[1])}`),
};
