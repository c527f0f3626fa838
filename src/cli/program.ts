import { Command, CommanderError } from 'commander';
import { exitCodes, InventoryError, UsageError } from '../model/error.js';
import { tool } from '../model/tool.js';
import { defineBaseline } from './commands/baseline.js';
import { defineCheck } from './commands/check.js';
import { defineCompletions } from './commands/completions.js';
import { defineEmulator, prepareEmulatorHelp } from './commands/emulator.js';
import { defineExplain } from './commands/explain.js';
import { defineHistory } from './commands/history.js';
import { defineInit } from './commands/init.js';
import { defineMerge } from './commands/merge.js';
import { defineReport } from './commands/report.js';
import { defineRules } from './commands/rules.js';
import { defineSnapshot } from './commands/snapshot.js';
import { defineTest } from './commands/test.js';
import { defineValidate } from './commands/validate.js';
import { refuseRepeated } from './options/once.js';
import { configureHelp, examples } from './terminal/help.js';

/** Runs the program with what was written after its name, and tells the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.clean;
  const program = createProgram((code) => {
    exitCode = code;
  }, argv[0]);
  try {
    if (argv.includes('emulator')) await prepareEmulatorHelp();
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(await withoutHelpCommand(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (asked.has(error.code)) return exitCode;
    const { usageError } = await import('./terminal/usage-error.js');
    throw usageError(
      error,
      argv,
      createProgram(() => {}),
    );
  }
  return exitCode;
}

/** The codes with which commander says that it has shown what was asked for. */
const asked = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

async function withoutHelpCommand(argv: readonly string[], program: Command): Promise<readonly string[]> {
  if (!argv.slice(0, 2).includes('help')) return argv;
  return (await import('./commands/help.js')).withoutHelpCommand(argv, program);
}

/** Defines a command; `end` is told its exit code when it has run. */
type Define = (program: Command, end: (exitCode: number) => void) => void;

/** Every command by its name, in the order in which help shows them. */
const commands: ReadonlyMap<string, Define> = new Map([
  ['check', defineCheck],
  ['baseline', defineBaseline],
  ['merge', defineMerge],
  ['history', defineHistory],
  ['report', defineReport],
  ['snapshot', defineSnapshot],
  ['rules', defineRules],
  ['explain', defineExplain],
  ['init', defineInit],
  ['validate', defineValidate],
  ['test', defineTest],
  ['emulator', defineEmulator],
  ['completions', defineCompletions],
]);

/** A check need not wait for the options of all other commands to be made. */
function commandsFor(command: string | undefined): Iterable<Define> {
  return command === 'check' ? [defineCheck] : commands.values();
}

/**
 * The command line.
 *
 * @param command the one that is going to be run, where that is known
 */
export function createProgram(end: (exitCode: number) => void, command?: string): Command {
  const program = new Command(tool.name)
    .description('Checks the container registries that Security Center knows against a policy.')
    .version(tool.version, '-v, --version', 'tell the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .addHelpText('after', examples(helpExamples));
  configureHelp(program);
  program.hook('preAction', (_program, action) => requireWorkingDirectory(action));
  for (const define of commandsFor(command)) define(program, end);
  refuseRepeated(program);
  return program;
}

/**
 * Every path is relative to the working directory, which another program may have removed.
 *
 * @throws InventoryError for a command that reads an inventory, UsageError for others
 */
function requireWorkingDirectory(command: Command): void {
  try {
    process.cwd();
  } catch {
    const readsInventory = command.options.some(({ long }) => long === '--inventory');
    const CommandError = readsInventory ? InventoryError : UsageError;
    throw new CommandError({
      code: 'no-working-directory',
      message: 'the working directory no longer exists, so no file can be found',
      hint: 'Change to a directory that exists, and run the command again.',
    });
  }
}

const helpExamples = [
  ['registry-lint check', 'check what Security Center lists'],
  ['registry-lint check --inventory registries.json --policy strict', 'check a file against a pack'],
  ['registry-lint explain require-https', 'what a rule wants, why, and how to fix it'],
  ['registry-lint check --help', 'the options of a command, with examples'],
] as const;
