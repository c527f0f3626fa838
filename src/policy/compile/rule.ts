import type { ErrorDetails } from '../../model/error.js';
import type { Condition, Rule } from '../../model/rule.js';
import { type Severity, severities } from '../../model/severity.js';
import { didYouMean } from '../../model/suggest.js';
import { policyFindingCodes } from '../../model/waiver.js';
import { builtinRules, type ConditionSource, type RuleFile } from '../builtin.js';
import type { Setting } from '../read/layers.js';
import type { Path, PolicySource } from '../read/source.js';
import { allOf, compileCondition } from './condition.js';
import { contradiction } from './contradiction.js';
import { isMapping, type Params } from './field-schema.js';
import { checkMessage } from './message.js';
import { Reporter } from './problems.js';

/** What one layer says of a rule. */
export interface RuleSetting {
  readonly source: PolicySource | undefined;
  readonly setting: Setting;
  /** Where it says so. */
  readonly path: Path;
}

/** What all layers together say of a rule, the lowest first. */
class RuleSettings {
  readonly id: string;
  readonly layers: readonly RuleSetting[];

  constructor(id: string, layers: readonly RuleSetting[]) {
    this.id = id;
    this.layers = layers;
  }

  /** The last layer that has the key, or any key. */
  last(key?: string): RuleSetting | undefined {
    return this.layers.findLast(({ setting }) => key === undefined || (isMapping(setting) && key in setting));
  }

  /** What the last layer that has the key says under it. */
  value(key: string): unknown {
    const setting = this.last(key)?.setting;
    return isMapping(setting) ? setting[key] : undefined;
  }

  text(key: string): string | undefined {
    const value = this.value(key);
    return typeof value === 'string' ? value : undefined;
  }

  texts(key: string): readonly string[] {
    const value = this.value(key);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** The severity that the last layer gives; undefined where none does. */
  get severity(): Severity | 'off' | undefined {
    const given = this.layers.map(({ setting }) => (isMapping(setting) ? setting['severity'] : setting));
    const last = given.findLast((value) => value !== undefined);
    return last === 'off' ? 'off' : severities.find((severity) => severity === last);
  }

  /** The parameters of all layers, a later value over an earlier one. */
  get params(): Params {
    const given = this.layers.map(({ setting }) => (isMapping(setting) ? setting['params'] : undefined));
    return Object.assign({}, ...given.filter(isMapping));
  }

  reporter(problems: ErrorDetails[], layer: RuleSetting | undefined, ...path: string[]): Reporter {
    return new Reporter(problems, layer?.source, [...(layer?.path ?? ['rules', this.id]), ...path]);
  }
}

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
  if (!builtin && settings.value('assert') === undefined) {
    settings.reporter(problems, settings.last()).report(unknownRule(id, known), 'key');
    return undefined;
  }
  if (settings.severity === 'off') return undefined;
  const rule = builtin
    ? await compileBuiltin(builtin, settings, problems)
    : await compileOwn(settings, problems);
  return problems.length === before ? rule : undefined;
}

function reservedName(id: string) {
  const message = `${id} is what a finding about waivers is called`;
  return { code: 'reserved-name', message, hint: 'Give the rule another name.' };
}

function unknownRule(id: string, known: Iterable<string>) {
  const hint =
    didYouMean(id, known) ??
    'A rule of your own needs an `assert`. `registry-lint rules` lists the built-in ones.';
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
  const when = [...own, ...(await narrowings(settings, params, problems))];
  const assert = await compileChecked(file.assert, params, reporter);
  return {
    ...location(settings),
    id: file.id,
    severity: severityOf(settings, file.severity),
    securitySeverity: file.securitySeverity,
    title: file.title,
    message: message(settings, params, problems) ?? file.message,
    why: file.why,
    fix: file.fix,
    tags: file.tags,
    references: file.references.map(({ url }) => url),
    params,
    ...(when.length > 0 && { when: allOf(when) }),
    assert,
    builtin: true,
    // A message of the user's own is in the user's language.
    ...(settings.text('message') === undefined && { zh: file.zh }),
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
  const title = settings.text('title') ?? id;
  const when = await narrowings(settings, params, problems);
  const source = settings.value('assert');
  const reporter = settings.reporter(problems, settings.last('assert'), 'assert');
  const assert = await compileChecked(isMapping(source) ? source : {}, params, reporter);
  const securitySeverity = settings.value('securitySeverity');
  return {
    ...location(settings),
    id,
    severity: severityOf(settings, 'warning'),
    ...(typeof securitySeverity === 'number' && { securitySeverity }),
    title,
    message: message(settings, params, problems) ?? `Not so: ${title}`,
    ...optional('why', settings),
    ...optional('fix', settings),
    tags: settings.texts('tags'),
    references: settings.texts('references'),
    params,
    ...(when.length > 0 && { when: allOf(when) }),
    assert,
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

function message(settings: RuleSettings, params: Params, problems: ErrorDetails[]): string | undefined {
  const text = settings.text('message');
  if (text !== undefined) {
    checkMessage(text, params, settings.reporter(problems, settings.last('message'), 'message'));
  }
  return text;
}

/** Every layer's `when`: each narrows the rule further. */
async function narrowings(
  settings: RuleSettings,
  params: Params,
  problems: ErrorDetails[],
): Promise<Condition[]> {
  const conditions: Condition[] = [];
  for (const layer of settings.layers) {
    const when = isMapping(layer.setting) ? layer.setting['when'] : undefined;
    if (!isMapping(when)) continue;
    conditions.push(await compileChecked(when, params, settings.reporter(problems, layer, 'when')));
  }
  return conditions;
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
