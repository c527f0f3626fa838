import type { Result } from '../model/result.js';
import { severities } from '../model/severity.js';

/** How many ranks there are. */
export const RANKS = severities.length * 2 + 3;

/**
 * How bad a result is: 0 is worst. A finding comes before an open result of the same severity, and what is
 * accepted comes after everything that can fail the gate.
 */
export function rank({
  outcome,
  rule,
  suppression,
}: Pick<Result, 'outcome' | 'rule' | 'suppression'>): number {
  const severity = severities.indexOf(rule.severity) * 2;
  if (suppression) return RANKS - 3;
  if (outcome === 'fail') return severity;
  if (outcome === 'open') return severity + 1;
  return outcome === 'pass' ? RANKS - 2 : RANKS - 1;
}
