import { type Command, Option } from 'commander';
import { exitCodes, UsageError } from '../../model/error.js';
import { choose } from '../options/choice.js';
import { offering } from '../options/choices.js';
import { englishOnly, examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';
import { isTerminal } from '../terminal/terminal.js';
import type { Plan, Wishes } from './init/plan.js';
import type { Ask, Given } from './init/questions.js';

/** Defines `init`: a policy to begin with, a workflow, and what git is to ignore. */
export function defineInit(program: Command, end: (exitCode: number) => void): void {
  program
    .command('init')
    .summary('write a policy, a workflow and an ignore entry')
    .description(
      'Sets up this folder: registry-lint.yaml, .github/workflows/registry-lint.yml and entries in .gitignore. ' +
        'Asks on a terminal for what the options do not say. What exists is never overwritten.',
    )
    .addOption(
      offering(
        new Option('--pack <name>', 'the built-in pack that the policy begins with').default(
          undefined,
          'recommended',
        ),
        packNames,
      ),
    )
    .option('--workflow', 'write the workflow; it is written unless said')
    .option('--no-workflow', 'write no workflow')
    .option('--ignore', 'add to .gitignore; it is added to unless said')
    .option('--no-ignore', 'leave .gitignore alone')
    .addHelpText('after', examples(helpExamples) + englishOnly)
    .action(async (given: Given) => {
      print(await init(given));
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint init', 'ask, or take what is usual'],
  ['registry-lint init --pack strict --no-workflow', 'two answers given beforehand'],
] as const;

async function packNames(): Promise<readonly string[]> {
  const { builtinPacks } = await import('../../policy/builtin.js');
  return [...builtinPacks.keys()];
}

async function init(given: Given): Promise<string> {
  const { planFor } = await import('./init/plan.js');
  const { readerOf, writePlan } = await import('./init/write.js');
  if (given.pack !== undefined) choose('pack', given.pack, await packNames());
  const wishes = await wishesFor(given);
  const folder = process.cwd();
  const plan = planFor(wishes, readerOf(folder));
  writePlan(plan, folder);
  return told(plan);
}

async function wishesFor(given: Given): Promise<Wishes> {
  const { askFor, usual } = await import('./init/questions.js');
  const { builtinPacks } = await import('../../policy/builtin.js');
  const { pack = usual.pack, workflow = usual.workflow, ignore = usual.ignore } = given;
  if (process.stdin.isTTY !== true || !isTerminal('stdout')) return { pack, workflow, ignore };
  const packs = [...builtinPacks].map(([name, { title }]) => ({ name, title }));
  return withQuestions((ask) => askFor(given, packs, ask));
}

/** Lets questions be put at the terminal. Who ends the input has changed their mind. */
async function withQuestions<T>(use: (ask: Ask) => Promise<T>): Promise<T> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // Lines that come before their question, typed ahead or pasted, are kept for it.
  const typed = lines[Symbol.asyncIterator]();
  try {
    return await use(async (question) => {
      lines.setPrompt(question);
      lines.prompt();
      const { value, done } = await typed.next();
      if (done === true) throw cancelled();
      return value;
    });
  } finally {
    lines.close();
  }
}

function cancelled(): UsageError {
  return new UsageError({
    code: 'cancelled',
    message: 'the questions were not answered, so nothing was written',
    hint: 'Options answer them too: see registry-lint init --help.',
  });
}

function told({ create, extend, left }: Plan): string {
  const lines = [
    ...create.map(({ path }) => `written     ${path}`),
    ...extend.map(({ path }) => `added to    ${path}`),
    ...left.map(({ path, why }) => `left alone  ${path}: ${why}`),
    '',
    'Next: `registry-lint check` holds the registries of your account to the policy.',
  ];
  return `${lines.join('\n')}\n`;
}
