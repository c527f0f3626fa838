import { loadMessages } from '../../messages/messages.js';
import type { Format, Report } from '../format.js';

/** SARIF 2.1.0, as GitHub code scanning reads it. */
export const sarif = {
  name: 'sarif',
  description: 'GitHub code scanning',
  endings: ['.sarif', '.json'],
  async check(options): Promise<Report> {
    const { SarifReport } = await import('./sarif/check.js');
    return new SarifReport(options, await loadMessages(options.lang));
  },
} satisfies Format;
