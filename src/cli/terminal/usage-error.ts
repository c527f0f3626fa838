import type { Command, CommanderError } from 'commander';
import { UsageError } from '../../model/error.js';
import { tool } from '../../model/tool.js';
import { listOf } from '../options/choice.js';

/**
 * A mistake that commander found, in the shape of all others.
 *
 * @param argv what was written after the program's name
 * @param program with all its commands
 */
export function usageError(error: CommanderError, argv: readonly string[], program: Command): UsageError {
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  // commander's suggestion stands on a second line.
  const suggestion = /Did you mean .*\?/.exec(rest.join(' '))?.[0];
  const asked = [tool.name, ...commandOf(argv, program), '--help'].join(' ');
  return new UsageError({
    code: error.code.replace(/^commander\./, ''),
    // What stands behind the `=` of an option that there is not may be a secret.
    message: error.code === 'commander.unknownOption' ? message.replace(/=[^']*/, '') : message,
    hint: [suggestion ?? wayOut(error, argv, program), `See ${asked}.`].filter(Boolean).join(' '),
  });
}

/** What commander has no suggestion for. */
function wayOut(
  { code, message }: CommanderError,
  argv: readonly string[],
  program: Command,
): string | undefined {
  const [first = ''] = argv;
  if (code === 'commander.unknownCommand' && first === 'version') return 'Did you mean --version?';
  if (code === 'commander.excessArguments' && takes('--inventory', commandOf(argv, program), program)) {
    return 'A file with registries is given with --inventory.';
  }
  const option = code === 'commander.unknownOption' ? /'(--[a-z-]+)/.exec(message)?.[1] : undefined;
  return option === undefined ? undefined : whereItIsKnown(option, argv, program);
}

/** An option of other commands, or one that stands before its command. */
function whereItIsKnown(option: string, argv: readonly string[], program: Command): string | undefined {
  if (takes(option, commandOf(argv, program), program)) return `${option} takes no value.`;
  const paths = allPaths(program).filter((path) => takes(option, path, program));
  if (paths.length === 0) return undefined;
  const named = paths.find(([name = '']) => argv[0]?.startsWith('-') && argv.includes(name));
  if (named) return `Options stand after the command: ${[tool.name, ...named, option].join(' ')}.`;
  const names = paths.map((path) => path.join(' '));
  // merge has the language of its shards.
  const english = option === '--lang' && argv[0] !== 'merge' ? 'What other commands tell is in English.' : '';
  return [`${option} is an option of ${listOf(names)}.`, english].filter(Boolean).join(' ');
}

/** The words of `argv` that lead to a command. */
function commandOf(argv: readonly string[], program: Command): readonly string[] {
  const [first = '', second = ''] = argv;
  const command = program.commands.find((one) => one.name() === first);
  if (!command) return [];
  return command.commands.some((one) => one.name() === second) ? [first, second] : [first];
}

function takes(option: string, path: readonly string[], program: Command): boolean {
  const command = path.reduce<Command | undefined>(
    (group, name) => group?.commands.find((one) => one.name() === name),
    program,
  );
  return path.length > 0 && command?.options.some(({ long }) => long === option) === true;
}

function allPaths(program: Command): readonly (readonly string[])[] {
  return program.commands.flatMap((command) => [
    [command.name()],
    ...command.commands.map((inner) => [command.name(), inner.name()]),
  ]);
}
