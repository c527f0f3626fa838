import type { Context } from '../context.js';
import { html, type Markup } from '../markup.js';
import { section, table } from '../table.js';
import { count, shownMessage } from '../text.js';

/** What is odd about the inventory, and no finding. */
export function notices({ report, words, shared }: Context): Markup | undefined {
  if (report.notices.length === 0) return undefined;
  const rows = report.notices.map(
    (notice) =>
      html`<tr><th scope="row"><bdi>${shownMessage(shared.notice(notice))}</bdi></th><td class="number">${count(notice.count)}</td></tr>`,
  );
  const heads = [{ text: words.noticeWhat }, { text: words.noticeTimes, number: true }];
  return section('notices', words.sections.notices, table(words.sections.notices, heads, rows));
}
