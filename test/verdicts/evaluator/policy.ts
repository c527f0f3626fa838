import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { isMapping, list, type Mapping, withParams } from './mapping.js';

/** A rule as a policy comes to it: the layers of docs/policies.md laid over each other. */
export interface Rule {
  readonly id: string;
  readonly severity: string;
  readonly params: Mapping;
  /** All of them must hold. Parameters are not put in yet. */
  readonly when: readonly unknown[];
  /** One of `assert`, `unique`, `count` and `expected`. */
  readonly asks: Mapping;
  /** In the order in which they are written; the last that matches counts. */
  readonly overrides: readonly Override[];
}

export interface Override {
  readonly match: Mapping;
  readonly setting: unknown;
}

export type Policy = Mapping;

/** npm and vitest run in the root of the repository, wherever this file was bundled to. */
const root = pathToFileURL('rules/');

function yamlFile(path: string): Mapping {
  const content: unknown = parse(readFileSync(new URL(path, root), 'utf8'));
  if (!isMapping(content)) throw new Error(`${path} is not a mapping`);
  return content;
}

/** The published definitions of the rules that come with the program. */
export const builtin: ReadonlyMap<string, Mapping> = new Map(
  readdirSync(root)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => yamlFile(name))
    .map((definition) => [String(definition['id']), definition]),
);

const settingsOf = (policy: Mapping): readonly [string, unknown][] => {
  const rules = policy['rules'];
  return isMapping(rules) ? Object.entries(rules) : [];
};

/** A policy and those that it extends, the lowest first. */
function layersOf(policy: Policy): readonly Policy[] {
  const below = list(policy['extends']).flatMap((pack) => layersOf(yamlFile(`packs/${String(pack)}.yaml`)));
  return [...below, policy];
}

/** The rules that are on somewhere. */
export function rulesOf(policy: Policy): readonly Rule[] {
  const layers = layersOf(policy);
  const overrides = list(policy['overrides']).filter(isMapping);
  const named = [
    ...layers.flatMap(settingsOf).map(([id]) => id),
    ...overrides.flatMap(({ rules }) => (isMapping(rules) ? Object.keys(rules) : [])),
  ];
  return [...new Set(named)].map((id) => {
    const settings = layers
      .flatMap(settingsOf)
      .filter(([name]) => name === id)
      .map(([, setting]) => setting);
    return ruleOf(id, settings, overrides);
  });
}

function ruleOf(id: string, settings: readonly unknown[], written: readonly Mapping[]): Rule {
  const definition = builtin.get(id);
  const mappings = settings.filter(isMapping);
  const severities = settings.flatMap((setting) =>
    isMapping(setting) ? list(setting['severity']) : [setting],
  );
  const own = definition ? definition['severity'] : 'warning';
  const isNamed = settings.length > 0;
  const params: Mapping = Object.assign(
    defaultsOf(definition),
    ...mappings.map((one) => one['params']).filter(isMapping),
  );
  const overrides = written.flatMap(({ match, rules }) => {
    const isMeant = isMapping(rules) && Object.hasOwn(rules, id) && isMapping(match);
    return isMeant ? [{ match, setting: rules[id] }] : [];
  });
  const asks = [definition ?? {}, ...mappings].flatMap((one) =>
    Object.entries(one).filter(([key]) => ['assert', 'unique', 'count', 'expected'].includes(key)),
  );
  return {
    id,
    severity: String(severities.at(-1) ?? (isNamed ? own : 'off')),
    params,
    when: [definition?.['when'], ...mappings.map(({ when }) => when)].filter((one) => one !== undefined),
    asks: Object.fromEntries(asks),
    overrides,
  };
}

function defaultsOf(definition: Mapping | undefined): Mapping {
  const declared = definition?.['params'];
  if (!isMapping(declared)) return {};
  const defaults = Object.entries(declared).flatMap(([name, one]) =>
    isMapping(one) && one['default'] !== undefined ? [[name, one['default']] as const] : [],
  );
  return Object.fromEntries(defaults);
}

/** The rule with another severity and other parameters; of an override, what is left out stays. */
export function under(rule: Rule, setting: unknown): Rule {
  if (!isMapping(setting)) return { ...rule, severity: String(setting) };
  const { severity = rule.severity, params } = setting;
  return {
    ...rule,
    severity: String(severity),
    params: { ...rule.params, ...(isMapping(params) && params) },
  };
}

/** A condition of a rule with its parameters. */
export const filled = (condition: unknown, { params }: Rule): unknown => withParams(condition, params);
