import { loadMessages } from '../../messages/messages.js';
import type { Format } from '../format.js';

/** One page that holds all its data and loads nothing. */
export const html = {
  name: 'html',
  description: 'Auditors and managers: one page with charts and search',
  endings: ['.html'],
  async report(report, write) {
    const { writePage } = await import('../html/page.js');
    writePage(report, await loadMessages(report.lang), write);
  },
} satisfies Format;
