import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/model/severity.js';
import { acceptedGroups, sampleFindings } from '../../support/accepted.js';
import type { Annotated } from '../../support/github-script.js';
import { hostileStrings, UNPRINTABLE } from '../../support/hostile.js';
import { aRegistry, aResult, aRule, aRun } from '../../support/results.js';
import { sampleGroups, sampleRun } from '../../support/sample-results.js';
import { type WorkflowCommand, workflowCommand } from '../../support/workflow-command.js';

const folder = mkdtempSync(join(tmpdir(), 'registry-lint-github-'));
const script = join(folder, 'script.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../../support/github-script.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // Two packages below @actions/core are CommonJS and call `require`.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the runner would understand of all that a program with this report writes to standard output. */
function annotate(asked: Annotated): WorkflowCommand[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify({ ...asked, groups: [...asked.groups] }),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  if (stdout === '') return [];
  expect(stdout).toMatch(/\n$/);
  return stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      expect(line).not.toMatch(UNPRINTABLE);
      const command = workflowCommand(line);
      if (!command) throw new Error(`not a command: ${line}`);
      return command;
    });
}

/** So many findings of a severity, each with its number in the message. */
function many(severity: Severity, count: number, outcome: 'fail' | 'open' = 'fail'): Annotated['groups'] {
  const rule = aRule(`a-${severity}`, severity, {
    title: '{RegistryName}',
    message: 'Number {RegistryName}',
  });
  return Array.from({ length: count }, (_, index) => {
    const registry = aRegistry({ index, Id: String(index), RegistryName: String(index) });
    return [registry, [aResult(rule, registry, [], outcome)]] as const;
  });
}

const named = (commands: readonly WorkflowCommand[], name: string): readonly WorkflowCommand[] =>
  commands.filter((command) => command.name === name);

describe('githubReport', () => {
  it('annotates each finding at its place, the worst of a severity first', () => {
    const commands = annotate({ run: sampleRun, groups: sampleGroups });
    expect(commands.map(({ name, properties }) => [name, properties['title']])).toEqual([
      ['error', 'payments-harbor-legacy: require-https'],
      ['error', 'payments-harbor-legacy: default-credentials'],
      ['error', 'payments-harbor-legacy: whitelist-bounded'],
      ['error', 'mobile-quay: require-https'],
      ['error', 'mobile-quay: default-credentials'],
      ['warning', 'payments-harbor-legacy: host-not-public'],
      ['warning', 'payments-harbor-legacy: persistence-days'],
      [
        'warning',
        '支付团队镜像仓库-华东一区-历史遗留系统-请勿使用-等待二〇二七年一月下线迁移: persistence-days',
      ],
      ['warning', 'mobile-quay: host-not-public'],
      ['notice', 'payments-harbor-legacy: acme-naming'],
    ]);
    expect(commands[0]).toEqual({
      name: 'error',
      properties: {
        title: 'payments-harbor-legacy: require-https',
        file: 'inventory.json',
        line: '24',
        col: '5',
      },
      message:
        'The registry is reached over HTTP, HTTPS expected\n' +
        'ProtocolType is HTTP, expected HTTPS\n' +
        'Serve the registry over TLS and connect it by HTTPS.',
    });
    expect(commands[3]?.message).toBe(
      'Cannot be decided: The registry is reached over HTTPS (ProtocolType is 7, which is not understood)',
    );
  });

  it('says nothing where there is nothing to say', () => {
    expect(annotate({ run: sampleRun, groups: [], silent: 5 })).toEqual([]);
    const rule = aRule('good');
    const registry = aRegistry();
    const passed = [aResult(rule, registry, [], 'pass'), aResult(rule, registry, [], 'notApplicable')];
    expect(annotate({ run: aRun([rule]), groups: [[registry, passed]] })).toEqual([]);
  });

  it.each([
    ['en', '0 registries: nothing was checked', 'because allow-empty was given'],
    ['zh', '0 个镜像仓库：没有检查任何内容', '指定了 allow-empty'],
  ] as const)('warns of an inventory with nothing in it: %s', (lang, what, why) => {
    const [warning, ...more] = annotate({ run: sampleRun, groups: [], options: { lang } });
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ name: 'warning', properties: { title: 'registry-lint' } });
    expect(warning?.message).toContain(what);
    expect(warning?.message).toContain(why);
  });

  it('leaves out what is accepted and says how many, and annotates waivers at their lines', () => {
    const commands = annotate({ run: sampleRun, groups: acceptedGroups, policyFindings: sampleFindings });
    expect(commands.map(({ name, properties }) => `${name} ${properties['title']}`)).toEqual([
      'error expired-waiver',
      'error payments-harbor-legacy: require-https',
      'error mobile-quay: default-credentials',
      'warning ending-waiver',
      'warning unused-waiver',
      'warning unknown-waiver-rule',
      'warning payments-harbor-legacy: host-not-public',
      expect.stringMatching(/^warning .*: persistence-days$/),
      'notice registry-lint',
    ]);
    expect(commands[0]).toMatchObject({ properties: { file: 'waivers.yaml', line: '9', col: '5' } });
    expect(commands.at(-1)?.message).toBe('Accepted and not shown: 3 waived, 3 in the baseline');
  });

  it('lets hundreds of unused waivers hide nothing', () => {
    const policyFindings = Array.from({ length: 300 }, () => sampleFindings[2]).filter(
      (finding) => finding !== undefined,
    );
    const commands = annotate({ run: sampleRun, groups: many('warning', 12), policyFindings });
    const titles = named(commands, 'warning').map(({ properties }) => properties['title']);
    expect(titles.filter((title) => title === 'unused-waiver')).toHaveLength(3);
    expect(titles).toHaveLength(10);
    expect(commands.at(-1)?.message).toBe('10 of 312 results shown, the worst first');
  });

  it('shows ten of a severity, and says how many there are', () => {
    const groups = [...many('error', 1200), ...many('warning', 3), ...many('note', 12)];
    const commands = annotate({ run: sampleRun, groups });
    expect(named(commands, 'error').map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, (_, at) => `Number ${at}`),
    );
    expect(named(commands, 'warning')).toHaveLength(3);
    const notices = named(commands, 'notice');
    expect(notices).toHaveLength(10);
    expect(notices.at(-1)?.message).toBe('22 of 1,215 results shown, the worst first');
  });

  it('shows ten and no remark where ten are all', () => {
    const commands = annotate({ run: sampleRun, groups: many('note', 10) });
    expect(commands.map(({ message }) => message)).toEqual(
      Array.from({ length: 10 }, (_, at) => `Number ${at}`),
    );
  });

  it('puts findings before what cannot be decided', () => {
    const groups = [...many('error', 10, 'open'), ...many('error', 1)];
    const [first, ...rest] = named(annotate({ run: sampleRun, groups }), 'error');
    expect(first?.message).toBe('Number 0');
    expect(rest).toHaveLength(9);
    for (const { message } of rest) expect(message).toMatch(/^Cannot be decided/);
  });

  it('names files from the root of the repository', () => {
    const rule = aRule('r', 'error', { location: { file: 'policies/lint.yaml', line: 7, column: 3 } });
    const registry = aRegistry();
    const groups = [[registry, [aResult(rule, registry)]]] as const;
    const [command] = annotate({ run: aRun([rule]), groups, options: { root: 'policies' } });
    expect(command?.properties).toMatchObject({ file: 'lint.yaml', line: '7', col: '3' });
  });

  it.each(Object.entries(hostileStrings))('obeys no name like %s', (_, text) => {
    const rule = aRule('r', 'error', { message: '{RegistryName}', fix: text });
    const registry = aRegistry({ RegistryName: text, unclear: { ProtocolType: text } });
    const results = [
      aResult(rule, registry, [{ field: 'RegistryName', value: text, expected: { const: text } }]),
      aResult(rule, registry, [{ field: 'ProtocolType', expected: { const: text } }], 'open'),
    ];
    const commands = annotate({ run: aRun([rule]), groups: [[registry, results]] });
    expect(commands.map(({ name }) => name)).toEqual(['error', 'error']);
    for (const { properties, message } of commands) {
      expect(Object.keys(properties)).toEqual(['title', 'file', 'line', 'col']);
      expect(properties).toMatchObject({ file: 'registry-lint.yaml', line: '1', col: '1' });
      for (const line of [properties['title'] ?? '', ...message.split('\n')]) {
        expect(line).not.toMatch(UNPRINTABLE);
        expect(workflowCommand(line)).toBeUndefined();
      }
    }
  });
});
