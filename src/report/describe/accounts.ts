import type { Messages } from '../../messages/messages.js';
import type { Summary, UnreadAccount } from '../../model/result.js';
import { showProse, showValue } from '../sanitise.js';

/** More accounts than these are counted: where so many fail, they have one cause. */
export const MOST_UNREAD = 40;

/** An account that could not be read, and why, in one harmless line. */
export function describeUnread({ account, message }: UnreadAccount, words: Messages): string {
  return words.accounts.failed(showValue(account), showProse(message));
}

/** How many accounts could not be read, of how many; nothing where all could. */
export function unreadInAll({ unread = [], accounts = unread.length }: Summary, words: Messages): string {
  return words.accounts.unread(unread.length, accounts);
}

/** How many accounts there were, and which part of all. */
export function aboutAccounts({ accounts, unread = [], shard }: Summary, words: Messages): readonly string[] {
  return [
    ...(accounts === undefined ? [] : [words.accounts.read(accounts - unread.length, accounts)]),
    ...(shard === undefined ? [] : [words.accounts.shard(shard.index, shard.of)]),
  ];
}
