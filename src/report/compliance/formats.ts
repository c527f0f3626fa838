import type { WriteCompliance } from './write.js';

/** The names of all formats of a compliance report, in the order in which people are shown them. */
export const complianceFormatNames = ['json'] as const;

/** The name of a format of a compliance report. */
export type ComplianceFormatName = (typeof complianceFormatNames)[number];

/** What writes each format. A run loads only those that it writes. */
export const complianceFormats: Readonly<Record<ComplianceFormatName, () => Promise<WriteCompliance>>> = {
  json: async () => (await import('./json.js')).writeJson,
};
