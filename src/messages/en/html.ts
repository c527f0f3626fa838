import type { Origin } from '../../model/registry.js';
import type { FailOn } from '../../model/severity.js';
import { some, thousands } from '../numbers.js';

const counted: Readonly<Record<FailOn, string>> = {
  error: 'error',
  never: 'error',
  warning: 'error or warning',
  note: 'finding',
};

/** The fixed texts of the HTML page. */
export const html = {
  lang: 'en',
  title: 'Registry compliance report',
  skip: 'Skip to the content',
  sectionList: 'Sections',
  darkTheme: 'Dark theme',
  print: 'Print',
  runOf: 'Checked',
  policy: 'Policy',
  floor: 'Floor',
  source: 'Source',
  gate: 'Gate',
  origin: ({ kind, file = '', endpoint = '' }: Origin) =>
    ({
      live: `Security Center, ${endpoint}`,
      file,
      stdin: 'standard input',
      memory: 'given by the caller',
      accounts: `accounts in ${file}`,
    })[kind],
  footer: (tool: string) => `Written by ${tool}. This page holds all its data and loads nothing.`,

  sections: {
    overview: 'Where we stand',
    first: 'What to do first',
    changes: 'What changed',
    accepted: 'Accepted findings',
    controls: 'Controls',
    groups: 'Accounts and regions',
    findings: 'Findings',
    registries: 'Registries',
    rules: 'Rules',
    notices: 'About the inventory',
  },

  gateClosed: 'The gate is closed',
  /** What closes it, behind that. */
  gateWhy: (verdict: string) => `(${verdict})`,
  unreadTitle: (accounts: number) => `${some(accounts, 'account')} could not be read`,
  unreadWhy:
    'Nothing on this page speaks of the registries there: every figure is that of the accounts read.',

  rate: 'Compliance rate',
  rateOf: (compliant: number, judged: number) =>
    `${thousands(compliant)} of ${some(judged, 'registry', 'registries')} compliant`,
  /** Of so many registries no rule said anything. */
  unjudged: (registries: number) =>
    `${some(registries, 'more registry', 'more registries')} not judged: no rule applies to ${registries === 1 ? 'it' : 'them'}.`,
  /** Where rules speak of no single registry. */
  wholeOnly: 'No rule speaks of single registries, so there is no rate',
  whyNothingApplied:
    'That is not compliance. Are the rules narrowed by a condition that holds for no registry, or turned off for all of these?',
  /** What makes a registry compliant. */
  rateMeans: (failOn: FailOn, failOnOpen: boolean) =>
    `Compliant: no ${counted[failOn]} stands against the registry${
      failOnOpen ? ', decided or open' : '; open results do not count'
    }. Accepted findings do not count.`,
  rateOfRead: (unread: number) => `Without the registries of ${some(unread, 'unread account')}.`,
  points: (difference: string, day: string) => `${difference} points since ${day}`,
  samePoints: (day: string) => `as on ${day}`,
  rateByDay: 'Compliance rate by day',
  findingsByDay: 'Findings by day',
  fromTo: (day: string, value: string, lastDay: string, lastValue: string) =>
    `${value} on ${day}, ${lastValue} on ${lastDay}`,
  asTable: 'The figures as a table',
  day: 'Day',
  noHistory: 'No earlier runs are known. With --history, this page shows the trend and what changed.',
  firstDay: 'The trend is drawn from the second day on.',
  unreadDay: 'Hollow points: not every account could be read on that day.',
  bySeverity: 'Findings by severity',
  /** Heads of columns: what failed, by severity. */
  severities: { error: 'Errors', warning: 'Warnings', note: 'Notes' },
  severity: 'Severity',
  failed: 'Failed',
  open: 'Open',
  openMeans:
    'Open: it cannot be decided, as a field that the rule needs is missing, masked or not understood.',
  total: 'Total',
  waiverCount: (findings: number) =>
    `${some(findings, 'more finding is', 'more findings are')} about waivers.`,
  /** Findings that no account, type or region has, so that sums over those are less. */
  wholeCount: (findings: number) =>
    `${some(findings, 'finding is', 'findings are')} about the inventory as a whole, and of no account, type or region.`,
  suppressedCount: (findings: number) =>
    `${some(findings, 'more finding is', 'more findings are')} accepted.`,

  firstLead: 'Worst severity first, then what concerns the most registries.',
  nothingFirst: 'Nothing. No finding stands against any registry.',
  readAccounts: (accounts: number) => `Make ${some(accounts, 'account')} readable`,
  readAccountsHow: 'Whatever stands there is not on this page. The reasons are told at its top.',
  renewWaivers: (waivers: number, days: number) =>
    `Decide on ${some(waivers, 'waiver')} that ${waivers === 1 ? 'ends' : 'end'} within ${some(days, 'day')}`,
  renewWaiversHow:
    'When a waiver ends, its findings fail the gate again. Mend them, or renew it with a reason.',
  /** Of a rule whose findings are of no single registry. */
  ofInventory: 'about the inventory as a whole',
  ofRegistries: (affected: number, all: number) =>
    `${thousands(affected)} of ${some(all, 'registry', 'registries')}`,
  inAccounts: (accounts: number) => `in ${some(accounts, 'account')}`,
  newOnes: (findings: number) => `${thousands(findings)} new`,
  howAndWhy: 'Reasons and every step',
  showFindings: (findings: number) => `Show ${some(findings, 'finding')}`,
  moreRules: (rules: number) => `${some(rules, 'more rule')} with findings`,
  noFix: (title: string) => `Wanted: ${title}`,

  comparedTo: (moment: string) => `Compared to the run of ${moment}.`,
  firstReport: 'This is the first run of the history: there is nothing to compare it to.',
  stateCount: { new: 'New', reopened: 'Back again', known: 'Known before' },
  fixedCount: 'Fixed',
  meanDays: 'Mean time to fix',
  days: (days: string) => `${days} ${days === '1' ? 'day' : 'days'}`,
  noneFixedYet: 'none fixed yet',
  newAndReopened: 'New and back again',
  showAllNew: 'Show all new findings',
  showAllReopened: 'Show all that are back',
  nothingNew: 'No finding is new or back again.',
  fixedList: 'Fixed since then',
  nothingFixed: 'No finding of the run before is gone.',
  unchecked: (findings: number) =>
    `${some(findings, 'finding')} of the run before cannot be compared, as the rule is off or another now, or the account is gone. They are not counted as fixed.`,
  carried: (findings: number) =>
    `${some(findings, 'finding')} last known of accounts that could not be read. They are not counted as fixed.`,
  more: (rows: number) => `${thousands(rows)} more`,
  daysToFix: 'Days to fix',
  firstSeen: 'First seen',

  acceptedLead: (waived: number, baseline: number) =>
    `${thousands(waived)} waived, ${thousands(baseline)} in a baseline. They stay findings, and do not fail the gate.`,
  nothingAccepted: 'No finding is waived or in a baseline.',
  reason: 'Reason',
  ends: 'Ends',
  endsIn: (days: number) => (days === 1 ? 'last day' : `${thousands(days)} days left`),
  never: 'never',
  approvedBy: 'Approved by',
  ticket: 'Ticket',
  findingsHead: 'Findings',
  baselineOf: (file: string) => `In the baseline ${file}`,
  waiverTrouble: 'Waivers to look at',

  controlsLead: 'What the rules of this policy show of each control.',
  notAnAudit:
    'A linter’s evidence is not an audit: each rule shows a part of a control, as Security Center lists it, and an auditor asks for more.',
  control: 'Control',
  state: 'State',
  evidence: 'What shows it',
  states: { met: 'Met', 'not-met': 'Not met', partly: 'Partly shown', 'not-shown': 'Not shown' },
  stateCounts: (met: number, notMet: number, partly: number, notShown: number) =>
    `${thousands(met)} met, ${thousands(notMet)} not met, ${thousands(partly)} partly shown, ${thousands(notShown)} not shown`,
  notShownList: (controls: number) => `${some(controls, 'control')} of which this policy shows nothing`,
  notShownWhy: 'No rule that is on maps to them. That says nothing of whether they are met.',
  results: {
    failed: (results: number) => `${thousands(results)} failed`,
    open: (results: number) => `${thousands(results)} open`,
    accepted: (results: number) => `${thousands(results)} accepted`,
    passed: (results: number) => `${thousands(results)} passed`,
  },
  partlyUnread: 'accounts are unread',
  partlyOneType: 'registries of one type alone were listed',
  partlyNarrowed: 'a rule that maps to it is off for some registries',
  partlyOff: 'a rule that maps to it is off or applies nowhere',
  noControls: 'No rule of this policy maps to a control.',
  /** Behind a rule that shows nothing of a control now. */
  ruleOff: 'off',
  ruleNarrowed: 'off for some registries',
  ruleIdle: 'applies nowhere',

  account: 'Account',
  accounts: 'Accounts',
  type: 'Type',
  types: 'Registry types',
  region: 'Region',
  regions: 'Regions',
  compliantHead: 'Compliant',
  judgedHead: 'Judged',
  registriesHead: 'Registries',
  suppressed: 'Accepted',
  unknownGroup: '(not given)',
  unreadGroup: 'not read',

  search: 'Search',
  searchHint: 'Name, host, rule, message …',
  rule: 'Rule',
  rulesHead: 'Rules',
  outcome: 'Result',
  all: 'All',
  standing: 'Standing',
  notAccepted: 'Not accepted',
  clear: 'Clear filters',
  rowsPerPage: 'Rows',
  previousPage: 'Previous',
  nextPage: 'Next',
  firstRows: (shown: number, all: number) =>
    `Scripts are off, so there is no search, and only the first ${thousands(shown)} of ${thousands(all)} rows are here.`,
  noFinding: 'No finding. Every rule passes or does not apply.',
  noRegistry: 'No registry was checked.',
  registry: 'Registry',
  what: 'What is the matter',
  since: 'Since',
  host: 'Host',
  nextToPrint: 'The print holds the rows that are found, up to 2,000.',

  why: 'Why it matters',
  fix: 'How to fix it',
  references: 'References',
  supports: 'Controls that it supports',
  ruleCounts: (failed: number, open: number, accepted: number, passed: number, notApplicable: number) =>
    `${thousands(failed)} failed, ${thousands(open)} open, ${
      accepted > 0 ? `${thousands(accepted)} accepted, ` : ''
    }${thousands(passed)} passed, ${thousands(notApplicable)} not applicable`,
  place: 'Place',
  noticeTimes: 'Times',
  noticeWhat: 'Notice',

  row: {
    open: 'open',
    accepted: 'accepted',
    state: { new: 'New', reopened: 'Back again', known: 'Known' },
    noName: '(no name)',
    inventory: 'The inventory as a whole',
    compliant: 'Compliant',
    notCompliant: 'Not compliant',
    notJudged: 'Not judged',
    since: 'since',
  },
  client: {
    /** `{from}`, `{to}`: which rows are shown; `{found}`: how many there are. */
    shown: 'Rows {from} to {to} of {found}',
    /** The same where a search or a filter leaves some out of `{all}`. */
    shownOf: 'Rows {from} to {to} of {found} found among {all}',
    noRow: 'None of {all} rows matches',
    /** `{page}` of `{pages}`. */
    page: 'Page {page} of {pages}',
    /** On paper: the first `{shown}` of `{found}` rows. */
    printed: 'Printed: the first {shown} of {found} rows. Filter before printing, or use the CSV format.',
    sortedUp: 'sorted upwards',
    sortedDown: 'sorted downwards',
  },
};
