import type { Across } from '../../model/across.js';
import type { RuleText } from '../../model/rule.js';

/** The texts of a rule across registries whose policy gives none, in both languages. */
export interface AcrossTexts {
  readonly en: RuleText;
  readonly zh: RuleText;
}

/** What a rule across registries wants, as titles that its policy need not write. */
export function textsOf(across: Across): AcrossTexts {
  const [en, zh] = titles(across);
  return { en: { title: en, message: `Not so: ${en}` }, zh: { title: zh, message: `不满足：${zh}` } };
}

function titles(across: Across): readonly [en: string, zh: string] {
  if (across.kind === 'unique') {
    const { fields } = across;
    return [
      `No two registries have the same ${listed(fields, 'and')}`,
      `没有两个镜像仓库的 ${fields.join('、')} 相同`,
    ];
  }
  if (across.kind === 'expected') {
    return ['The registries are those that are declared', '镜像仓库与声明的一致'];
  }
  const { min = 0, max, by } = across;
  const where = by.length === 0 ? 'in all' : `for each ${listed(by, 'and')}`;
  const zhWhere = by.length === 0 ? '总共' : `每个 ${by.join('、')} `;
  const en = [...(min > 0 ? [`at least ${min}`] : []), ...(max === undefined ? [] : [`at most ${max}`])];
  const zh = [...(min > 0 ? [`至少 ${min} 个`] : []), ...(max === undefined ? [] : [`至多 ${max} 个`])];
  const noun = (max ?? min) === 1 ? 'registry' : 'registries';
  return [`${capital(en.join(' and '))} ${noun} ${where}`, `${zhWhere}有${zh.join('，')}镜像仓库`];
}

const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
