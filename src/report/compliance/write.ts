import type { ComplianceReport } from '../../model/compliance.js';

/**
 * Writes a compliance report in one format. All that a report holds may be hostile text; a format makes it harmless
 * in its own way. Where the text goes, and that a file is whole, is the caller's to see to.
 */
export type WriteCompliance = (
  report: ComplianceReport,
  write: (text: string) => void,
) => void | Promise<void>;
