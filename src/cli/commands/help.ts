import type { Command } from 'commander';
import { choose } from '../options/choice.js';

/**
 * `help COMMAND` is `COMMAND --help`, and so is `GROUP help COMMAND`: for a misspelt command commander's own would
 * show help in silence.
 */
export function withoutHelpCommand(argv: readonly string[], program: Command): readonly string[] {
  const [first, ...rest] = argv;
  if (first === 'help') return [...pathOf(rest, program), '--help'];
  const group = program.commands.find((command) => command.name() === first);
  return group && group.commands.length > 0
    ? [...pathOf([group.name(), ...rest.slice(1)], program), '--help']
    : argv;
}

/** The words that lead to a command; `help help` and `help --help` lead to none. */
function pathOf(words: readonly string[], program: Command): readonly string[] {
  const path: string[] = [];
  let { commands } = program;
  for (const word of words) {
    if (commands.length === 0 || word === 'help' || word.startsWith('-')) break;
    const names = commands.map((command) => command.name());
    const name = choose([...path, 'command'].join(' '), word, names);
    path.push(name);
    commands = commands.find((command) => command.name() === name)?.commands ?? [];
  }
  return path;
}
