import type { Result, RunInfo, SeverityCount, Summary } from './result.js';
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

/** Whether anything was found that nobody has accepted, of waivers and of the inventory as a whole, too. */
export function hasFindings({ counts }: Pick<Summary, 'counts'>): boolean {
  return severities.some((severity) => counts[severity].fail + counts[severity].open > 0);
}

/**
 * Whether no rule had anything to say of any registry, as where all are narrowed by a condition that is misspelt. Such a
 * run passes, and must not look like one in which something was found to be right.
 */
export function judgedNothing(summary: Summary): boolean {
  const { registries, passed, counts, suppressed, policyFindings } = summary;
  const standing = severities.reduce((sum, one) => sum + counts[one].fail + counts[one].open, 0);
  // What is wrong with a waiver counts there as well, and says nothing of a registry.
  const found = standing - policyFindings.length + suppressed.waiver + suppressed.baseline;
  // That there are not too many of none is no news.
  return found === 0 && (passed === 0 || registries === 0);
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
