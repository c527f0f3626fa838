import type { Across } from '../../model/across.js';
import type { ErrorDetails } from '../../model/error.js';
import type { Condition, Rule } from '../../model/rule.js';
import type { Severity } from '../../model/severity.js';
import { didYouMean } from '../../model/suggest.js';
import { policyFindingCodes } from '../../model/waiver.js';
import { builtinRules, type ConditionSource, type RuleFile } from '../builtin.js';
import { isMapping } from '../keywords/keyword.js';
import { acrossOf, askedBy, asksTwice } from './across.js';
import { textsOf } from './across-texts.js';
import { allOf, compileCondition } from './condition.js';
import { contradiction } from './contradiction.js';
import type { Params } from './field-schema.js';
import { checkMessage } from './message.js';
import { checkParams } from './params.js';
import { Reporter } from './problems.js';
import { regionMeant } from './regions.js';
import { type RuleSetting, RuleSettings } from './rule-settings.js';

/**
 * Compiles one rule of a policy; undefined when the policy turns it off, or when it has mistakes, which are
 * added to `problems`.
 *
 * @param known the ids of all rules that are defined somewhere in the policy
 */
export async function compileRule(
  id: string,
  layers: readonly RuleSetting[],
  known: Iterable<string>,
  problems: ErrorDetails[],
): Promise<Rule | undefined> {
  const settings = new RuleSettings(id, layers);
  const builtin = builtinRules.get(id);
  const before = problems.length;
  if (policyFindingCodes.some((code) => code === id)) {
    settings.reporter(problems, settings.last()).report(reservedName(id), 'key');
    return undefined;
  }
  if (asksTwice(settings, problems)) return undefined;
  if (!builtin && askedBy(settings).length === 0) {
    settings.reporter(problems, settings.last()).report(unknownRule(id, known), 'key');
    return undefined;
  }
  if (settings.severity === 'off') {
    const { unheard } = settings;
    if (unheard) settings.reporter(problems, unheard).report(offBelow(id), 'key');
    return undefined;
  }
  const rule = builtin
    ? await compileBuiltin(builtin, settings, problems)
    : await compileOwn(settings, problems);
  return problems.length === before ? rule : undefined;
}

function reservedName(id: string) {
  const message = `${id} is what a finding about waivers is called`;
  return { code: 'reserved-name', message, hint: 'Give the rule another name.' };
}

function offBelow(id: string) {
  const message = `${id} is off below, so nothing comes of what is said here`;
  return { code: 'off-below', message, hint: 'Give it a severity, such as severity: error, or take it out.' };
}

function unknownRule(id: string, known: Iterable<string>) {
  const hint =
    didYouMean(id, known) ??
    'A rule of your own needs an `assert`, or one of `unique`, `count` and `expected`. `registry-lint rules` lists the built-in ones.';
  return { code: 'unknown-rule', message: `there is no rule ${id}`, hint };
}

async function compileBuiltin(
  file: RuleFile,
  settings: RuleSettings,
  problems: ErrorDetails[],
): Promise<Rule | undefined> {
  const defaults = Object.entries(file.params ?? {}).map(([name, spec]) => [name, spec.default] as const);
  const params: Params = { ...Object.fromEntries(defaults), ...settings.params };
  if (reportMissing(file, params, settings, problems)) return undefined;
  const given = settings.last('params');
  const path = given ? [...given.path, 'params'] : ['rules', file.id];
  const reporter = new Reporter(problems, given?.source, path, true);
  const own = file.when ? [await compileCondition(file.when, params, reporter)] : [];
  const when = await narrow(own, settings, params, problems);
  const ownMessage = message(settings, params, problems);
  // As it comes, a built-in rule can hold: its examples show it.
  const compile = given ? compileChecked : compileCondition;
  const assert = await compile(file.assert, params, reporter);
  return {
    ...location(settings),
    id: file.id,
    severity: severityOf(settings, file.severity),
    securitySeverity: file.securitySeverity,
    title: file.title,
    message: ownMessage ?? file.message,
    get why() {
      return file.why;
    },
    get fix() {
      return file.fix;
    },
    tags: file.tags,
    get references() {
      return file.references.map(({ url }) => url);
    },
    params,
    ...whenOf(when, own.length),
    assert,
    builtin: true,
    // A message of the user's own is in the user's language.
    get zh() {
      return ownMessage === undefined ? file.zh : undefined;
    },
  };
}

/** Reports parameters that have no default and were not given. */
function reportMissing(
  file: RuleFile,
  params: Params,
  settings: RuleSettings,
  problems: ErrorDetails[],
): boolean {
  const missing = Object.entries(file.params ?? {}).filter(([name]) => params[name] === undefined);
  for (const [name, { description }] of missing) {
    const hint = `${description}.\nWrite ${file.id}: { severity: ${file.severity}, params: { ${name}: … } }.`;
    settings
      .reporter(problems, settings.last())
      .report({ code: 'missing-param', message: `${file.id} needs the parameter ${name}`, hint }, 'key');
  }
  return missing.length > 0;
}

async function compileOwn(settings: RuleSettings, problems: ErrorDetails[]): Promise<Rule> {
  const { id, params } = settings;
  const across = acrossOf(settings, problems);
  const own = settings.text('title');
  const texts = across && own === undefined ? textsOf(across) : undefined;
  const title = own ?? texts?.en.title ?? id;
  const when = await narrow([], settings, params, problems);
  const written = settings.value('assert');
  const source = isMapping(written) ? written : {};
  const reporter = settings.reporter(problems, settings.last('assert'), 'assert');
  const assert = await compileWritten(source, params, settings, reporter);
  const securitySeverity = settings.value('securitySeverity');
  return {
    ...location(settings),
    id,
    severity: severityOf(settings, 'warning'),
    ...(typeof securitySeverity === 'number' && { securitySeverity }),
    title,
    message: message(settings, params, problems, across) ?? `Not so: ${title}`,
    ...optional('why', settings),
    ...optional('fix', settings),
    tags: settings.texts('tags'),
    references: settings.texts('references'),
    params,
    ...whenOf(when, 0),
    assert,
    ...(across && { across }),
    ...(across && settings.text('message') !== undefined && { ownMessage: true as const }),
    ...(texts && settings.text('message') === undefined && { zh: texts.zh }),
    builtin: false,
  };
}

function severityOf(settings: RuleSettings, fallback: Severity): Severity {
  const { severity } = settings;
  return severity === undefined || severity === 'off' ? fallback : severity;
}

function optional(key: 'why' | 'fix', settings: RuleSettings) {
  const text = settings.text(key);
  return text === undefined ? {} : { [key]: text };
}

/** Where the user's policy last spoke of the rule. */
function location(settings: RuleSettings) {
  const layer = settings.layers.findLast(({ source }) => source !== undefined);
  return layer?.source ? { location: layer.source.locate(layer.path, 'key') } : {};
}

function message(
  settings: RuleSettings,
  params: Params,
  problems: ErrorDetails[],
  across?: Across,
): string | undefined {
  const text = settings.text('message');
  if (text !== undefined) {
    const reporter = settings.reporter(problems, settings.last('message'), 'message');
    // What is counted is no registry, and has no other field than those by which it is told apart.
    checkMessage(text, params, reporter, across?.kind === 'count' ? across.by : undefined);
  }
  return text;
}

/** The rule's own `when` and that of every layer: each narrows the rule further. */
async function narrow(
  own: readonly Condition[],
  settings: RuleSettings,
  params: Params,
  problems: ErrorDetails[],
): Promise<readonly Condition[]> {
  const before = problems.length;
  const conditions = [...own];
  for (const layer of settings.layers) {
    const when = isMapping(layer.setting) ? layer.setting['when'] : undefined;
    if (!isMapping(when)) continue;
    const reporter = settings.reporter(problems, layer, 'when');
    conditions.push(await compileWritten(when, params, settings, reporter));
  }
  if (conditions.length > 1 && problems.length === before) refuseClash(conditions, settings, problems);
  return conditions;
}

/** @param own how many of the conditions are the rule's own; the others are the user's */
function whenOf(when: readonly Condition[], own: number): Pick<Rule, 'when' | 'narrowed'> {
  if (when.length === 0) return {};
  if (when.length === own) return { when: allOf(when) };
  const region = regionMeant(when.slice(own));
  return { when: allOf(when), narrowed: { ...(region && { region }) } };
}

/** Refuses conditions that each can hold, but not all together: the rule would never apply to anything. */
function refuseClash(when: readonly Condition[], settings: RuleSettings, problems: ErrorDetails[]): void {
  const field = contradiction(allOf(when));
  if (field === undefined) return;
  settings.reporter(problems, settings.last('when'), 'when').report({
    code: 'never-holds',
    message: `this and the \`when\` that it narrows can never hold together: no value of ${field} satisfies both`,
    hint: 'A rule applies where all of them hold: its own, and that of every policy below this one.',
  });
}

/** Compiles a condition that the user wrote, unless its parameters already make none of it. */
async function compileWritten(
  source: ConditionSource,
  params: Params,
  settings: RuleSettings,
  reporter: Reporter,
): Promise<Condition> {
  const isRight = await checkParams(source, params, settings, reporter);
  return isRight ? compileChecked(source, params, reporter) : allOf([]);
}

/** Compiles a condition and refuses one that can never hold. */
async function compileChecked(
  source: ConditionSource,
  params: Params,
  reporter: Reporter,
): Promise<Condition> {
  const before = reporter.problems.length;
  const condition = await compileCondition(source, params, reporter);
  if (reporter.problems.length > before) return condition;
  const field = contradiction(condition);
  if (field !== undefined) {
    reporter.report({
      code: 'never-holds',
      message: `this can never hold: no value of ${field} satisfies it`,
      hint: 'Look for a minimum above a maximum, or for values that exclude each other.',
    });
  }
  return condition;
}
