import { type Command, Option } from 'commander';
import { loadMessages } from '../../messages/messages.js';
import { exitCodes } from '../../model/error.js';
import type { Language } from '../../model/language.js';
import { choose } from '../options/choice.js';
import { offering } from '../options/choices.js';
import { languageOption, systemLanguage } from '../options/language.js';
import { examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';
import { colourOn, widthOf } from '../terminal/terminal.js';

const formats = ['text', 'json'] as const;

interface RulesOptions {
  readonly format: (typeof formats)[number];
  readonly lang?: Language;
}

/** Defines `rules`: the list of built-in rules. */
export function defineRules(program: Command, end: (exitCode: number) => void): void {
  program
    .command('rules')
    .summary('list the built-in rules')
    .description('Lists the built-in rules: severity, packs and what each of them wants.')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples))
    .action(async (options: RulesOptions) => {
      await listRules(options);
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint rules', 'every rule on a line'],
  ['registry-lint rules --format json', 'the same for programs'],
] as const;

/** `--format` of the commands that show rules. */
export function formatOption(): Option {
  const option = new Option('--format <format>', formats.join(' or '))
    .default('text', 'text')
    .argParser((value) => choose('format', value, formats));
  return offering(option, formats);
}

async function listRules({ format, lang }: RulesOptions): Promise<void> {
  const { rulesJson, rulesText } = await import('./explain/rule-list.js');
  if (format === 'json') return print(rulesJson());
  const colour = colourOn('stdout', process.argv, process.env);
  const messages = await loadMessages(lang ?? systemLanguage(process.env));
  print(rulesText({ colour, width: widthOf('stdout'), messages }));
}
