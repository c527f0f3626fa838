import { stringify } from 'yaml';
import type { Messages } from '../../../messages/messages.js';
import { formatLocation } from '../../../model/location.js';
import { builtinRules } from '../../../policy/builtin.js';
import type {
  ExplainedOverride,
  ExplainedPolicy,
  ExplainedRule,
  Source,
  Traced,
} from '../../../policy/provenance.js';
import { palette } from '../../../report/paint.js';
import { prettyJson, sanitise, showProse } from '../../../report/sanitise.js';
import { hang } from '../../../report/wrap.js';
import { type Layout, paintSeverity } from './layout.js';

/** A policy as it is in the end, for programs. */
export function policyJson(policy: ExplainedPolicy): string {
  return prettyJson({ version: 1, ...policy });
}

/** A policy as it is in the end, for people: every value with the place that it comes from. */
export function policyText(policy: ExplainedPolicy, layout: Layout): string {
  const { floor } = policy;
  const own = ownText(policy, layout, floor?.name);
  if (!floor) return own;
  const { bold, dim } = palette(layout.colour);
  const words = layout.messages.explainPolicy;
  return `${own}\n${bold(words.floor)}  ${dim(hang(words.floorApplies, layout.width, 0))}\n${ownText(floor, layout)}`;
}

/** @param floor the policy that requires some of its rules, too */
function ownText({ name, layers, rules }: ExplainedPolicy, layout: Layout, floor?: string): string {
  const words = layout.messages.explainPolicy;
  const { bold, dim } = palette(layout.colour);
  const title = `${bold(sanitise(name))}  ${dim(words.ruleCount(rules.length))}`;
  const madeOf =
    layers.length > 1 ? [dim(hang(words.madeOf(layers.map(sanitise).join(', ')), layout.width, 0))] : [];
  return [
    ...[title, ...madeOf].map((line) => `${line}\n`),
    ...rules.map((rule) => `\n${ruleText(rule, layout, words, floor)}`),
  ].join('');
}

function ruleText(
  rule: ExplainedRule,
  layout: Layout,
  words: Messages['explainPolicy'],
  floor?: string,
): string {
  const { bold, dim } = palette(layout.colour);
  const { value: severity, from } = rule.severity;
  const head = `${bold(sanitise(rule.id))}  ${paintSeverity(severity, words.severity[severity], layout)}`;
  const title = (layout.messages.language === 'zh' && builtinRules.get(rule.id)?.zh.title) || rule.title;
  const lines = [
    `${head}  ${dim(sourceText(from, words))}`,
    `  ${hang(showProse(title), layout.width, 2)}`,
    ...(rule.floor && floor !== undefined ? [`  ${dim(words.requiredBy(sanitise(floor)))}`] : []),
    ...Object.entries(rule.params).map(([name, param]) => entry(`params.${name}`, param, layout, words)),
    ...rule.when.map((when) => entry(words.when, when, layout, words)),
    ...(rule.builtin || !rule.assert ? [] : [entry(words.assert, rule.assert, layout, words)]),
    ...acrossOf(rule).map(([key, asked]) => entry(key, asked, layout, words)),
    ...(rule.message?.from.kind === 'file' ? [entry(words.message, rule.message, layout, words)] : []),
    ...rule.overrides.map((override) => overrideText(override, layout, words)),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a rule across registries asks, by its key. */
function acrossOf({
  unique,
  count,
  expected,
}: ExplainedRule): readonly (readonly [string, Traced<unknown>])[] {
  return Object.entries({ unique, count, expected }).flatMap(([key, asked]) =>
    asked ? [[key, asked] as const] : [],
  );
}

function entry(
  label: string,
  { value, from }: Traced<unknown>,
  layout: Layout,
  words: Messages['explainPolicy'],
): string {
  const { dim } = palette(layout.colour);
  const shown = `${sanitise(label)}: ${flow(value)}`;
  return `  ${hang(shown, layout.width, 4)}  ${dim(sourceText(from, words))}`;
}

function overrideText(
  { match, setting, from }: ExplainedOverride,
  layout: Layout,
  words: Messages['explainPolicy'],
): string {
  return entry(words.where(flow(match)), { value: setting, from }, layout, words);
}

function sourceText(source: Source, words: Messages['explainPolicy']): string {
  if (source.kind === 'file') return `← ${sanitise(formatLocation(source.location))}`;
  return `← ${source.kind === 'pack' ? words.pack(source.pack) : words.default}`;
}

/** A value as one would write it in a policy, on one line. */
const flow = (value: unknown): string =>
  sanitise(stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trim().replaceAll(/\s+/g, ' '));
