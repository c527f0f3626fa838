import { Command, CommanderError } from 'commander';
import { exitCodes, UsageError } from '../model/error.js';
import { tool } from '../tool.js';
import { defineCheck } from './check.js';
import { choose } from './choice.js';
import { defineEmulator } from './emulator.js';
import { defineExplain } from './explain.js';
import { configureHelp, examples } from './help.js';
import { defineRules } from './rules.js';
import { defineSnapshot } from './snapshot.js';

/** Runs the program with what was written after its name, and tells the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.clean;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(withoutHelpCommand(argv, program), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (!asked.has(error.code)) throw usageError(error, argv);
  }
  return exitCode;
}

/** The codes with which commander says that it has shown what was asked for. */
const asked = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/** `help COMMAND` is `COMMAND --help`: for a misspelt command commander's own would show help in silence. */
function withoutHelpCommand(argv: readonly string[], { commands }: Command): readonly string[] {
  const [first, command] = argv;
  if (first !== 'help' || command === undefined) return argv;
  const names = commands.map((one) => one.name());
  return [choose('command', command, names), '--help'];
}

function createProgram(end: (exitCode: number) => void): Command {
  const program = new Command(tool.name)
    .description('Checks the container registries that Security Center knows against a policy.')
    .version(tool.version, '--version', 'tell the version')
    .helpOption('--help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .addHelpText('after', examples(helpExamples));
  configureHelp(program);
  for (const define of [defineCheck, defineSnapshot, defineRules, defineExplain, defineEmulator]) {
    define(program, end);
  }
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
