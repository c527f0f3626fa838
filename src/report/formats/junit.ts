import { loadMessages } from '../../messages/messages.js';
import type { Format, Report } from '../format.js';

/** The XML that CI servers read. */
export const junit = {
  name: 'junit',
  description: 'Test pages of CI servers',
  endings: ['.xml'],
  async check(options): Promise<Report> {
    const { JUnitReport } = await import('./junit/check.js');
    return new JUnitReport(options, await loadMessages(options.lang));
  },
  async report(report, write) {
    const { writeReport } = await import('./junit/report.js');
    writeReport(report, await loadMessages(report.lang), write);
  },
  async test(results, options) {
    const { writeTests } = await import('./junit/test.js');
    writeTests(results, options);
  },
} satisfies Format;
