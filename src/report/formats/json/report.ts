import type { ComplianceReport } from '../../../model/compliance.js';
import type { NoticeCount } from '../../../model/result.js';
import type { Write } from '../../format.js';
import { safeJson } from '../../sanitise.js';

/** The version of the document. It changes when a program that reads the older one would no longer do. */
const VERSION = 1;

const SCHEMA = 'https://unpkg.com/registry-lint/schema/compliance.schema.json';

/** For programs: the report as one document, described by schema/compliance.schema.json, with one item a line. */
export function writeReport(report: ComplianceReport, write: Write): void {
  const head = { $schema: SCHEMA, version: VERSION };
  let first = true;
  for (const [name, value] of Object.entries({ ...head, ...report, notices: report.notices.map(noticeOf) })) {
    if (value === undefined) continue;
    write(`${first ? '{' : ','}\n${safeJson(name)}: `);
    first = false;
    if (Array.isArray(value)) writeList(value, write);
    else write(safeJson(value));
  }
  write('\n}\n');
}

function writeList(items: readonly unknown[], write: Write): void {
  write('[');
  for (const [at, item] of items.entries()) write(`${at === 0 ? '' : ','}\n${safeJson(item)}`);
  write(items.length === 0 ? ']' : '\n]');
}

/** The registry of a notice is told by its position: it stands in the report already. */
function noticeOf({ code, field, text, count, first }: NoticeCount): object {
  return { code, field, text, count, first: first?.index };
}
