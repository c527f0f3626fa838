import type { WriteCompliance } from './write.js';

/** The names of all formats of a compliance report, in the order in which people are shown them. */
export const complianceFormatNames = [
  'html',
  'markdown',
  'csv',
  'junit',
  'json',
  'openmetrics',
  'ocsf',
] as const;

/** The name of a format of a compliance report. */
export type ComplianceFormatName = (typeof complianceFormatNames)[number];

/** The format that a file's extension says. */
export const complianceExtensions: Readonly<Record<string, ComplianceFormatName>> = {
  '.html': 'html',
  '.md': 'markdown',
  '.csv': 'csv',
  '.xml': 'junit',
  '.json': 'json',
  '.prom': 'openmetrics',
  '.jsonl': 'ocsf',
};

/** What writes each format. A run loads only those that it writes. */
export const complianceFormats: Readonly<Record<ComplianceFormatName, () => Promise<WriteCompliance>>> = {
  html: async () => (await import('../html/write.js')).writeHtml,
  markdown: async () => (await import('../formats/markdown/report.js')).writeMarkdown,
  csv: async () => (await import('../formats/csv.js')).writeCsv,
  junit: async () => (await import('../formats/junit/report.js')).writeJUnit,
  json: async () => (await import('../formats/json/report.js')).writeJson,
  openmetrics: async () => (await import('../formats/openmetrics.js')).writeOpenMetrics,
  ocsf: async () => (await import('../formats/ocsf.js')).writeOcsf,
};
