import type { Command } from 'commander';
import { loadMessages } from '../../messages/messages.js';
import { exitCodes } from '../../model/error.js';
import type { Language } from '../../model/language.js';
import { languageOption, systemLanguage } from '../options/language.js';
import { examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';
import { formatOption } from './rules.js';

interface HistoryOptions {
  readonly format: 'text' | 'json';
  readonly lang?: Language;
}

/** Defines `history`: what runs that were added to a history say together. */
export function defineHistory(program: Command, end: (exitCode: number) => void): void {
  program
    .command('history')
    .argument('<folder>', 'the folder that check --history adds to')
    .summary('show how an inventory stood, day by day')
    .description(
      'Shows the runs that check --history added: how the inventory stood on each day, and how long findings ' +
        'take to be fixed. As json it tells of each finding when it was first seen, fixed, and back.',
    )
    .addOption(formatOption())
    .addOption(languageOption())
    .addHelpText('after', examples(helpExamples))
    .action(async (folder: string, options: HistoryOptions) => {
      await showHistory(folder, options);
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint history history', 'the standing of each day'],
  ['registry-lint history history --format json', 'the same and every finding, for programs'],
] as const;

async function showHistory(folder: string, { format, lang }: HistoryOptions): Promise<void> {
  const { readHistory } = await import('../../history/read.js');
  const { overviewsOf } = await import('../../history/overview.js');
  const { historyJson, historyText } = await import('./history/page.js');
  const overviews = overviewsOf(readHistory(folder));
  if (format === 'json') return print(historyJson(overviews));
  const messages = await loadMessages(lang ?? systemLanguage(process.env));
  print(historyText(overviews, messages.history));
}
