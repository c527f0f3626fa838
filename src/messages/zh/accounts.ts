import type { Messages } from '../en.js';

/** What is said about the accounts of an accounts file. Names and counts arrive ready to be shown. */
export const accounts: Messages['accounts'] = {
  notRead: '未能读取',
  unread: (failed, all) => `${all} 个账号中有 ${failed} 个无法读取，其镜像仓库的情况未知`,
  read: (read, all) => (read === all ? `${all} 个账号` : `${all} 个账号中的 ${read} 个`),
  notWhole: '未能完整读取',
  failed: (account, message) => `${account}：${message}`,
  more: (count) => `以及另外 ${count} 个账号`,
  shard: (index, of) => `分片 ${index}/${of}`,
};
