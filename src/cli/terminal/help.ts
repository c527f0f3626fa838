import type { Command } from 'commander';
import { palette } from '../../report/paint.js';
import { print } from './standard-output.js';
import { colourOn, widthOf } from './terminal.js';

/** A command, and what it is an example of. */
export type Example = readonly [command: string, about: string];

/** Examples as the help of a command shows them. */
export function examples(list: readonly Example[]): string {
  return `\nExamples:\n${list.map(([command, about]) => `  # ${about}\n  $ ${command}\n`).join('\n')}`;
}

/** What the help of a command says of `--lang`, where its texts are in one language. */
export const englishOnly = `
What it tells is in English: --lang is an option of commands that report.
`;

/** Lets help be as wide as the terminal, up to what is easily read, with titles that stand out. */
export function configureHelp(program: Command): void {
  const colour = colourOn('stdout', process.argv, process.env);
  const { bold } = palette(colour);
  program.configureHelp({ styleTitle: bold }).configureOutput({
    writeOut: print,
    // Errors come back as exceptions, and are told like all others.
    writeErr: () => {},
    getOutHelpWidth: () => Math.min(widthOf('stdout'), 100),
    getOutHasColors: () => colour,
  });
}
