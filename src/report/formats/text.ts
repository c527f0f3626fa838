import { loadMessages } from '../../messages/messages.js';
import type { Format, Report } from '../format.js';

/** Grouped by registry, worst first, with how to fix each rule at the end. */
export const text = {
  name: 'text',
  description: 'People at a terminal',
  endings: ['.txt'],
  async check(options): Promise<Report> {
    const { TextReport } = await import('./text/check.js');
    return new TextReport(options, await loadMessages(options.lang));
  },
  async test(results, options) {
    const { testText } = await import('./text/test.js');
    options.write(testText(results, options));
  },
} satisfies Format;
