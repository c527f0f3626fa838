import type { ComplianceFinding, ComplianceReport, HistoryView } from '../../src/model/compliance.js';
import { tool } from '../../src/model/tool.js';

const entry = {
  judged: true,
  compliant: false,
  findings: 1,
  account: 'production',
  type: 'harbor',
  region: 'cn-hangzhou',
};

/** A finding; its fingerprint is made of its number. */
export function finding(number: number, more: Partial<ComplianceFinding> = {}): ComplianceFinding {
  return {
    rule: 'require-https',
    severity: 'error',
    outcome: 'fail',
    message: 'The registry is reached over HTTP, HTTPS expected',
    registry: number,
    fingerprint: number.toString(16).padStart(32, '0'),
    ...more,
  };
}

/** What the run before, on the day before, says. */
export function history(more: Partial<HistoryView> = {}): HistoryView {
  const day = {
    registries: 1000,
    judged: 1000,
    findings: { error: 4, warning: 0, note: 0 },
    open: { error: 1, warning: 0, note: 0 },
    suppressed: 0,
    unread: 0,
  };
  return {
    previous: '2026-11-23T01:00:00.000Z',
    previousFailed: true,
    days: [
      { ...day, day: '2026-11-23', compliant: 940 },
      { ...day, day: '2026-11-24', compliant: 949 },
    ],
    new: 0,
    reopened: 0,
    known: 4,
    fixed: [],
    ...more,
  };
}

/** A report of a run that failed, with four findings, compared to nothing. */
export function report(more: Partial<ComplianceReport> = {}): ComplianceReport {
  return {
    lang: 'en',
    tool,
    startedAt: '2026-11-24T01:00:00.000Z',
    policy: { name: 'registry-lint.yaml', files: ['registry-lint.yaml'] },
    origin: { kind: 'accounts', file: 'accounts.yaml' },
    gate: { failOn: 'error', failOnOpen: true, failed: true, judged: true },
    standing: {
      registries: 1000,
      judged: 1000,
      compliant: 949,
      counts: {
        error: { fail: 3, open: 1 },
        warning: { fail: 0, open: 0 },
        note: { fail: 0, open: 0 },
      },
      suppressed: 2,
    },
    rules: [],
    controls: [],
    accounts: [],
    types: [],
    regions: [],
    registries: ['legacy-harbor', 'edge-quay', 'acme_prod_1', 'old'].map((name) => ({ ...entry, name })),
    findings: [
      finding(0, { state: 'new' }),
      finding(1, { state: 'known', outcome: 'open' }),
      finding(2, { state: 'reopened', rule: 'default-credentials', message: 'A default password' }),
      finding(3, { state: 'new', suppression: { kind: 'baseline', file: 'baseline.ndjson' } }),
    ],
    policyFindings: [],
    unread: [],
    notices: [],
    ...more,
  };
}

/** The same, where every text that others write is the given one. */
export function hostileReport(text: string, more: Partial<ComplianceReport> = {}): ComplianceReport {
  const base = report(more);
  return {
    ...base,
    registries: base.registries.map((one) => ({ ...one, account: text, name: text })),
    findings: base.findings.map((one) => ({ ...one, rule: text, message: text })),
    unread: [
      { account: text, code: 'no-permission', message: text },
      { account: text, code: 'read-timeout', message: text },
      { account: text, code: 'read-timeout', message: text },
      { account: text, code: 'read-timeout', message: text },
    ],
  };
}
