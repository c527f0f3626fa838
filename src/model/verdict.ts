import type { ComplianceReport } from './compliance.js';

/** How a run ended, as its report tells it. A run in which no rule had anything to say has not shown anything. */
export type Verdict = 'failed' | 'passed' | 'nothing';

/** A run that could not be read whole has not passed. */
export function verdictOf({ gate, unread }: Pick<ComplianceReport, 'gate' | 'unread'>): Verdict {
  if (gate.failed || unread.length > 0) return 'failed';
  return gate.judged ? 'passed' : 'nothing';
}
