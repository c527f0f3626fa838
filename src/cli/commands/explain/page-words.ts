import type { SeveritySetting } from '../../../model/severity.js';
import type { Language } from '../../../report/words/words.js';

/** The fixed words of the pages about rules, in one language. */
export interface ExplainWords {
  readonly severity: Readonly<Record<SeveritySetting, string>>;
  readonly securitySeverity: (score: string) => string;
  readonly noPack: string;
  readonly checks: string;
  readonly onlyWhere: string;
  readonly mustHold: string;
  readonly finding: (message: string) => string;
  readonly why: string;
  readonly fix: string;
  readonly params: string;
  readonly defaultOf: (value: string) => string;
  readonly noDefault: string;
  readonly examples: string;
  readonly outcomes: Readonly<Record<'comply' | 'violate' | 'open' | 'notApplicable', string>>;
  readonly withParams: (params: string) => string;
  readonly controls: string;
  readonly references: string;
  readonly configure: string;
  readonly change: string;
  readonly turnOff: string;
  readonly ruleCount: (count: number) => string;
  readonly more: string;
}

const en: ExplainWords = {
  severity: { error: 'error', warning: 'warning', note: 'note', off: 'off' },
  securitySeverity: (score) => `security severity ${score} of 10`,
  noPack: 'in no pack',
  checks: 'What it checks',
  onlyWhere: 'Only registries for which this holds:',
  mustHold: 'This must hold:',
  finding: (message) => `Otherwise the finding reads: ${message}`,
  why: 'Why it matters',
  fix: 'How to fix it',
  params: 'Parameters',
  defaultOf: (value) => `${value} unless said`,
  noDefault: 'must be given',
  examples: 'Examples',
  outcomes: {
    comply: 'passes',
    violate: 'is a finding',
    open: 'cannot be decided',
    notApplicable: 'does not apply',
  },
  withParams: (params) => `with ${params}`,
  controls: 'Controls it supports',
  references: 'Read more',
  configure: 'In a policy',
  change: 'To change it:',
  turnOff: 'To turn it off:',
  ruleCount: (count) => `${count} ${count === 1 ? 'rule' : 'rules'}`,
  more: 'registry-lint explain RULE shows one of them wholly.',
};

const zh: ExplainWords = {
  severity: { error: '错误', warning: '警告', note: '提示', off: '关闭' },
  securitySeverity: (score) => `安全严重度 ${score}（满分 10）`,
  noPack: '不在任何规则包中',
  checks: '检查内容',
  onlyWhere: '只针对满足以下条件的镜像仓库：',
  mustHold: '必须满足：',
  finding: (message) => `否则报告：${message}`,
  why: '为什么重要',
  fix: '修复方法',
  params: '参数',
  defaultOf: (value) => `默认 ${value}`,
  noDefault: '必须给出',
  examples: '示例',
  outcomes: { comply: '通过', violate: '不合规', open: '无法判断', notApplicable: '不适用' },
  withParams: (params) => `参数 ${params}`,
  controls: '支持的控制项',
  references: '参考资料',
  configure: '在策略中',
  change: '调整：',
  turnOff: '关闭：',
  ruleCount: (count) => `${count} 条规则`,
  more: 'registry-lint explain RULE 显示一条规则的全部内容。',
};

const tables: Readonly<Record<Language, ExplainWords>> = { en, zh };

/** The words of a language. */
export function explainWords(language: Language): ExplainWords {
  return tables[language];
}
