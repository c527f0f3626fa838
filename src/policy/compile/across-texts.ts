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
  const group = by.length === 0 ? 'In all' : `For each ${listed(by, 'and')}`;
  const ofGroup = by.length === 0 ? '总共' : `每个 ${by.join('、')}`;
  const [least, most] = [`at least ${min}`, `at most ${max}`];
  const [zhLeast, zhMost] = [`至少 ${min} 个`, `至多 ${max} 个`];
  if (max === undefined) return [`${group} there are ${least}`, `${ofGroup}有${zhLeast}`];
  if (min === 0) return [`${group} there are ${most}`, `${ofGroup}有${zhMost}`];
  return [`${group} there are ${least} and ${most}`, `${ofGroup}有${zhLeast}，${zhMost}`];
}

const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
