import type { Messages } from '../en.js';

/** The fixed texts of the pages about rules. */
export const explain: Messages['explain'] = {
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

/** The fixed texts of the page about a policy. */
export const explainPolicy: Messages['explainPolicy'] = {
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
