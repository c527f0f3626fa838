import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { allCommands, describeCommand } from '../../src/cli/commands/completions/describe.js';
import { createProgram } from '../../src/cli/program.js';
import { builtinPacks, builtinRules } from '../../src/policy/builtin.js';
import { environment, run, temporaryFolder } from './run.js';

const shells = ['bash', 'zsh', 'fish'] as const;

const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of shells) {
    const { exitCode, stdout, stderr } = await run(['completions', shell]);
    expect([exitCode, stderr]).toEqual([0, '']);
    scripts.set(shell, stdout);
  }
});

const scriptFor = (shell: string): string => scripts.get(shell) ?? '';

const program = await describeCommand(createProgram(() => {}));
const commands = [...allCommands(program)];

const isInstalled = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

describe.each(shells)('the script for %s', (shell) => {
  test('is sound, as the shell itself says', () => {
    const file = join(temporaryFolder(), 'script');
    writeFileSync(file, scriptFor(shell));
    if (isInstalled(shell)) {
      const { status, stderr } = spawnSync(shell, [shell === 'fish' ? '--no-execute' : '-n', file]);
      expect([status, String(stderr)]).toEqual([0, '']);
    }
    checkQuotes(shell, scriptFor(shell));
  });

  test('has every command, option and value of the program', () => {
    const script = scriptFor(shell);
    for (const { path, options, argument } of commands) {
      for (const word of path) expect(script).toContain(word);
      for (const { flag } of options)
        expect(script).toContain(shell === 'fish' ? `-l ${flag.slice(2)}` : flag);
      const values = [...options.map(({ value }) => value), argument];
      for (const value of values) for (const choice of value?.choices ?? []) expect(script).toContain(choice);
    }
  });
});

/** What shells check too, for a machine that lacks one: that quotes and blocks end. */
function checkQuotes(shell: string, script: string): void {
  const code = script.split('\n').filter((line) => !line.startsWith('#'));
  for (const line of code) {
    const bare = line.replaceAll(/'\\''|\\['"\\]/g, '');
    expect(bare.split("'").length % 2, line).toBe(1);
  }
  const count = (pattern: RegExp): number => code.filter((line) => pattern.test(line)).length;
  if (shell === 'fish') expect(count(/^ *(?:function|for|if) /)).toBe(count(/^ *end$/));
  else expect(count(/\bcase .* in$/)).toBe(count(/\besac\b/));
}

/** Placeholders of options for which any value may stand. */
const free = new Set([
  'host',
  'name',
  'i',
  'time',
  'url',
  'port',
  'ms',
  'count',
  'range',
  'secs',
  'seconds',
  'date',
  'days',
  'number',
]);

test('every option and argument offers its values, is a file, or takes any value', () => {
  for (const { path, options, argument } of commands) {
    for (const value of [...options.map((option) => option.value), argument]) {
      if (!value) continue;
      const offers = value.isFile || value.choices.length > 0 || free.has(value.name);
      expect(offers, `${path.join(' ')} ${value.name}`).toBe(true);
    }
  }
});

test('the description has every command and option that help shows', async () => {
  for (const { path, options } of commands) {
    if (path[0] === 'help') continue;
    const { stdout } = await run([...path, '--help']);
    const shown = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, flag]) => flag);
    expect(options.map(({ flag }) => flag).sort()).toEqual(shown.sort());
  }
});

/** What a shell offers for a command line that ends in the word to complete. */
type Complete = (line: string) => readonly string[];

const inBash: Complete = (line) => {
  const words = line.split(' ');
  const code = `${scriptFor('bash')}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})
COMP_CWORD=${words.length - 1}
_registry_lint
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', code], { env: environment() });
  expect(String(stderr)).toBe('');
  return String(stdout).split('\n').filter(Boolean);
};

const inFish: Complete = (line) => {
  const code = `${scriptFor('fish')}\ncomplete -C '${line}'`;
  const { stdout } = spawnSync('fish', ['--no-config', '-c', code], {
    // It makes folders of its own in the home.
    env: environment({ HOME: temporaryFolder() }),
  });
  return String(stdout)
    .split('\n')
    .filter(Boolean)
    .map((offer) => offer.replace(/\t.*/, ''));
};

const all = (words: readonly string[]): unknown => expect.arrayContaining([...words]);

const real: readonly { readonly shell: string; readonly complete: Complete }[] = [
  { shell: 'bash', complete: inBash },
  ...(isInstalled('fish') ? [{ shell: 'fish', complete: inFish }] : []),
];

describe.each(real)('$shell offers', ({ complete }) => {
  test.each([
    ['commands', 'registry-lint ', ['check', 'explain', 'test', 'init', 'help']],
    ['commands that begin so', 'registry-lint va', ['validate']],
    ['options', 'registry-lint check --fail', ['--fail-on']],
    ['formats', 'registry-lint check --format ', ['text', 'json', 'sarif', 'github']],
    ['formats of another command', 'registry-lint test --format ', ['text', 'json', 'junit']],
    ['severities', 'registry-lint check --inventory x --fail-on ', ['error', 'warning', 'note', 'never']],
    ['rules and packs', 'registry-lint explain ', [...builtinRules.keys(), ...builtinPacks.keys()]],
    ['rules that begin so', 'registry-lint explain require-', ['require-https', 'require-vpc']],
    ['packs', 'registry-lint check --policy stri', ['strict']],
    ['types with a stroke', 'registry-lint check --registry-type CI', ['CI/CD']],
    ['regions', 'registry-lint snapshot --region eu-c', ['eu-central-1']],
    ['shells', 'registry-lint completions ', ['bash', 'zsh', 'fish']],
    ['commands to help with', 'registry-lint help sna', ['snapshot']],
    ['commands below a command', 'registry-lint baseline ', ['write', 'check']],
    ['their options', 'registry-lint baseline check --fail', ['--fail-on']],
  ])('%s', (_what, line, expected) => {
    expect(complete(line)).toEqual(all(expected));
  });

  test('no option of another command, and no value of another option', () => {
    expect(complete('registry-lint rules --')).not.toContain('--inventory');
    expect(complete('registry-lint check --format ')).not.toContain('openmetrics');
    expect(complete('registry-lint baseline ')).not.toContain('snapshot');
  });

  test('files where files may stand', () => {
    expect(complete('registry-lint check --inventory exa')).toEqual(
      all([expect.stringMatching(/^examples\/?$/)]),
    );
  });
});
