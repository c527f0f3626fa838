import type { Result, RunInfo, SeverityCount } from './result.js';
import { atOrAbove, type Severity, severities } from './severity.js';

/** What a run is held to. */
export type Gate = Pick<RunInfo, 'failOn' | 'failOnOpen'>;

/** Whether findings that nobody has accepted fail a gate, by how many there are of each severity. */
export function failsGate(
  counts: Readonly<Record<Severity, Readonly<SeverityCount>>>,
  { failOn, failOnOpen }: Gate,
): boolean {
  return severities.some((severity) => {
    const { fail, open } = counts[severity];
    return atOrAbove(severity, failOn) && (fail > 0 || (failOnOpen && open > 0));
  });
}

/** What is asked of a result to know whether it stands against its registry. */
interface Judged extends Pick<Result, 'outcome'> {
  readonly severity: Severity;
  /** Who has accepted it, if anybody. */
  readonly suppression?: unknown;
}

/** Whether a registry with this result does not comply; see `Standing.compliant`. */
export function standsAgainst({ severity, outcome, suppression }: Judged, gate: Gate): boolean {
  if (suppression || !atOrAbove(severity, gate.failOn === 'never' ? 'error' : gate.failOn)) return false;
  return outcome === 'fail' || (outcome === 'open' && gate.failOnOpen);
}
