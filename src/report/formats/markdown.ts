import { loadMessages } from '../../messages/messages.js';
import type { Format } from '../format.js';

/** GitHub's Markdown, the most important first, cut where it is long. */
export const markdown = {
  name: 'markdown',
  description: 'A comment on a pull request, or an e-mail',
  endings: ['.md'],
  async report(report, write) {
    const { MarkdownReport } = await import('./markdown/report.js');
    new MarkdownReport(report, await loadMessages(report.lang), write).write();
  },
} satisfies Format;
