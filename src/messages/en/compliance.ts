import { some, thousands } from '../numbers.js';

/** The fixed texts of a compliance report. */
export const compliance = {
  title: 'Compliance of container registries',
  /** A linter's evidence is not an audit. */
  notAnAudit:
    'What a linter sees is evidence, not an audit: “met” says that the rules which map to a control found nothing against it in what Security Center tells. People and processes are not looked at.',
  standing: 'Where it stands',
  changes: 'What has changed',
  first: 'What to do first',
  byControl: 'By control',
  byAccount: 'By account',
  byType: 'By type of registry',
  findings: 'Findings',
  waivers: 'About the waivers',
  compliant: (compliant: number, judged: number, rate: string) =>
    `${thousands(compliant)} of ${some(judged, 'registry', 'registries')} compliant (${rate})`,
  /** Behind it: of so many registries nothing is known. */
  unjudged: (registries: number) =>
    `${some(registries, 'more registry', 'more registries')} not judged, as no rule applies to ${registries === 1 ? 'it' : 'them'}`,
  /** Where rules speak of no single registry, and so there is no rate. */
  wholeOnly: 'No rule speaks of single registries, so there is no rate of compliance',
  nothingChecked: 'No registry was checked: an empty inventory is not a compliant one',
  unread: (accounts: number) =>
    `${some(accounts, 'account')} could not be read, and nothing below speaks of ${accounts === 1 ? 'its' : 'their'} registries`,
  /** The names of columns, and of what stands in them. */
  account: 'Account',
  type: 'Type',
  region: 'Region',
  registry: 'Registry',
  id: 'Id',
  host: 'Host',
  location: 'Location',
  registries: 'Registries',
  compliantHead: 'Compliant',
  notJudgedHead: 'Not judged',
  rate: 'Rate',
  errors: 'Errors',
  warnings: 'Warnings',
  notes: 'Notes',
  failed: 'Failed',
  open: 'Open',
  suppressed: 'Accepted',
  standard: 'Standard',
  control: 'Control',
  state: 'State',
  shownBy: 'Shown by',
  rule: 'Rule',
  ruleTitle: 'Wanted',
  severity: 'Severity',
  outcome: 'Outcome',
  outcomes: { fail: 'failed', open: 'open' },
  /** The outcome of an account that could not be read. */
  notRead: 'not read',
  /** The outcome of a registry, or of an inventory, to which no rule applies. */
  notJudged: 'not judged',
  what: 'What is the matter',
  fix: 'How to fix it',
  count: 'Findings',
  controls: 'Controls',
  accepted: 'Accepted by',
  acceptances: { waiver: 'waiver', baseline: 'baseline' },
  reason: 'Reason',
  expires: 'Expires',
  approvedBy: 'Approved by',
  ticket: 'Ticket',
  since: 'Since',
  fingerprint: 'Fingerprint',
  noName: '(not given)',
  wholeInventory: '(the whole inventory)',
  /** Findings that are of no account or type. */
  whole: (findings: number) =>
    `${some(findings, 'finding is', 'findings are')} about the inventory as a whole, and of no account or type`,
  findingStates: { new: 'new', reopened: 'reopened', known: 'known' },
  controlStates: { met: 'met', 'not-met': 'not met', partly: 'partly shown', 'not-shown': 'not shown' },
  off: 'off',
  idle: 'applies to no registry',
  /** A rule that the policy lets speak of some registries alone. */
  narrowed: 'off for some registries',
  noRule: 'no rule',
  nothingFound: 'Nothing was found.',
  firstRun: 'This is the first run of the history: there is nothing to compare it with.',
  comparedWith: (time: string) => `Compared with the run of ${time}:`,
  changed: (fresh: number, reopened: number, known: number, fixed: number) =>
    `${thousands(fresh)} new, ${thousands(reopened)} reopened, ${thousands(known)} known, ${thousands(fixed)} fixed`,
  unchecked: (count: number) =>
    `${some(count, 'finding')} of that run ${count === 1 ? 'was' : 'were'} not looked for: the rule is off or another now, or the account is gone`,
  carried: (count: number) => `${some(count, 'finding')} of accounts that could not be read may still stand`,
  fixed: 'Fixed',
  daysToFix: (days: string) => `Mean time to fix: ${days} days`,
  rateBefore: (rate: string, day: string) => `Compliance was ${rate} on ${day}`,
  leftOut: (shown: number, all: number) => `${thousands(shown)} of ${thousands(all)} shown`,
  belowThreshold: 'below the threshold',
};
