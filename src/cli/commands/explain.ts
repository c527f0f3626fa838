import { Argument, type Command } from 'commander';
import { loadMessages } from '../../messages/messages.js';
import { exitCodes, UsageError } from '../../model/error.js';
import type { Language } from '../../model/language.js';
import { didYouMean } from '../../model/suggest.js';
import type { ExplainedPolicy } from '../../policy/provenance.js';
import { offering } from '../options/choices.js';
import { languageOption, systemLanguage } from '../options/language.js';
import { allowPathOption, floorOption, policyOption } from '../options/policy.js';
import { examples } from '../terminal/help.js';
import { print } from '../terminal/standard-output.js';
import { colourOn, widthOf } from '../terminal/terminal.js';
import type { Layout } from './explain/layout.js';
import { formatOption } from './rules.js';

interface ExplainOptions {
  readonly policy: readonly string[];
  readonly allowPath: readonly string[];
  readonly format: 'text' | 'json';
  readonly floor?: string;
  readonly lang?: Language;
}

/** Defines `explain`: one rule or pack, wholly, or what a policy comes to. */
export function defineExplain(program: Command, end: (exitCode: number) => void): void {
  program
    .command('explain')
    .summary('show one rule: what it wants, why, and how to fix it')
    .description(
      'Shows all there is to know of a built-in rule, or the rules of a pack. With --policy it shows what the ' +
        'policy comes to after all that it extends, each value with the file and line that it comes from.',
    )
    .addArgument(offering(new Argument('[rule]', 'name of a rule or of a pack'), builtinNames))
    .addOption(policyOption('show this policy; may be given several times', 'none'))
    .addOption(floorOption('with --policy: show this floor, too'))
    .addOption(allowPathOption())
    .addOption(formatOption())
    .addOption(languageOption())
    .option('--color', 'write colour even where no terminal shows it')
    .option('--no-color', 'write no colour')
    .addHelpText('after', examples(helpExamples))
    .action(async (name: string | undefined, options: ExplainOptions) => {
      print(await explain(name, options));
      end(exitCodes.clean);
    });
}

const helpExamples = [
  ['registry-lint explain require-https', 'a rule'],
  ['registry-lint explain require-https --lang zh', 'the same in Chinese'],
  ['registry-lint explain strict', 'the rules of a pack'],
  ['registry-lint explain --policy registry-lint.yaml', 'what a policy comes to'],
] as const;

async function builtinNames(): Promise<readonly string[]> {
  const { builtinPacks, builtinRules } = await import('../../policy/builtin.js');
  return [...builtinRules.keys(), ...builtinPacks.keys()];
}

/** What the policies come to, wholly or one rule of it. */
export async function explainedPolicy(
  names: readonly string[],
  rule: string | undefined,
  { format, floor, lang, allowPath }: Omit<ExplainOptions, 'policy'>,
): Promise<string> {
  const { explainPolicy } = await import('../../policy/provenance.js');
  const { policyJson, policyText } = await import('./explain/policy-page.js');
  const policy = await explainPolicy(names, process.cwd(), { floor, allowPaths: allowPath });
  const shown = onlyRule(policy, rule);
  if (shown.rules.length + (shown.floor?.rules.length ?? 0) === 0) throw notInPolicy(String(rule), policy);
  return format === 'json' ? policyJson(shown) : policyText(shown, await layoutFor(lang));
}

/** A policy and its floor, with one rule alone where one is named. */
function onlyRule(policy: ExplainedPolicy, rule: string | undefined): ExplainedPolicy {
  const rules = policy.rules.filter(({ id }) => rule === undefined || id === rule);
  return { ...policy, rules, ...(policy.floor && { floor: onlyRule(policy.floor, rule) }) };
}

function notInPolicy(rule: string, { name, rules }: ExplainedPolicy): UsageError {
  const ids = rules.map(({ id }) => id);
  return new UsageError({
    code: 'unknown-rule',
    message: `${name} does not speak of a rule ${JSON.stringify(rule.slice(0, 60))}`,
    hint: didYouMean(rule, ids) ?? 'Without --policy, `registry-lint explain RULE` shows any built-in rule.',
  });
}

async function layoutFor(lang: Language | undefined): Promise<Layout> {
  return {
    colour: colourOn('stdout', process.argv, process.env),
    width: widthOf('stdout'),
    messages: await loadMessages(lang ?? systemLanguage(process.env)),
  };
}

async function explain(name: string | undefined, options: ExplainOptions): Promise<string> {
  if (options.policy.length > 0) return explainedPolicy(options.policy, name, options);
  if (options.floor !== undefined) {
    throw new UsageError({
      code: 'conflicting-options',
      message: '--floor shows the floor of a policy, and no policy is named',
      hint: 'Add --policy FILE, or leave --floor out.',
    });
  }
  if (name === undefined) {
    throw new UsageError({
      code: 'missingArgument',
      message: "missing required argument 'rule'",
      hint: 'Name a rule or a pack, or give --policy FILE. See registry-lint explain --help.',
    });
  }
  return explainBuiltin(name, options);
}

async function explainBuiltin(name: string, { format, lang }: ExplainOptions): Promise<string> {
  const { builtinPacks, builtinRules } = await import('../../policy/builtin.js');
  const layout = await layoutFor(lang);
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
    hint: [near, '`registry-lint rules` lists them. A rule of your own needs --policy FILE.']
      .filter(Boolean)
      .join(' '),
  });
}
