import type { HistoryFinding, HistoryRun } from '../../src/history/run.js';

/** A fingerprint for a number. */
export const fingerprintOf = (number: number): string => number.toString(16).padStart(32, '0');

/** A finding of a rule, told from others by a number. */
export function finding(number: number, changes: Partial<HistoryFinding> = {}): HistoryFinding {
  return {
    fingerprint: fingerprintOf(number),
    rule: 'require-https',
    severity: 'error',
    outcome: 'fail',
    account: 'prod',
    id: String(number),
    name: `registry-${number}`,
    type: 'harbor',
    region: 'cn-hangzhou',
    ...changes,
  };
}

/** A whole run of the account prod in which nothing is wrong but the findings given. */
export function historyRun(startedAt: string, changes: Partial<HistoryRun> = {}): HistoryRun {
  const findings = changes.findings ?? [];
  const none = { fail: 0, open: 0 };
  return {
    startedAt,
    tool: '0.1.0',
    scope: { from: 'records' },
    policy: { name: 'strict', digest: '0123456789abcdef' },
    gate: { failOn: 'error', failOnOpen: true, failed: findings.length > 0 },
    standing: {
      registries: 100,
      compliant: 100 - findings.length,
      counts: { error: { fail: findings.length, open: 0 }, warning: none, note: none },
      suppressed: 0,
    },
    accounts: ['prod'],
    unread: [],
    rules: { 'require-https': 'aaaaaaaaaaaaaaaa' },
    ...changes,
    findings,
  };
}

/** Noon of a day of January 2026. */
export const noon = (day: number): string => new Date(Date.UTC(2026, 0, day, 12)).toISOString();
