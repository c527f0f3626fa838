import { type ErrorDetails, PolicyError, UsageError } from '../model/error.js';
import type { Policy, Rule } from '../model/rule.js';
import { builtinRules } from './builtin.js';
import { isMapping } from './compile/field-schema.js';
import { compileRule, type RuleSetting } from './compile/rule.js';
import { type Layer, readLayers } from './read/layers.js';

/**
 * Reads, checks and compiles a policy.
 *
 * @param names built-in packs and policy files, the later ones over the earlier ones
 * @param cwd the folder that paths are relative to
 * @throws UsageError when there is no such policy
 * @throws PolicyError with every mistake, each with its place
 */
export async function loadPolicy(names: readonly string[], cwd: string): Promise<Policy> {
  const layers: Layer[] = [];
  for (const name of names) layers.push(...(await readLayers(name, cwd)));
  const settings = settingsByRule(layers);
  const known = new Set([...builtinRules.keys(), ...definedIn(settings)]);
  const problems: ErrorDetails[] = [];
  const rules: Rule[] = [];
  for (const [id, ofRule] of settings) {
    const rule = await compileRule(id, ofRule, known, problems);
    if (rule) rules.push(rule);
  }
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
  if (rules.length === 0) throw nothingToCheck(layers, names);
  const files = layers.flatMap(({ source }) => (source ? [source.file] : []));
  return { rules, files: [...new Set(files.reverse())], name: policyName(layers, names) };
}

/** What each layer says of each rule, in the order in which rules are first spoken of. */
function settingsByRule(layers: readonly Layer[]): Map<string, RuleSetting[]> {
  const settings = new Map<string, RuleSetting[]>();
  for (const { source, rules } of layers) {
    for (const [id, setting] of Object.entries(rules)) {
      const ofRule = settings.get(id) ?? [];
      ofRule.push({ source, setting });
      settings.set(id, ofRule);
    }
  }
  return settings;
}

function definedIn(settings: ReadonlyMap<string, readonly RuleSetting[]>): string[] {
  return [...settings]
    .filter(([, layers]) => layers.some(({ setting }) => isMapping(setting) && 'assert' in setting))
    .map(([id]) => id);
}

/** A policy without a rule would let everything through and look green. */
function nothingToCheck(layers: readonly Layer[], names: readonly string[]): Error {
  const details = {
    code: 'no-rules',
    message: 'this policy turns on no rule, so it would check nothing',
    hint: 'Begin with `extends: [recommended]`, or name rules under `rules:`.',
  };
  const source = layers.findLast((layer) => layer.source !== undefined)?.source;
  return source
    ? new PolicyError([source.problem(['rules'], 'key', details)])
    : new UsageError({ ...details, message: `${names.join(', ')}: ${details.message}` });
}

function policyName(layers: readonly Layer[], names: readonly string[]): string {
  const named = layers.findLast((layer) => layer.source !== undefined)?.source;
  return names.length === 1 && named ? named.file : names.join(' + ');
}
