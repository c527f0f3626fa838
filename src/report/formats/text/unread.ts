import type { Messages } from '../../../messages/messages.js';
import type { Summary, UnreadAccount } from '../../../model/result.js';
import { describeUnread, MOST_UNREAD } from '../../describe/accounts.js';
import type { Palette } from '../../paint.js';
import { sanitise, sanitiseLines } from '../../sanitise.js';
import { hang } from '../../wrap.js';

/** The accounts that could not be read, each with the reason, and what to do about each kind of reason once. */
export function* unreadLines(
  { unread = [] }: Summary,
  width: number,
  words: Messages,
  paint: Palette,
): Iterable<string> {
  if (unread.length === 0) return;
  const { accounts } = words;
  yield `\n${paint.bold(accounts.notRead)}`;
  for (const one of unread.slice(0, MOST_UNREAD)) {
    yield `  ${paint.red('✖')} ${hang(describeUnread(one, words), width, 4)}`;
  }
  const more = unread.length - MOST_UNREAD;
  if (more > 0) yield `  ${paint.dim(accounts.more(more))}`;
  for (const [code, { count, hint }] of hintsOf(unread)) {
    yield `  ${sanitise(code)} ${words.page.times(count)}`;
    // A line that is short enough stays as it is: it may be one to paste.
    for (const line of sanitiseLines(hint).split('\n')) yield `    ${hang(line, width, 4)}`.trimEnd();
  }
}

/** What to do, by the code of the error: the first hint of each, as the others say the same of other hosts. */
function hintsOf(unread: readonly UnreadAccount[]): ReadonlyMap<string, { count: number; hint: string }> {
  const hints = new Map<string, { count: number; hint: string }>();
  for (const { code, hint } of unread) {
    const known = hints.get(code);
    if (known) known.count++;
    else if (hint !== undefined) hints.set(code, { count: 1, hint });
  }
  return hints;
}
