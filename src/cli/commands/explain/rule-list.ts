import type { SeveritySetting } from '../../../model/severity.js';
import { builtinPacks, builtinRules, type RuleFile } from '../../../policy/builtin.js';
import { palette } from '../../../report/paint.js';
import { hang, pad } from '../../../report/wrap.js';
import { packsOf, severitiesOf } from '../../packs.js';
import { type Layout, paintSeverity } from './layout.js';

/** Every built-in rule on a line or two. */
export function rulesText(layout: Layout): string {
  const { noPack } = layout.messages.explain;
  const rows = [...builtinRules.values()].map((rule) => ({
    rule,
    severity: rule.severity,
    note: Object.keys(packsOf(rule.id)).join(', ') || noPack,
  }));
  return rows.map((row) => listed(row, layout)).join('') + closing(rows.length, layout);
}

/** The rules of a pack, each with its severity there. */
export function packText(name: string, layout: Layout): string {
  const rows = [...severitiesOf(name)].flatMap(([id, severity]) => {
    const rule = builtinRules.get(id);
    return rule ? [{ rule, severity, note: '' }] : [];
  });
  const { bold } = palette(layout.colour);
  const title = `${bold(name)}  ${builtinPacks.get(name)?.title ?? ''}\n\n`;
  return title + rows.map((row) => listed(row, layout)).join('') + closing(rows.length, layout);
}

interface Row {
  readonly rule: RuleFile;
  readonly severity: SeveritySetting;
  readonly note: string;
}

function listed({ rule, severity, note }: Row, layout: Layout): string {
  const words = layout.messages.explain;
  const { bold, dim } = palette(layout.colour);
  const id = Math.max(...[...builtinRules.keys()].map((name) => name.length));
  const word = paintSeverity(severity, pad(words.severity[severity], 7), layout);
  const title = layout.messages.language === 'zh' ? rule.zh.title : rule.title;
  const head = `${bold(pad(rule.id, id))}  ${word}  ${dim(note)}`.trimEnd();
  return `${head}\n  ${hang(title, layout.width, 2)}\n`;
}

function closing(count: number, layout: Layout): string {
  const { ruleCount, more } = layout.messages.explain;
  return `\n${ruleCount(count)}. ${more}\n`;
}

/** The built-in rules for programs. */
export function rulesJson(): string {
  return json([...builtinRules.values()].map((rule) => ({ ...summary(rule), packs: packsOf(rule.id) })));
}

/** The rules of a pack for programs. */
export function packJson(name: string): string {
  return json({
    name,
    title: builtinPacks.get(name)?.title,
    extends: builtinPacks.get(name)?.extends ?? [],
    rules: Object.fromEntries(severitiesOf(name)),
  });
}

function summary({ id, title, severity, securitySeverity, tags }: RuleFile): object {
  return { id, title, severity, securitySeverity, tags };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
