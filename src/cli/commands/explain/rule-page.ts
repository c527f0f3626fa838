import { stringify } from 'yaml';
import type { Messages } from '../../../messages/messages.js';
import type { ParamSpec, RuleExample, RuleFile } from '../../../policy/builtin.js';
import { standardName } from '../../../report/compliance/catalogue.js';
import { palette } from '../../../report/paint.js';
import { hang } from '../../../report/wrap.js';
import { packsOf } from '../../packs.js';
import { type Layout, paintSeverity } from './layout.js';
import { prose } from './prose.js';

/** All of a rule for programs: its file, and the packs that it is in. */
export function ruleJson(rule: RuleFile): string {
  return `${JSON.stringify({ ...rule, packs: packsOf(rule.id) }, null, 2)}\n`;
}

/** All of a rule for people. */
export function ruleText(rule: RuleFile, layout: Layout): string {
  const words = layout.messages.explain;
  const { why, fix } = layout.messages.language === 'zh' ? rule.zh : rule;
  const sections: [title: string, body: string[]][] = [
    [words.checks, checks(rule, layout, words)],
    [words.why, [prose(why, layout.width, 2)]],
    [words.fix, [prose(fix, layout.width, 2)]],
    [words.params, params(rule, layout, words)],
    [words.examples, examples(rule, layout, words)],
    [words.controls, controls(rule, layout)],
    [words.references, references(rule, layout)],
    [words.configure, configure(rule, layout, words)],
  ];
  const { bold } = palette(layout.colour);
  const shown = sections.filter(([, body]) => body.length > 0);
  const text = shown.map(([title, body]) => `${bold(title)}\n${body.join('\n')}\n`);
  return [heading(rule, layout, words), ...text].join('\n');
}

function heading(rule: RuleFile, layout: Layout, words: Messages['explain']): string {
  const { bold, dim } = palette(layout.colour);
  const packs = Object.entries(packsOf(rule.id)).map(([name, level]) => `${name} (${words.severity[level]})`);
  const facts = [words.securitySeverity(rule.securitySeverity.toFixed(1)), packs.join(', ') || words.noPack];
  const severity = paintSeverity(rule.severity, words.severity[rule.severity], layout);
  const title = layout.messages.language === 'zh' ? rule.zh.title : rule.title;
  return `${bold(rule.id)}  ${severity}\n${hang(title, layout.width, 0)}\n${dim(facts.join(' · '))}\n`;
}

function checks(rule: RuleFile, layout: Layout, words: Messages['explain']): string[] {
  const { message } = layout.messages.language === 'zh' ? rule.zh : rule;
  const when = rule.when ? [`  ${words.onlyWhere}`, indented(yaml(rule.when, layout.width - 4), 4)] : [];
  const finding = `  ${hang(words.finding(message), layout.width, 2)}`;
  return [...when, `  ${words.mustHold}`, indented(yaml(rule.assert, layout.width - 4), 4), finding];
}

function params(rule: RuleFile, layout: Layout, words: Messages['explain']): string[] {
  const { bold } = palette(layout.colour);
  return Object.entries(rule.params ?? {}).map(([name, spec]) => {
    const description = (layout.messages.language === 'zh' && rule.zh.params?.[name]) || spec.description;
    const value = spec.default === undefined ? words.noDefault : words.defaultOf(shown(spec.default));
    const kind = hang(`${name}  ${typeName(spec.schema)}, ${value}`, layout.width, 4);
    return `  ${bold(name)}${kind.slice(name.length)}\n    ${hang(description, layout.width, 4)}`;
  });
}

/** A list with spaces, where a line can break. */
const shown = (value: unknown): string => JSON.stringify(value)?.replaceAll('","', '", "') ?? '';

function typeName({ type, items, enum: values, minimum, maximum }: ParamSpec['schema']): string {
  if (Array.isArray(values)) return values.join(' | ');
  const element = typeof items === 'object' && items !== null ? ` of ${typeName({ ...items })}` : '';
  const bounds = minimum === undefined && maximum === undefined ? '' : ` ${minimum ?? ''}..${maximum ?? ''}`;
  return `${type === 'array' ? 'list' : type}${element}${bounds}`;
}

const outcomes = [
  ['comply', '✔', 'green'],
  ['violate', '✖', 'red'],
  ['open', '?', 'magenta'],
  ['notApplicable', '–', 'dim'],
] as const;

function examples(rule: RuleFile, layout: Layout, words: Messages['explain']): string[] {
  const paints = palette(layout.colour);
  return outcomes.flatMap(([kind, mark, colour]) =>
    (rule.examples[kind] ?? []).map((example) => {
      const head = `${paints[colour](`${mark} ${words.outcomes[kind]}`)}: ${hang(example.name, layout.width, 4)}`;
      return [`  ${head}`, ...exampleBody(example, layout.width, words).map((line) => paints.dim(line))].join(
        '\n',
      );
    }),
  );
}

function exampleBody(
  { registry, params: given }: RuleExample,
  width: number,
  words: Messages['explain'],
): string[] {
  const record = indented(yaml(registry, width - 4), 4).split('\n');
  return given ? [...record, `    ${words.withParams(JSON.stringify(given))}`] : record;
}

function controls(rule: RuleFile, layout: Layout): string[] {
  return rule.controls.map(({ standard, id, reason }, at) => {
    const text = layout.messages.language === 'zh' ? (rule.zh.reasons[at] ?? reason) : reason;
    return `  ${standardName(standard)}, ${id}\n    ${hang(text, layout.width, 4)}`;
  });
}

function references(rule: RuleFile, layout: Layout): string[] {
  const { dim } = palette(layout.colour);
  return rule.references.map(({ title, url }) => `  ${hang(title, layout.width, 2)}\n  ${dim(url)}`);
}

/** What to write in a policy to change the rule, and to turn it off. */
function configure(rule: RuleFile, layout: Layout, words: Messages['explain']): string[] {
  const given = rule.examples.violate?.find(({ params: set }) => set)?.params;
  const severity = rule.severity === 'error' ? 'warning' : 'error';
  const changed = given ? { severity, params: given } : severity;
  const setting = (value: unknown): string => indented(yaml({ [rule.id]: value }, layout.width - 6), 6);
  return [
    `  ${words.change}\n    rules:\n${setting(changed)}`,
    `  ${words.turnOff}\n    rules:\n${setting('off')}`,
  ];
}

/** A mapping as YAML: each value on the line of its key where it fits, as one would write it by hand. */
function yaml(mapping: object, width: number): string {
  return Object.entries(mapping)
    .map(([key, value]) => {
      const line = stringify({ [key]: value }, { lineWidth: 0, collectionStyle: 'flow' }).trim();
      const bare = line.replace(/^\{ (.*) \}$/, '$1');
      if (bare.length <= width && !bare.includes('\n')) return bare;
      if (typeof value !== 'object' || Array.isArray(value)) return stringify({ [key]: value }).trimEnd();
      return `${key}:\n${indented(yaml(value, width - 2), 2)}`;
    })
    .join('\n');
}

const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
