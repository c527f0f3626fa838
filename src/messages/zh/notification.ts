import type { Messages } from '../en.js';
import { thousands } from '../numbers.js';

/** The fixed texts of a notification. What is filled in arrives ready to be shown. */
export const notification: Messages['notification'] = {
  state: { passed: '通过', failed: '未通过', unread: '未完整读取', nothing: '通过，但没有检查任何内容' },
  compliant: (rate) => `合规率 ${rate}`,
  title: (parts) => `镜像仓库检查${parts.length === 0 ? '' : `：${parts.join('，')}`}`,
  broken: '检查因错误而中止，所有镜像仓库的情况都不得而知。',
  unread: (accounts) => `${thousands(accounts)} 个账号无法读取，以下内容不包括这些账号的镜像仓库。`,
  unreadOne: (account, message) => `${account}：${message}`,
  standing: (compliant, judged, rate) =>
    `${thousands(judged)} 个镜像仓库中 ${thousands(compliant)} 个合规：${rate}`,
  unjudged: (registries) => `，另有 ${thousands(registries)} 个未判断`,
  nothing: '没有列出任何镜像仓库，因此没有检查任何内容',
  nothingApplied: '没有规则适用于任何镜像仓库，因此没有检查任何内容',
  wholeOnly: '没有规则针对单个镜像仓库，因此没有合规率',
  since: (points, day) => `（与 ${day} 相比 ${points} 个百分点）`,
  counts: (counts, open, suppressed) =>
    [
      `${thousands(counts.error)} 个错误`,
      `${thousands(counts.warning)} 个警告`,
      `${thousands(counts.note)} 个提示`,
      `${thousands(open)} 个未定`,
      ...(suppressed > 0 ? [`${thousands(suppressed)} 个已接受`] : []),
    ].join('，'),
  changed: (fresh, reopened, fixed, since) =>
    `与 ${since} 相比：${thousands(fresh)} 个新增，${thousands(reopened)} 个重现，${thousands(fixed)} 个已修复`,
  unchanged: (since) => `与 ${since} 相比，没有新增、重现或已修复的问题`,
  first: '这是历史记录中的第一次检查，没有可比较的对象',
  noHistory: '没有历史记录，无法得知有什么变化',
  turned: (failed) => (failed ? '门禁上次通过，这次未通过' : '门禁上次未通过，这次通过'),
  unchecked: (findings) =>
    `${thousands(findings)} 个问题这次没有检查：账号或规则已移除或改变。这不等于已修复`,
  readAgain: '上次无法读取的账号这次已读取',
  notAccepted: '以前已接受的问题重新计入：豁免已到期，或基线已改变',
  waivers: (problems) => `策略的豁免有 ${thousands(problems)} 个问题`,
  worstNew: '新增问题中最严重的',
  worst: '最严重的问题',
  finding: ({ severity, rule, where, message }) =>
    `${severity} ${rule}${where === '' ? '' : `，${where}`}：${message}`,
  more: (count) => `以及另外 ${thousands(count)} 个`,
  link: '查看报告',
  severity: { error: '错误', warning: '警告', note: '提示' },
  open: '未定',
};
