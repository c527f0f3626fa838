import { Documents, type NamedBy } from '../documents/documents.js';
import { type ErrorDetails, PolicyError, UsageError } from '../model/error.js';
import { relativePath } from '../model/relative-path.js';
import type { Policy, Rule } from '../model/rule.js';
import { builtinRules } from './builtin.js';
import { askingKeys } from './compile/across.js';
import { compileWithOverrides, overridesOf } from './compile/overrides.js';
import type { RuleSetting } from './compile/rule-settings.js';
import { compileWaivers } from './compile/waiver.js';
import { ofFloor, refusePackage, withFloor } from './floor.js';
import { isMapping } from './keywords/keyword.js';
import { type Layer, readLayers } from './read/layers.js';
import { namedWaivers, type WrittenWaiver } from './read/waivers.js';

/** What belongs to a policy beside its files. */
export interface PolicyOptions {
  /** Files of waivers, besides those that the policy names. */
  readonly waivers?: readonly string[];
  /** A policy file or built-in pack whose rules apply as well, whatever the policy, its waivers and a baseline contain. */
  readonly floor?: string | undefined;
  /** Directories outside of the root whose files the policy may name. Relative to the working directory. */
  readonly allowPaths?: readonly string[];
}

/** A policy that is a part of a larger run. */
export interface PartialRun {
  /** Decides which files may be read; by default made for this policy. */
  readonly documents?: Documents;
  /** Who has named the policies; by default the user. */
  readonly namedBy?: NamedBy;
}

/**
 * Reads, checks and compiles a policy.
 *
 * @param names built-in packs and policy files, the later ones over the earlier ones
 * @param cwd the folder that paths are relative to
 * @throws UsageError when there is no such policy or floor
 * @throws PolicyError with every mistake, each with its place
 */
export async function loadPolicy(
  names: readonly string[],
  cwd: string,
  { waivers = [], floor, allowPaths, documents, namedBy }: PolicyOptions & PartialRun = {},
): Promise<Policy> {
  const reads = documents ?? new Documents(cwd, allowPaths);
  const policy = { names, cwd, waiverFiles: waivers, reads, namedBy };
  if (floor === undefined) return loadByItself(policy);
  refusePackage(floor, cwd);
  const required = await loadByItself({ names: [floor], cwd, waiverFiles: [], reads }).catch(
    (error: unknown) => {
      throw ofFloor(error);
    },
  );
  return withFloor(await loadByItself(policy), required, cwd);
}

/** What is read as one policy. */
interface PolicyFiles {
  readonly names: readonly string[];
  readonly cwd: string;
  readonly waiverFiles: readonly string[];
  readonly reads: Documents;
  readonly namedBy?: NamedBy | undefined;
}

/** A policy without a floor. */
async function loadByItself({ names, cwd, waiverFiles, reads, namedBy }: PolicyFiles): Promise<Policy> {
  const layers: Layer[] = [];
  for (const name of names) layers.push(...(await readLayers(name, reads, namedBy)));
  const settings = settingsByRule(layers);
  const mistaken = layers.flatMap((layer) => layer.mistaken ?? []);
  const notRead = new Set(mistaken.flatMap(({ rules }) => rules));
  const known = new Set([...builtinRules.keys(), ...definedIn(settings), ...notRead]);
  const problems: ErrorDetails[] = mistaken.flatMap(({ problems }) => problems);
  const rules: Rule[] = [];
  const overrides = overridesOf(layers, problems);
  for (const id of new Set([...settings.keys(), ...overrides.byRule.keys()])) {
    if (notRead.has(id)) continue;
    const [ofRule = [], there = []] = [settings.get(id), overrides.byRule.get(id)];
    const rule = await compileWithOverrides(id, ofRule, there, known, problems);
    if (rule) rules.push(rule);
  }
  const written = await waiversOf(layers, waiverFiles, reads).catch((error: unknown) => {
    // What is wrong with the policy itself comes first.
    const [mistake, ...others] = problems.sort(byFileAndPlace(layers));
    throw mistake && mistaken.length > 0 ? new PolicyError([mistake, ...others], true) : error;
  });
  const allowPermanent = last(layers, ({ allowPermanent: allow }) => allow) === true;
  const waivers = compileWaivers(written, { known, allowPermanent }, problems);
  const [first, ...rest] = mistaken.length > 0 ? problems.sort(byFileAndPlace(layers)) : problems;
  if (first)
    throw new PolicyError(
      [first, ...rest],
      mistaken.some(({ mayHoldMore }) => mayHoldMore),
    );
  if (rules.length === 0) throw nothingToCheck(layers, names);
  const waiverWarningDays = last(layers, ({ waiverWarningDays: days }) => days);
  return {
    rules,
    files: filesOf(layers, written),
    name: policyName(layers, names, cwd),
    ...(overrides.written.length > 0 && { overrides: overrides.written }),
    ...(waivers.length > 0 && { waivers }),
    ...(waiverWarningDays !== undefined && { waiverWarningDays }),
  };
}

/** Mistakes of one kind and the other in the order in which people read the files. */
function byFileAndPlace(layers: readonly Layer[]): (a: ErrorDetails, b: ErrorDetails) => number {
  const files = layers.map(({ source }) => source?.file);
  return ({ location: a }, { location: b }) =>
    files.indexOf(a?.file) - files.indexOf(b?.file) ||
    (a?.line ?? 0) - (b?.line ?? 0) ||
    (a?.column ?? 0) - (b?.column ?? 0);
}

/** What the highest layer says that says anything. */
function last<T>(layers: readonly Layer[], say: (layer: Layer) => T | undefined): T | undefined {
  return layers.map(say).findLast((value) => value !== undefined);
}

/** The waivers of the policy in the order of its layers, then those of files that were named beside it. */
async function waiversOf(
  layers: readonly Layer[],
  files: readonly string[],
  documents: Documents,
): Promise<readonly WrittenWaiver[]> {
  const written = layers.flatMap(({ waivers = [] }) => waivers);
  for (const file of files) written.push(...(await namedWaivers(file, documents)));
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
  return names.length === 1 && named ? named.file : names.map((name) => relativePath(name, cwd)).join(' + ');
}
