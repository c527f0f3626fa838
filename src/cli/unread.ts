import { en } from '../messages/en.js';
import type { Summary } from '../model/result.js';
import { describeUnread, unreadInAll } from '../report/describe/accounts.js';
import { tell } from './terminal/terminal.js';

/** So many accounts are named. The reports have all. */
const MOST = 10;

/** Says that accounts could not be read where a report may not be seen, or be read by nobody. */
export function tellUnread(summary: Summary): void {
  const { unread = [] } = summary;
  if (unread.length === 0) return;
  tell(`error: ${unreadInAll(summary, en)}`);
  for (const one of unread.slice(0, MOST)) tell(`  ${describeUnread(one, en)}`);
  const more = unread.length - MOST;
  if (more > 0) tell(`  ${en.accounts.more(more)}`);
}
