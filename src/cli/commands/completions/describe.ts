import type { Argument, Command, Option } from 'commander';
import { choicesOf } from '../../options/choices.js';

/** What stands in an option's or an argument's place. */
export interface ValueDescription {
  /** What it is called: `format`, `file`. */
  readonly name: string;
  readonly about: string;
  /** The values that there are; empty where any may stand. */
  readonly choices: readonly string[];
  readonly isFile: boolean;
}

/** An option that begins with two hyphens; -h and -v are short for two that are completed anyway. */
export interface OptionDescription {
  readonly flag: string;
  readonly about: string;
  /** Absent for an option without a value. */
  readonly value?: ValueDescription;
}

/** All of a command that a shell needs to know. */
export interface CommandDescription {
  /** The words that lead to it, the program's own name left out. */
  readonly path: readonly string[];
  readonly about: string;
  readonly options: readonly OptionDescription[];
  /** What each argument may be; a shell is told of the first alone. */
  readonly argument?: ValueDescription;
  readonly commands: readonly CommandDescription[];
}

/** Reads off the program itself what can be completed, so that the two cannot differ. */
export async function describeCommand(
  command: Command,
  path: readonly string[] = [],
): Promise<CommandDescription> {
  const commands: CommandDescription[] = [];
  for (const inner of command.commands) {
    commands.push(await describeCommand(inner, [...path, inner.name()]));
  }
  const options: OptionDescription[] = [];
  for (const option of command.options) options.push(await describeOption(option));
  options.push({ flag: '--help', about: 'show this help' });
  const [argument] = command.registeredArguments;
  return {
    path,
    about: command.summary() || command.description(),
    options,
    ...(argument && { argument: await describeValue(argument, argument.name(), argument.description) }),
    commands: path.length === 0 ? [...commands, helpOf(commands)] : commands,
  };
}

/** Commander makes this command only when it is used. */
function helpOf(commands: readonly CommandDescription[]): CommandDescription {
  const choices = commands.map(({ path }) => path.join(' '));
  const argument = { name: 'command', about: 'the command', choices, isFile: false };
  return { path: ['help'], about: 'show the help of a command', options: [], argument, commands: [] };
}

async function describeOption(option: Option): Promise<OptionDescription> {
  const flag = option.long ?? option.flags;
  const name = /[<[]([\w-]+)/.exec(option.flags)?.[1];
  const about = option.description;
  return name === undefined
    ? { flag, about }
    : { flag, about, value: await describeValue(option, name, about) };
}

async function describeValue(of: Option | Argument, name: string, about: string): Promise<ValueDescription> {
  return {
    name,
    about,
    choices: (await choicesOf(of)) ?? [],
    isFile: /^(?:file|folder|dir|path)$/.test(name),
  };
}

/** A command and all below it. */
export function* allCommands(command: CommandDescription): Iterable<CommandDescription> {
  yield command;
  for (const inner of command.commands) yield* allCommands(inner);
}
