import type { Messages } from '../en.js';

/** What is said about accepted findings: waivers and the baseline. */
export const waivers: Messages['waivers'] = {
  waived: '已豁免',
  known: '基线',
  waivedCount: (count) => `${count} 个已豁免`,
  knownCount: (count) => `${count} 个在基线中`,
  inBaseline: (file) => `已在基线 ${file} 中接受`,
  until: (day) => `有效期至 ${day} 之前`,
  approvedBy: (name) => `批准人：${name}`,
  notShown: (waived, known) => {
    const parts = [waived > 0 && `${waived} 个已豁免`, known > 0 && `${known} 个在基线中`];
    return `已接受且未显示：${parts.filter(Boolean).join('，')}`;
  },
  aboutWaivers: '关于豁免',
  expired: (rule, day, matched) =>
    matched === 0
      ? `${rule} 的豁免已于 ${day} 到期，且不再匹配任何问题`
      : `${rule} 的豁免已于 ${day} 到期：${matched} 个问题不再被豁免`,
  ending: (rule, day, days) => `${rule} 的豁免将于 ${day} 到期，还有 ${days} 天`,
  unused: (rule) => `${rule} 的豁免没有匹配任何问题`,
  unknownRule: (rule, suggestion) =>
    `豁免所指的规则不存在：${rule}${suggestion === undefined ? '' : `（是否指 ${suggestion}？）`}`,
  more: (count) => `以及另外 ${count} 个`,
  comparison: (file, fresh, unchanged, absent) =>
    `与基线 ${file} 相比：${fresh} 个新增，${unchanged} 个不变，${absent} 个不再出现`,
  absentTitle: '不再出现',
  absent: (registry) => `不再出现：写入基线时，这是 ${registry} 的问题`,
  rewrite: '用 registry-lint baseline write 将其从基线中移除。',
  rules: {
    'expired-waiver': {
      title: '没有已到期的豁免',
      why: '豁免在某一天之前接受一个问题。从那一天起，豁免不再有效。',
      fix: '修复被豁免的问题并删除豁免，或者重新批准并推迟到期日。',
    },
    'ending-waiver': {
      title: '没有即将到期的豁免',
      why: '豁免到期当天，其问题会使门禁失败。',
      fix: '及时修复被豁免的问题，或者重新批准并推迟到期日。',
    },
    'unused-waiver': {
      title: '每个豁免都匹配到问题',
      why: '没有匹配任何问题的豁免是遗留的或写错的，将来可能会放过无人打算放过的问题。',
      fix: '删除豁免，或者修正其选择条件。',
    },
    'unknown-waiver-rule': {
      title: '每个豁免所指的规则都存在',
      why: '规则不存在的豁免不起任何作用。',
      fix: '修正规则名称，或者删除豁免。',
    },
  },
};
