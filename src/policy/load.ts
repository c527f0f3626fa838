import { isAbsolute, relative } from 'node:path';
import { type ErrorDetails, PolicyError, UsageError } from '../model/error.js';
import type { Policy, Rule } from '../model/rule.js';
import { builtinRules } from './builtin.js';
import { askingKeys } from './compile/across.js';
import { isMapping } from './compile/field-schema.js';
import { compileWithOverrides, overridesByRule } from './compile/overrides.js';
import type { RuleSetting } from './compile/rule-settings.js';
import { compileWaivers } from './compile/waiver.js';
import { type Layer, readLayers } from './read/layers.js';
import { namedWaivers, type WrittenWaiver } from './read/waivers.js';

/** What belongs to a policy beside its files. */
export interface PolicyOptions {
  /** Files of waivers, besides those that the policy names. */
  readonly waivers?: readonly string[];
}

/**
 * Reads, checks and compiles a policy.
 *
 * @param names built-in packs and policy files, the later ones over the earlier ones
 * @param cwd the folder that paths are relative to
 * @throws UsageError when there is no such policy
 * @throws PolicyError with every mistake, each with its place
 */
export async function loadPolicy(
  names: readonly string[],
  cwd: string,
  { waivers: waiverFiles = [] }: PolicyOptions = {},
): Promise<Policy> {
  const layers: Layer[] = [];
  for (const name of names) layers.push(...(await readLayers(name, cwd)));
  const settings = settingsByRule(layers);
  const known = new Set([...builtinRules.keys(), ...definedIn(settings)]);
  const problems: ErrorDetails[] = [];
  const rules: Rule[] = [];
  const overrides = overridesByRule(layers, problems);
  for (const id of new Set([...settings.keys(), ...overrides.keys()])) {
    const [ofRule = [], there = []] = [settings.get(id), overrides.get(id)];
    const rule = await compileWithOverrides(id, ofRule, there, known, problems);
    if (rule) rules.push(rule);
  }
  const written = await waiversOf(layers, waiverFiles, cwd);
  const allowPermanent = last(layers, ({ allowPermanent: allow }) => allow) === true;
  const waivers = compileWaivers(written, { known, allowPermanent }, problems);
  const [first, ...rest] = problems;
  if (first) throw new PolicyError([first, ...rest]);
  if (rules.length === 0) throw nothingToCheck(layers, names);
  const waiverWarningDays = last(layers, ({ waiverWarningDays: days }) => days);
  return {
    rules,
    files: filesOf(layers, written),
    name: policyName(layers, names, cwd),
    ...(waivers.length > 0 && { waivers }),
    ...(waiverWarningDays !== undefined && { waiverWarningDays }),
  };
}

/** What the highest layer says that says anything. */
function last<T>(layers: readonly Layer[], say: (layer: Layer) => T | undefined): T | undefined {
  return layers.map(say).findLast((value) => value !== undefined);
}

/** The waivers of the policy in the order of its layers, then those of files that were named beside it. */
async function waiversOf(
  layers: readonly Layer[],
  files: readonly string[],
  cwd: string,
): Promise<readonly WrittenWaiver[]> {
  const written = layers.flatMap(({ waivers = [] }) => waivers);
  for (const file of files) written.push(...(await namedWaivers(file, cwd)));
  return written;
}

/** Every file read, the policy's own first. */
function filesOf(layers: readonly Layer[], waivers: readonly WrittenWaiver[]): readonly string[] {
  const policies = layers.flatMap(({ source }) => (source ? [source.file] : []));
  return [...new Set([...policies.reverse(), ...waivers.map(({ source }) => source.file)])];
}

/** What each layer says of each rule, in the order in which rules are first spoken of. */
function settingsByRule(layers: readonly Layer[]): Map<string, RuleSetting[]> {
  const settings = new Map<string, RuleSetting[]>();
  for (const { source, rules } of layers) {
    for (const [id, setting] of Object.entries(rules)) {
      const ofRule = settings.get(id) ?? [];
      ofRule.push({ source, setting, path: ['rules', id] });
      settings.set(id, ofRule);
    }
  }
  return settings;
}

function definedIn(settings: ReadonlyMap<string, readonly RuleSetting[]>): string[] {
  return [...settings]
    .filter(([, layers]) =>
      layers.some(({ setting }) => isMapping(setting) && askingKeys.some((key) => key in setting)),
    )
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

function policyName(layers: readonly Layer[], names: readonly string[], cwd: string): string {
  const named = layers.findLast((layer) => layer.source !== undefined)?.source;
  return names.length === 1 && named
    ? named.file
    : names.map((name) => (isAbsolute(name) ? relative(cwd, name) : name)).join(' + ');
}
