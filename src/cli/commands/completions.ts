import { Argument, type Command } from 'commander';
import { exitCodes } from '../../model/error.js';
import { choose } from '../options/choice.js';
import { offering } from '../options/choices.js';
import { examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';

const shells = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof shells)[number];

/** Defines `completions`: what a shell needs to complete the command line. */
export function defineCompletions(program: Command, end: (exitCode: number) => void): void {
  program
    .command('completions')
    .summary('let bash, zsh or fish complete commands')
    .description(
      'Prints a script that lets a shell complete commands, options and their values: formats, rules, packs, ' +
        'regions. Write it anew when the program has been updated.',
    )
    .addArgument(
      offering(
        new Argument('<shell>', 'bash, zsh or fish').argParser((value: string) =>
          choose('shell', value, shells),
        ),
        shells,
      ),
    )
    .addHelpText('after', examples(helpExamples))
    .action(async (shell: Shell) => {
      print(await script(shell, program));
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['source <(registry-lint completions bash)', 'in ~/.bashrc'],
  ['registry-lint completions zsh > ~/.zfunc/_registry-lint', 'a folder of $fpath'],
  ['registry-lint completions fish > registry-lint.fish', 'for ~/.config/fish/completions'],
] as const;

async function script(shell: Shell, program: Command): Promise<string> {
  const { describeCommand } = await import('./completions/describe.js');
  const description = await describeCommand(program);
  if (shell === 'bash') return (await import('./completions/bash.js')).bashScript(description);
  if (shell === 'zsh') return (await import('./completions/zsh.js')).zshScript(description);
  return (await import('./completions/fish.js')).fishScript(description);
}
