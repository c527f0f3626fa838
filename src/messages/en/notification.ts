import type { Severity } from '../../model/severity.js';
import { some, thousands } from '../numbers.js';

/** What a finding is shown as. */
export interface Shown {
  readonly severity: string;
  readonly rule: string;
  /** Account and registry; empty for a finding about the inventory as a whole. */
  readonly where: string;
  readonly message: string;
}

/** The fixed texts of a notification. What is filled in arrives ready to be shown. */
export const notification = {
  state: {
    passed: 'PASSED',
    failed: 'FAILED',
    unread: 'NOT READ WHOLE',
    nothing: 'PASSED WITH NOTHING CHECKED',
  },
  compliant: (rate: string) => `${rate} compliant`,
  /** `parts` can be none. */
  title: (parts: readonly string[]) =>
    `Container registries${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`,
  /** Of a run that ended in an error. */
  broken: 'The run ended in an error. Nothing is known of any registry.',
  unread: (accounts: number) =>
    `${some(accounts, 'account')} could not be read. Nothing below speaks of ${accounts === 1 ? 'its' : 'their'} registries.`,
  unreadOne: (account: string, message: string) => `${account}: ${message}`,
  standing: (compliant: number, judged: number, rate: string) =>
    `${thousands(compliant)} of ${some(judged, 'registry', 'registries')} compliant: ${rate}`,
  /** Stands right behind the standing. */
  unjudged: (registries: number) => `, ${some(registries, 'more registry', 'more registries')} not judged`,
  nothing: 'No registry was listed, so nothing was checked',
  nothingApplied: 'No rule applied to any registry, so nothing was checked',
  /** Where rules speak of no single registry. */
  wholeOnly: 'No rule speaks of single registries, so there is no rate of compliance',
  /** Stands right behind the standing. `points` has its sign and is in percentage points. */
  since: (points: string, day: string) => ` (${points} points since ${day})`,
  counts: (counts: Readonly<Record<Severity, number>>, open: number, suppressed: number) =>
    [
      some(counts.error, 'error'),
      some(counts.warning, 'warning'),
      some(counts.note, 'note'),
      `${thousands(open)} open`,
      ...(suppressed > 0 ? [`${thousands(suppressed)} accepted`] : []),
    ].join(', '),
  changed: (fresh: number, reopened: number, fixed: number, since: string) =>
    `Since ${since}: ${thousands(fresh)} new, ${thousands(reopened)} reopened, ${thousands(fixed)} fixed`,
  unchanged: (since: string) => `No finding is new, reopened or fixed since ${since}`,
  first: 'This is the first run of its history: there is nothing to compare it to',
  noHistory: 'There is no history, so nobody can tell what has changed',
  turned: (failed: boolean): string =>
    failed
      ? 'The gate passed in the last run and fails now'
      : 'The gate failed in the last run and passes now',
  /** Findings of the last run that this one did not look for. */
  unchecked: (findings: number) =>
    `${thousands(findings)} ${findings === 1 ? 'finding was' : 'findings were'} not looked for: an account, or a rule, is gone or another now. That is not fixed`,
  readAgain: 'Accounts that could not be read in the last run were read',
  notAccepted:
    'Findings that were accepted before count again: a waiver has ended, or the baseline has changed',
  waivers: (problems: number) => `${some(problems, 'problem')} with waivers of the policy`,
  worstNew: 'The worst of what is new',
  worst: 'The worst',
  finding: ({ severity, rule, where, message }: Shown) =>
    `${severity} ${rule}${where === '' ? '' : `, ${where}`}: ${message}`,
  more: (count: number) => `and ${thousands(count)} more`,
  link: 'Open the report',
  severity: { error: 'error', warning: 'warning', note: 'note' },
  open: 'open',
};
