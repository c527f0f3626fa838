/** What is said of the accounts of an accounts file. Names and counts arrive ready to be shown. */
export interface AccountWords {
  /** The title of the list of accounts that could not be read. */
  readonly notRead: string;
  /** What that means, in one sentence. */
  readonly unread: (failed: number, all: number) => string;
  /** How many were read, and of how many where that is not all. */
  readonly read: (read: number, all: number) => string;
  /** The last word of a run of which a part is missing. */
  readonly notWhole: string;
  /** The account of an error, before its message. */
  readonly failed: (account: string, message: string) => string;
  readonly more: (count: number) => string;
  /** Which part of the accounts a run was about. */
  readonly shard: (index: number, of: number) => string;
}

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const accounts = (count: number): string => `${thousands(count)} ${count === 1 ? 'account' : 'accounts'}`;

/** English. */
export const accountsEn: AccountWords = {
  notRead: 'Not read',
  unread: (failed, all) =>
    `${thousands(failed)} of ${accounts(all)} could not be read: nothing is known of ${failed === 1 ? 'its' : 'their'} registries`,
  read: (read, all) => (read === all ? accounts(all) : `${thousands(read)} of ${accounts(all)}`),
  notWhole: 'NOT READ WHOLE',
  failed: (account, message) => `${account}: ${message}`,
  more: (count) => `and ${accounts(count)} more`,
  shard: (index, of) => `shard ${index} of ${of}`,
};

/** Simplified Chinese. */
export const accountsZh: AccountWords = {
  notRead: '未能读取',
  unread: (failed, all) => `${all} 个账号中有 ${failed} 个无法读取，其镜像仓库的情况未知`,
  read: (read, all) => (read === all ? `${all} 个账号` : `${all} 个账号中的 ${read} 个`),
  notWhole: '未能完整读取',
  failed: (account, message) => `${account}：${message}`,
  more: (count) => `以及另外 ${count} 个账号`,
  shard: (index, of) => `分片 ${index}/${of}`,
};
