import type { FailOn, Severity } from '../../model/severity.js';
import { MASKED, STARS } from '../../model/stars.js';
import type { Messages } from '../en.js';
import { unseenZh } from './probe-reasons.js';

const scopeNames: Readonly<Record<string, string>> = {
  public: '公网',
  private: '私网',
  loopback: '环回',
  linkLocal: '链路本地',
  reserved: '保留',
};

export const expected: Messages['expected'] = {
  not: (what) => `不是${what}`,
  and: (parts) => parts.join('，并且'),
  or: (parts) => parts.join('，或者'),
  group: (part) => `（${part}）`,
  anything: '任意值',
  nothing: '无（没有值能满足该条件）',
  given: '有值',
  absent: '无值',
  oneOf: (values) => `以下之一：${values}`,
  atLeast: (limit) => `至少 ${limit}`,
  atMost: (limit) => `至多 ${limit}`,
  moreThan: (limit) => `大于 ${limit}`,
  lessThan: (limit) => `小于 ${limit}`,
  multipleOf: (factor) => `${factor} 的倍数`,
  minLength: (length) => (length === '1' ? '非空文本' : `至少 ${length} 个字符`),
  maxLength: (length) => `至多 ${length} 个字符`,
  matching: (pattern) => `与 ${pattern} 匹配`,
  type: (name) => `${name} 类型的值`,
  format: (name) => `${name} 格式的值`,
  addressScope: (scopes) => `${scopes.map((scope) => scopeNames[scope] ?? scope).join('或')}地址`,
  cidr: (ranges) => `${ranges} 内的地址`,
  minEntries: (count) => `至少 ${count} 个条目`,
  maxEntries: (count) => `至多 ${count} 个条目`,
  eachEntry: (what) => `每个条目：${what}`,
  someEntry: (what) => `有一个条目：${what}`,
  addressOrRange: '地址或网段',
  minPrefix: (prefixes) => `不宽于 ${prefixes}`,
  hostName: '主机名',
  domain: (domains) => `属于 ${domains} 的域名`,
  other: (keyword, value) => `${keyword} ${value}`,
};

export const result: Messages['result'] = {
  list: (values) => values.join('、'),
  notGiven: '（未提供）',
  empty: '（空）',
  isEmpty: '空',
  is: (field, value, what) =>
    value === undefined ? `${field} 未提供，应为：${what}` : `${field} 为 ${value}，应为：${what}`,
  fieldIs: (field, value) => (value === undefined ? `${field} 未提供` : `${field} 为 ${value}`),
  shouldBe: (field, what) => `${field} 应为：${what}`,
  unknownAbsent: (field, what) => `记录中没有 ${field}，应为：${what}`,
  unknownUnclear: (field, value) =>
    value === MASKED
      ? `${field} 已被遮盖`
      : `${field} 为 ${value}，${value.includes(STARS) ? '已被遮盖' : '无法理解'}`,
  unprobed: (field, what) => `${field} 只有探测才能得知：请加上 --probe 运行；应为：${what}`,
  unseen: (field, why) => `${field} 未能看到：${unseenZh(why)}`,
  unseenBy: (rules, why) =>
    why === undefined
      ? `无法判断：${rules} 条规则所需的内容只有探测才能得知：请加上 --probe 运行`
      : `无法判断：${rules} 条规则所需的内容未能看到：${unseenZh(why)}`,
  unknownValue: (field, value, needed) => `${field} 为 ${value}，不是${needed}`,
  address: '地址',
  addressList: '地址列表',
  name: '主机名',
  usable: '可以判断的值',
  cannotDecide: (title, reasons) =>
    `无法判断：${title}${reasons.length === 0 ? '' : `（${reasons.join('；')}）`}`,
  holds: (title) => title,
  notApplicable: (title) => `不适用：${title}`,
};

const severity: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', note: '提示' };

function threshold(failOn: FailOn): string {
  if (failOn === 'error') return '阈值 error：出现错误';
  return failOn === 'warning' ? '阈值 warning：出现错误或警告' : '阈值 note：出现任何问题';
}

function verdict(failed: boolean, failOn: FailOn, failOnOpen: boolean, open: number): string {
  if (failOn === 'never') return '阈值 never：任何问题都不会使门禁失败';
  const also = failOnOpen ? '，包括无法判断的结果' : '';
  const rule = `${threshold(failOn)}时门禁失败${also}`;
  return !failed && open > 0 && !failOnOpen ? `${rule}；无法判断的结果不计入` : rule;
}

export const page: Messages['page'] = {
  severity,
  open: '未定',
  pass: '通过',
  notApplicable: '不适用',
  noName: '（无名称）',
  checks: (inventory, policy, rules) => `用 ${policy}（${rules} 条规则）检查 ${inventory}`,
  withFloor: (policy, floor) => `${policy} 和底线策略 ${floor}`,
  byFloor: '底线策略要求',
  stdin: '标准输入',
  memory: '调用方提供的清单',
  howToFix: '修复方法',
  wanted: (title) => `要求：${title}`,
  explain: 'registry-lint explain RULE 说明原因和全部步骤。',
  aboutInventory: '关于清单',
  times: (count) => `${count} 次`,
  firstIn: (registry) => `首见于 ${registry}`,
  moreNotices: (count) => `以及另外 ${count} 种提示`,
  nothingChecked: '0 个镜像仓库：没有检查任何内容',
  whyNothing: '空清单不等于合规；只是因为指定了 allow-empty 才通过。请确认账号、地域和仓库类型是否正确。',
  nothingApplied: '没有规则适用于任何镜像仓库：没有检查任何内容',
  checked: (registries, withFindings) => `已检查 ${registries} 个镜像仓库，${withFindings} 个有问题`,
  aboutWhole: (findings) => `${findings} 个问题关于整个清单`,
  aboutWaivers: (findings) => `${findings} 个问题关于豁免`,
  counts: (which, { fail }) => `${fail} 个${severity[which]}`,
  openCount: (count) => `${count} 个未定`,
  passedCount: (count) => `${count} 项通过`,
  failed: '未通过',
  passed: '通过',
  passedEmpty: '通过，但没有检查任何内容',
  verdict,
  references: '参考资料',
  leftOut: (shown, all) => `共 ${all} 个结果，显示其中最严重的 ${shown} 个`,
  root: '代码仓库的根目录',
  rules: '按规则',
  findings: '按镜像仓库',
  rule: '规则',
  severityHead: '级别',
  result: '结果',
  failedCount: '未通过',
  registry: '镜像仓库',
  what: '问题',
};
