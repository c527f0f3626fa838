import { Command, CommanderError } from 'commander';
import { exitCodes, UsageError } from '../model/error.js';
import { tool } from '../tool.js';
import { defineBaseline } from './baseline.js';
import { defineCheck } from './check.js';
import { choose } from './choice.js';
import { defineCompletions } from './completions.js';
import { defineEmulator, prepareEmulatorHelp } from './emulator.js';
import { defineExplain } from './explain.js';
import { configureHelp, examples } from './help.js';
import { defineHistory } from './history.js';
import { defineInit } from './init.js';
import { refuseRepeated } from './once.js';
import { defineReport } from './report.js';
import { defineRules } from './rules.js';
import { defineSnapshot } from './snapshot.js';
import { defineTest } from './test.js';
import { defineValidate } from './validate.js';

/** Runs the program with what was written after its name, and tells the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.clean;
  const program = createProgram((code) => {
    exitCode = code;
  }, argv[0]);
  try {
    if (argv.includes('emulator')) await prepareEmulatorHelp();
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(withoutHelpCommand(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!asked.has(error.code)) throw usageError(error, argv);
  }
  return exitCode;
}

/** The codes with which commander says that it has shown what was asked for. */
const asked = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** `help COMMAND` is `COMMAND --help`: for a misspelt command commander's own would show help in silence. */
function withoutHelpCommand(argv: readonly string[]): readonly string[] {
  const [first, command] = argv;
  if (first !== 'help' || command === undefined) return argv;
  return [choose('command', command, [...commands.keys()]), '--help'];
}

/** Defines a command; `end` is told its exit code when it has run. */
type Define = (program: Command, end: (exitCode: number) => void) => void;

/** Every command by its name, in the order in which help shows them. */
const commands: ReadonlyMap<string, Define> = new Map([
  ['check', defineCheck],
  ['baseline', defineBaseline],
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
    .version(tool.version, '--version', 'tell the version')
    .helpOption('--help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .addHelpText('after', examples(helpExamples));
  configureHelp(program);
  for (const define of commandsFor(command)) define(program, end);
  refuseRepeated(program);
  return program;
}

const helpExamples = [
  ['registry-lint check', 'check what Security Center lists'],
  ['registry-lint check --inventory registries.json --policy strict', 'check a file against a pack'],
  ['registry-lint explain require-https', 'what a rule wants, why, and how to fix it'],
  ['registry-lint check --help', 'the options of a command, with examples'],
] as const;

/** A mistake that commander found, in the shape of all others. Its suggestion stands on a second line. */
function usageError(error: CommanderError, argv: readonly string[]): UsageError {
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /Did you mean .*\?/.exec(rest.join(' '))?.[0];
  const command =
    argv[0]?.startsWith('-') === false && error.code !== 'commander.unknownCommand' ? ` ${argv[0]}` : '';
  return new UsageError({
    code: error.code.replace(/^commander\./, ''),
    message,
    hint: [suggestion, `See ${tool.name}${command} --help.`].filter(Boolean).join(' '),
  });
}
