import type { Messages } from '../../messages/messages.js';
import type { Gate } from '../../model/gate.js';
import type { Summary } from '../../model/result.js';
import { severities } from '../../model/severity.js';

/** Why the gate is closed, on one line. */
export function verdictLine(
  counts: Summary['counts'],
  { failOn, failOnOpen }: Gate,
  { page }: Messages,
): string {
  const found = severities.filter((severity) => counts[severity].fail > 0);
  const open = openResults(counts);
  const numbers = [
    ...found.map((severity) => page.counts(severity, counts[severity])),
    ...(open > 0 ? [page.openCount(open)] : []),
  ];
  return `${page.failed}: ${numbers.join(', ')} (${page.verdict(true, failOn, failOnOpen, open)})`;
}

/** How many results could not be decided. */
export const openResults = (counts: Summary['counts']): number =>
  severities.reduce((sum, severity) => sum + counts[severity].open, 0);
