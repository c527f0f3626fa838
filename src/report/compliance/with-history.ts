import type { ComplianceReport, FindingState, HistoryView } from '../../model/compliance.js';
import type { Day } from '../../model/waiver.js';

/** What earlier runs say of a run and of each of its findings. */
export interface Past {
  readonly view: HistoryView;
  /** By fingerprint. */
  readonly findings: ReadonlyMap<string, { readonly state: FindingState; readonly since: Day }>;
}

/** The report, with what earlier runs say of it. */
export function withHistory(report: ComplianceReport, { view, findings }: Past): ComplianceReport {
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, ...findings.get(finding.fingerprint) })),
    history: view,
  };
}
