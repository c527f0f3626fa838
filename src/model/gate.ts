import type { BadOutcome } from './baseline.js';
import type { Outcome, Result, RunInfo, SeverityCount, Summary } from './result.js';
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

/** Whether a result is a finding, or may be one. */
export const isBad = (outcome: Outcome): outcome is BadOutcome => outcome === 'fail' || outcome === 'open';

/** Whether it is one that nobody has accepted. */
export const isUnaccepted = ({ outcome, suppression }: Pick<Judged, 'outcome' | 'suppression'>): boolean =>
  !suppression && isBad(outcome);

/** What is asked of a result to know whether it stands against its registry. */
interface Judged extends Pick<Result, 'outcome'> {
  readonly severity: Severity;
  /** Who has accepted it, if anybody. */
  readonly suppression?: unknown;
}

/** Whether a result alone fails a gate. */
export function failsAlone(
  { severity, outcome, suppression }: Judged,
  { failOn, failOnOpen }: Gate,
): boolean {
  if (suppression || !atOrAbove(severity, failOn)) return false;
  return outcome === 'fail' || (outcome === 'open' && failOnOpen);
}

/** Whether a registry with this result does not comply, though there be no gate; see `Standing.compliant`. */
export function standsAgainst(judged: Judged, { failOn, failOnOpen }: Gate): boolean {
  return failsAlone(judged, { failOn: failOn === 'never' ? 'error' : failOn, failOnOpen });
}
