import { some, thousands } from '../numbers.js';

const counted = (count: number): string => some(count, 'account');

/** What is said about the accounts of an accounts file. Names and counts arrive ready to be shown. */
export const accounts = {
  /** The title of the list of accounts that could not be read. */
  notRead: 'Not read',
  /** What that means, in one sentence. */
  unread: (failed: number, all: number) =>
    `${thousands(failed)} of ${counted(all)} could not be read: nothing is known of ${failed === 1 ? 'its' : 'their'} registries`,
  /** How many were read, and of how many where that is not all. */
  read: (read: number, all: number) =>
    read === all ? counted(all) : `${thousands(read)} of ${counted(all)}`,
  /** The last word of a run of which a part is missing. */
  notWhole: 'NOT READ WHOLE',
  /** The account of an error, before its message. */
  failed: (account: string, message: string) => `${account}: ${message}`,
  more: (count: number) => `and ${counted(count)} more`,
  /** Which part of the accounts a run was about. */
  shard: (index: number, of: number) => `shard ${index} of ${of}`,
};
