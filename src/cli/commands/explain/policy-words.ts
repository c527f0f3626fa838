import type { SeveritySetting } from '../../../model/severity.js';
import type { Language } from '../../../report/words/words.js';

/** The fixed words of the page about a policy, in one language. */
export interface PolicyWords {
  readonly ruleCount: (count: number) => string;
  readonly madeOf: (layers: string) => string;
  readonly severity: Readonly<Record<SeveritySetting, string>>;
  readonly pack: (name: string) => string;
  readonly default: string;
  readonly when: string;
  readonly assert: string;
  readonly message: string;
  readonly where: (match: string) => string;
  readonly floor: string;
  readonly floorApplies: string;
  readonly requiredBy: (floor: string) => string;
}

const en: PolicyWords = {
  ruleCount: (count) => `${count} ${count === 1 ? 'rule' : 'rules'}`,
  madeOf: (layers) => `Made of ${layers}; each stands over those before it.`,
  severity: { error: 'error', warning: 'warning', note: 'note', off: 'off' },
  pack: (name) => `pack ${name}`,
  default: 'default of the rule',
  when: 'when',
  assert: 'assert',
  message: 'message',
  where: (match) => `where ${match}`,
  floor: 'Floor',
  floorApplies: 'applies as well; where both have a rule, the worse result counts',
  requiredBy: (floor) => `also required by the floor ${floor}`,
};

const zh: PolicyWords = {
  ruleCount: (count) => `${count} 条规则`,
  madeOf: (layers) => `依次由 ${layers} 组成，后者优先。`,
  severity: { error: '错误', warning: '警告', note: '提示', off: '关闭' },
  pack: (name) => `规则包 ${name}`,
  default: '规则默认值',
  when: '适用条件',
  assert: '要求',
  message: '消息',
  where: (match) => `当 ${match}`,
  floor: '底线策略',
  floorApplies: '同样适用；两者都有的规则以较差的结果为准',
  requiredBy: (floor) => `底线策略 ${floor} 也要求此规则`,
};

const tables: Readonly<Record<Language, PolicyWords>> = { en, zh };

/** The words of a language. */
export function policyWords(language: Language): PolicyWords {
  return tables[language];
}
