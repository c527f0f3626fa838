import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy, PolicyError } from '../../src/index.js';
import { ANYTHING, type Command, commandsOf, normalised, shows } from './console.js';
import { type Kind, kindOf } from './kinds.js';
import { type Block, pages, readPage, root } from './markdown.js';
import { emulatorFor, type Outcome, Sandbox } from './sandbox.js';

/** Set, the outputs that pages show are written anew. Those with a line `…` are left to people. */
const update = process.env['UPDATE_DOCS'] === '1';

const records = readFileSync(join(root, 'examples', 'registries.json'), 'utf8');
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

describe.each(pages.map(readPage).filter(({ blocks }) => blocks.length > 0))('$file', (page) => {
  const { file } = page;
  const blocks = page.blocks.map((block) => ({
    block,
    name: `the ${block.language} block of line ${block.line}`,
  }));
  const sandbox = new Sandbox();
  /** New outputs, by the index of the command that they belong to. */
  const outputs = new Map<Block, Map<number, readonly string[]>>();

  beforeAll(async () => {
    await sandbox.open();
    // A command may use a file that the page shows further down.
    for (const { block } of blocks) {
      const kind = kindOf(block);
      if ('file' in kind && kind.file !== undefined) sandbox.write(kind.file, `${block.text}\n`);
    }
  });

  afterAll(() => {
    sandbox.close();
    if (update && outputs.size > 0) rewrite(file, page.blocks, outputs);
  });

  test.each(blocks)('$name', async ({ block }) => check(block, kindOf(block)));

  async function check(block: Block, kind: Kind): Promise<void> {
    if (kind.is === 'commands') return checkCommands(block, kind);
    if (kind.is === 'background') return checkBackground(block);
    if (kind.is === 'policy') return checkPolicy(block.text);
    if (kind.is === 'wrong policy') {
      await expect(loadPolicy([kind.file], sandbox.folder)).rejects.toThrow(PolicyError);
    }
    if (kind.is === 'json') expect(() => JSON.parse(block.text)).not.toThrow();
    if (kind.is === 'program') checkTypes(kind.file ?? '');
  }

  async function checkCommands(
    block: Block,
    { emulator: isLive, fault }: Extract<Kind, { is: 'commands' }>,
  ): Promise<void> {
    const commands = commandsOf(block);
    if (commands.every(({ text }) => isForContributors(text))) return;
    const emulator = isLive ? await emulatorFor(records, fault) : undefined;
    try {
      const outcomes = await sandbox.run(
        commands.map(({ text }) => text),
        emulator,
      );
      for (const [index, command] of commands.entries()) checkOutcome(block, index, command, outcomes[index]);
    } finally {
      await emulator?.close();
    }
  }

  async function checkBackground(block: Block): Promise<void> {
    const [command, ...more] = commandsOf(block);
    expect(more).toEqual([]);
    if (command === undefined) return;
    const output = await sandbox.start(command.text, command.output.at(-1) ?? '');
    expect(normalised(output.join('\n'))).toBe(normalised(command.output.join('\n')));
  }

  async function checkPolicy(text: string): Promise<void> {
    const name = 'this-block.yaml';
    sandbox.write(name, `${text}\n`);
    await expect(loadPolicy([name], sandbox.folder)).resolves.toBeDefined();
  }

  /** Types are those that the package is published with. */
  function checkTypes(name: string): void {
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];
    const typeRoots = ['--typeRoots', join(root, 'node_modules', '@types')];
    const args = ['--ignoreConfig', ...options, ...typeRoots, '--skipLibCheck', name];
    sandbox.write('package.json', '{ "type": "module" }\n');
    execFileSync(join(root, 'node_modules', '.bin', 'tsc'), args, { cwd: sandbox.folder, encoding: 'utf8' });
  }

  function checkOutcome(block: Block, index: number, command: Command, outcome: Outcome | undefined): void {
    const { exitCode = Number.NaN, output = [] } = outcome ?? {};
    // 1 are findings, 2 and above are mistakes, which only a page that shows an error means to make.
    if (!command.output.some((line) => line.startsWith('error: '))) {
      expect(exitCode, `${command.text}\n${output.join('\n')}`).toBeLessThan(2);
    }
    if (command.output.length === 0) return;
    const hasGaps = command.output.some((line) => line.trim() === ANYTHING);
    if (update && !hasGaps) {
      outputs.set(block, (outputs.get(block) ?? new Map()).set(index, output));
      return;
    }
    const lines = (text: readonly string[]) => normalised(text.join('\n')).split('\n');
    if (hasGaps && shows(lines(command.output), lines(output))) return;
    expect(lines(output).join('\n'), command.text).toBe(lines(command.output).join('\n'));
  }
});

/** `npm ci && npm run demo` would install and test the repository in its own tests; that it can is looked up. */
function isForContributors(command: string): boolean {
  const steps = command.split('&&').map((step) => step.replaceAll(/\s+#.*$/g, '').trim());
  if (
    !steps.every((step) => /^(?:npm (?:ci|test|run)\b|node scripts\/|UPDATE_DOCS=1 npx vitest)/.test(step))
  ) {
    return false;
  }
  for (const step of steps) {
    const [, script = step.startsWith('npm test') ? 'test' : undefined] =
      /^npm run ([\w:-]+)/.exec(step) ?? [];
    if (script !== undefined) expect(scripts, step).toHaveProperty(script);
    const [, file] = /^node (scripts\/\S+)/.exec(step) ?? [];
    if (file !== undefined) expect(() => readFileSync(join(root, file))).not.toThrow();
  }
  return true;
}

/** Puts new outputs into a page. */
function rewrite(
  file: string,
  blocks: readonly Block[],
  outputs: ReadonlyMap<Block, ReadonlyMap<number, readonly string[]>>,
): void {
  const path = join(root, file);
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const block of blocks.toReversed()) {
    const fresh = outputs.get(block);
    if (!fresh) continue;
    const text = commandsOf(block).map((command, index) =>
      [`$ ${command.text}`, ...(fresh.get(index) ?? command.output)].join('\n'),
    );
    lines.splice(block.line, block.text.split('\n').length, ...text.join('\n').split('\n'));
  }
  writeFileSync(path, lines.join('\n'));
}
