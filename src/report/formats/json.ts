import { loadMessages } from '../../messages/messages.js';
import type { Format, Report } from '../format.js';

/** One document with one item a line; its schemas are in schema/. */
export const json = {
  name: 'json',
  description: 'Programs',
  endings: ['.json'],
  async check(options): Promise<Report> {
    const { JsonReport } = await import('./json/check.js');
    return new JsonReport(options, await loadMessages(options.lang));
  },
  async report(report, write) {
    const { writeReport } = await import('./json/report.js');
    writeReport(report, write);
  },
  async test(results, options) {
    const { testJson } = await import('./json/test.js');
    options.write(testJson(results, options));
  },
} satisfies Format;
