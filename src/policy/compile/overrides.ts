import type { ErrorDetails } from '../../model/error.js';
import { formatLocation } from '../../model/location.js';
import type { Condition, PolicyOverride, Rule, RuleOverride } from '../../model/rule.js';
import type { Selector } from '../../model/selector.js';
import type { Layer } from '../read/layers.js';
import { acrossKeyOf } from './across.js';
import { Reporter } from './problems.js';
import { compileRule } from './rule.js';
import { type RuleSetting, RuleSettings } from './rule-settings.js';
import { compileSelector } from './selector.js';

/** What one override says of one rule. */
export interface RuleOverrideSetting {
  readonly match: Selector;
  readonly setting: RuleSetting;
}

/** The overrides of all layers, the lowest layer first: what they say of each rule, and each as it is written. */
export interface LayerOverrides {
  readonly byRule: ReadonlyMap<string, readonly RuleOverrideSetting[]>;
  readonly written: readonly PolicyOverride[];
}

/** Compiles what the overrides of all layers choose. */
export function overridesOf(layers: readonly Layer[], problems: ErrorDetails[]): LayerOverrides {
  const overrides = new Map<string, RuleOverrideSetting[]>();
  // A file that is extended in two ways brings its overrides twice.
  const written = new Map<string, PolicyOverride>();
  for (const { source, overrides: ofLayer = [] } of layers) {
    for (const [index, { match, rules }] of ofLayer.entries()) {
      const path = ['overrides', index];
      const selector = compileSelector(match, new Reporter(problems, source, [...path, 'match']));
      if (source) {
        const location = source.locate(path, 'value');
        written.set(formatLocation(location), { match: selector, rules: Object.keys(rules), location });
      }
      for (const [id, setting] of Object.entries(rules)) {
        const ofRule = overrides.get(id) ?? [];
        ofRule.push({ match: selector, setting: { source, setting, path: [...path, 'rules', id] } });
        overrides.set(id, ofRule);
      }
    }
  }
  return { byRule: overrides, written: [...written.values()] };
}

function ofAllTogether(id: string) {
  return {
    code: 'override-across',
    message: `${id} speaks of all registries together, and cannot be another rule for some of them`,
    hint: `Narrow it with \`when\`, or make a second rule for them.`,
  };
}

const everywhere: Selector = [];

const always: Condition = { kind: 'all', of: [] };

/** A rule that is on for the registries of an override alone: that there are none may be a mistake. */
function narrowed({ match, rule }: RuleOverride): RuleOverride {
  return { match, rule: rule && { ...rule, when: rule.when ?? always, narrowed: rule.narrowed ?? {} } };
}

/**
 * Compiles a rule with what its overrides make of it: each stands over what the layers say, and not over other
 * overrides. A rule that is on nowhere else can be turned on by one.
 */
export async function compileWithOverrides(
  id: string,
  layers: readonly RuleSetting[],
  overrides: readonly RuleOverrideSetting[],
  known: Iterable<string>,
  problems: ErrorDetails[],
): Promise<Rule | undefined> {
  const before = problems.length;
  const base = layers.length > 0 ? await compileRule(id, layers, known, problems) : undefined;
  if (acrossKeyOf(new RuleSettings(id, layers)) !== undefined) {
    for (const { setting } of overrides) {
      new Reporter(problems, setting.source, setting.path).report(ofAllTogether(id), 'key');
    }
    return base;
  }
  // A mistake of the rule itself would be told again for every override.
  if (overrides.length === 0 || problems.length > before) return base;
  const compiled: RuleOverride[] = [];
  for (const { match, setting } of overrides) {
    compiled.push({ match, rule: await compileRule(id, [...layers, setting], known, problems) });
  }
  if (base) return { ...base, overrides: compiled };
  const there = compiled.map(narrowed);
  const somewhere = there.find(({ rule }) => rule !== undefined)?.rule;
  return somewhere && { ...somewhere, overrides: [{ match: everywhere, rule: undefined }, ...there] };
}
