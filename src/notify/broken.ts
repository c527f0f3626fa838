import type { ComplianceReport } from '../model/compliance.js';
import { RegistryLintError } from '../model/error.js';
import { tool } from '../model/tool.js';

/** What is known of a run that ended in an error. */
export interface BrokenRun {
  readonly lang: 'en' | 'zh';
  readonly startedAt: Date;
}

/**
 * What can be reported of a run that ended in an error: that nothing was read, and why. What errors of others say can
 * be anything, a secret too, so it is not repeated.
 */
export function brokenReport(error: unknown, { lang, startedAt }: BrokenRun): ComplianceReport {
  const none = { fail: 0, open: 0 };
  return {
    lang,
    tool,
    startedAt: startedAt.toISOString(),
    policy: { name: '', files: [] },
    origin: { kind: 'memory' },
    gate: { failOn: 'error', failOnOpen: true, failed: false, judged: false },
    standing: {
      registries: 0,
      judged: 0,
      compliant: 0,
      counts: { error: none, warning: none, note: none },
      suppressed: 0,
    },
    ...{ rules: [], controls: [], accounts: [], types: [], regions: [], registries: [] },
    ...{ findings: [], policyFindings: [], notices: [] },
    unread: [{ account: '', ...told(error) }],
  };
}

function told(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof RegistryLintError) return { code: error.code, message: error.message };
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return { code: 'unexpected', message: `an error that nobody foresaw (${name})` };
}

/** Whether a report is one of a run that ended in an error: no account of an accounts file is without a name. */
export function isBroken({ standing, unread }: ComplianceReport): boolean {
  return standing.registries === 0 && unread.length === 1 && unread[0]?.account === '';
}
