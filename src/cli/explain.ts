import type { Command } from 'commander';
import { exitCodes, UsageError } from '../model/error.js';
import { didYouMean } from '../model/suggest.js';
import type { Language } from '../report/words/words.js';
import { examples } from './help.js';
import { languageOption, systemLanguage } from './language.js';
import { formatOption } from './rules.js';
import { print } from './standard-output.js';
import { colourOn, widthOf } from './terminal.js';

interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly lang?: Language;
}

/** Defines `explain`: one rule or pack, wholly. */
export function defineExplain(program: Command, end: (exitCode: number) => void): void {
  program
    .command('explain')
    .summary('show one rule: what it wants, why, and how to fix it')
    .description('Shows all there is to know of a built-in rule, or the rules of a pack.')
    .argument('<rule>', 'name of a rule or of a pack')
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples))
    .action(async (name: string, options: ExplainOptions) => {
      print(await explain(name, options));
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint explain require-https', 'a rule'],
  ['registry-lint explain require-https --lang zh', 'the same in Chinese'],
  ['registry-lint explain strict', 'the rules of a pack'],
] as const;

async function explain(name: string, { format, lang }: ExplainOptions): Promise<string> {
  const { builtinPacks, builtinRules } = await import('../policy/builtin.js');
  const layout = {
    colour: colourOn('stdout', process.argv, process.env),
    width: widthOf('stdout'),
    lang: lang ?? systemLanguage(process.env),
  };
  const rule = builtinRules.get(name);
  if (rule) {
    const { ruleJson, ruleText } = await import('./explain/rule-page.js');
    return format === 'json' ? ruleJson(rule) : ruleText(rule, layout);
  }
  if (builtinPacks.has(name)) {
    const { packJson, packText } = await import('./explain/rule-list.js');
    return format === 'json' ? packJson(name) : packText(name, layout);
  }
  const near = didYouMean(name, [...builtinRules.keys(), ...builtinPacks.keys()]);
  throw new UsageError({
    code: 'unknown-rule',
    message: `there is no built-in rule or pack ${JSON.stringify(name.slice(0, 60))}`,
    hint: [near, '`registry-lint rules` lists them.'].filter(Boolean).join(' '),
  });
}
