import { Documents } from '../documents/documents.js';
import type { Path, PolicySource } from '../documents/source.js';
import type { Location } from '../model/location.js';
import { isRequired, type Policy } from '../model/rule.js';
import type { SeveritySetting } from '../model/severity.js';
import { severities } from '../model/severity.js';
import { builtinRules, type RuleFile } from './builtin.js';
import { acrossKeys } from './compile/across.js';
import { isMapping } from './keywords/keyword.js';
import { loadPolicy, type PolicyOptions } from './load.js';
import { type Layer, readLayers, type Setting } from './read/layers.js';

/** Where a value of a policy was written, or that it comes with a pack or with the rule. */
export type Source =
  | { readonly kind: 'file'; readonly location: Location }
  | { readonly kind: 'pack'; readonly pack: string }
  | { readonly kind: 'rule' };

/** A value, and where it comes from. */
export interface Traced<T> {
  readonly value: T;
  readonly from: Source;
}

/** What an override makes of a rule for some registries. */
export interface ExplainedOverride {
  readonly match: { readonly [field: string]: unknown };
  readonly setting: Setting;
  readonly from: Source;
}

/** One rule of a policy as it is in the end. */
export interface ExplainedRule {
  readonly id: string;
  readonly builtin: boolean;
  readonly title: string;
  readonly severity: Traced<SeveritySetting>;
  readonly params: { readonly [name: string]: Traced<unknown> };
  /** All of them must hold: those of the rule itself and of every policy that narrows it. */
  readonly when: readonly Traced<unknown>[];
  /** Absent for a rule across registries, which has one of the three below. */
  readonly assert?: Traced<unknown>;
  readonly unique?: Traced<unknown>;
  readonly count?: Traced<unknown>;
  readonly expected?: Traced<unknown>;
  readonly message?: Traced<string>;
  readonly overrides: readonly ExplainedOverride[];
  /** Set where the floor requires it, by itself or besides what is explained here. */
  readonly floor?: true;
}

/** A policy as it is in the end, after all that it extends. */
export interface ExplainedPolicy {
  readonly name: string;
  /** What it is made of, the lowest first: packs by their names, files by their paths. */
  readonly layers: readonly string[];
  readonly rules: readonly ExplainedRule[];
  /** The floor, likewise: its rules apply as well, and the worse counts of two with one id. */
  readonly floor?: ExplainedPolicy;
}

/** What one layer says of one rule. */
interface Said {
  readonly setting: Setting;
  /** Where a value at a path within what is said comes from. */
  readonly at: (...path: Path) => Source;
}

/**
 * Tells what a policy comes to, and where each value of it was written.
 *
 * @throws what `loadPolicy` throws: a policy with mistakes is not explained
 */
export async function explainPolicy(
  names: readonly string[],
  cwd: string,
  { floor, allowPaths }: Pick<PolicyOptions, 'floor' | 'allowPaths'> = {},
): Promise<ExplainedPolicy> {
  const documents = new Documents(cwd, allowPaths);
  const policy = await loadPolicy(names, cwd, { floor, documents });
  const required = new Set(policy.rules.filter(isRequired).map(({ id }) => id));
  const own = await explained(names, documents, policy, required);
  if (floor === undefined) return own;
  const floorPolicy = await loadPolicy([floor], cwd, { documents });
  return { ...own, floor: await explained([floor], documents, floorPolicy, required) };
}

async function explained(
  names: readonly string[],
  documents: Documents,
  { name, rules }: Policy,
  required: ReadonlySet<string>,
): Promise<ExplainedPolicy> {
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const layers: Layer[] = [];
  for (const one of names) layers.push(...(await readLayers(one, documents)));
  const ids = new Set(
    layers.flatMap(({ rules, overrides = [] }) =>
      [rules, ...overrides.map((o) => o.rules)].flatMap(Object.keys),
    ),
  );
  return {
    name,
    layers: layers.map(({ source, pack }) => source?.file ?? pack ?? ''),
    rules: [...ids].map((id) => ({
      ...explainRule(id, layers, titles.get(id) ?? id),
      ...(required.has(id) && { floor: true as const }),
    })),
  };
}

/** @param title what the rule is called where no layer says */
function explainRule(id: string, layers: readonly Layer[], title: string): ExplainedRule {
  const said = layers.flatMap((layer) => saidBy(layer, id));
  const builtin = builtinRules.get(id);
  const message = traced(said, 'message', builtin?.message);
  const assert = traced(said, 'assert', builtin?.assert);
  return {
    id,
    builtin: builtin !== undefined,
    title: String(traced(said, 'title', builtin?.title ?? title)?.value),
    severity: severityOf(said, builtin),
    params: paramsOf(said, builtin),
    when: [...(builtin?.when ? [{ value: builtin.when, from: ofRule }] : []), ...said.flatMap(whenOf)],
    ...(assert && { assert }),
    ...acrossOf(said),
    ...(message && { message: { ...message, value: String(message.value) } }),
    overrides: layers.flatMap((layer) => overridesOf(layer, id)),
  };
}

function acrossOf(said: readonly Said[]): Partial<Record<(typeof acrossKeys)[number], Traced<unknown>>> {
  return Object.fromEntries(
    acrossKeys.flatMap((key) => {
      const asked = traced(said, key, undefined);
      return asked ? [[key, asked]] : [];
    }),
  );
}

const ofRule: Source = { kind: 'rule' };

function saidBy(layer: Layer, id: string): readonly Said[] {
  const setting = Object.hasOwn(layer.rules, id) ? layer.rules[id] : undefined;
  return setting === undefined ? [] : [{ setting, at: (...path) => sourceOf(layer, ['rules', id, ...path]) }];
}

function sourceOf({ source, pack = '' }: { source?: PolicySource; pack?: string }, path: Path): Source {
  return source ? { kind: 'file', location: source.locate(path, 'value') } : { kind: 'pack', pack };
}

/** What the last layer that has a key says under it, else what the rule has. */
function traced(said: readonly Said[], key: string, otherwise: unknown): Traced<unknown> | undefined {
  const last = said.findLast(({ setting }) => isMapping(setting) && Object.hasOwn(setting, key));
  if (last && isMapping(last.setting)) return { value: last.setting[key], from: last.at(key) };
  return otherwise === undefined ? undefined : { value: otherwise, from: ofRule };
}

const settings: readonly SeveritySetting[] = [...severities, 'off'];

function severityOf(said: readonly Said[], builtin: RuleFile | undefined): Traced<SeveritySetting> {
  const given = said.flatMap(({ setting, at }): Traced<SeveritySetting>[] => {
    const isText = typeof setting === 'string';
    const severity = settings.find((one) => one === (isText ? setting : setting['severity']));
    return severity ? [{ value: severity, from: isText ? at() : at('severity') }] : [];
  });
  // A rule that only overrides turn on is off everywhere else.
  const fallback = said.length === 0 ? 'off' : (builtin?.severity ?? 'warning');
  return given.at(-1) ?? { value: fallback, from: ofRule };
}

function paramsOf(said: readonly Said[], builtin: RuleFile | undefined): ExplainedRule['params'] {
  const params: Record<string, Traced<unknown>> = {};
  for (const [name, { default: value }] of Object.entries(builtin?.params ?? {})) {
    if (value !== undefined) params[name] = { value, from: ofRule };
  }
  for (const { setting, at } of said) {
    const given = isMapping(setting) && isMapping(setting['params']) ? setting['params'] : {};
    for (const [name, value] of Object.entries(given)) params[name] = { value, from: at('params', name) };
  }
  return params;
}

function whenOf({ setting, at }: Said): readonly Traced<unknown>[] {
  return isMapping(setting) && setting['when'] !== undefined
    ? [{ value: setting['when'], from: at('when') }]
    : [];
}

function overridesOf(layer: Layer, id: string): readonly ExplainedOverride[] {
  return (layer.overrides ?? []).flatMap(({ match, rules }, index) => {
    const setting = Object.hasOwn(rules, id) ? rules[id] : undefined;
    return setting === undefined
      ? []
      : [{ match, setting, from: sourceOf(layer, ['overrides', index, 'rules', id]) }];
  });
}
