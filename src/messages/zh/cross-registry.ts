import type { Messages } from '../en.js';

/** What is said about findings of rules across registries. Values arrive ready to be shown. */
export const across: Messages['across'] = {
  aboutAll: '关于整个清单',
  whole: '（整个清单）',
  more: (count) => `以及另外 ${count} 个`,
  also: (first, second) => `${first}；${second}`,
  valued: (field, value) => `${field} 为 ${value}`,
  same: (values, other) => `${values}，与 ${other} 相同`,
  perhaps: (fields, other) => `其 ${fields} 可能与 ${other} 相同`,
  nothing: (fields) => `没有可比较的 ${fields}`,
  counted: (group, count, wanted) => `${group}：有 ${count} 个镜像仓库，应为${wanted}`,
  countedAll: (count, wanted) => `有 ${count} 个镜像仓库，应为${wanted}`,
  atLeast: (min) => `至少 ${min} 个`,
  atMost: (max) => `至多 ${max} 个`,
  both: (least, most) => `${least}，且${most}`,
  mayCount: (count) => `另有 ${count} 个可能计入`,
  hidden: '并未列出全部镜像仓库',
  stray: (count, fields) => `${count} 个镜像仓库没有 ${fields}`,
  missing: (declared) => `已声明但未找到：${declared}`,
  missingPerhaps: (declared, other) => `已声明的 ${declared} 可能是 ${other}`,
  undeclared: (declared) => `不在已声明的镜像仓库之中（共 ${declared} 个）`,
  repeated: (place, other) => `只声明了一个（${place}），而 ${other} 也符合`,
  perhapsDeclared: (place) => `可能是在 ${place} 声明的那个`,
  undecidedWhen: '不知道规则是否适用于它',
};
