import type { ControlState, FindingState } from '../../../model/compliance.js';
import type { Origin } from '../../../model/registry.js';
import type { FailOn, Severity } from '../../../model/severity.js';
import { en } from './en.js';
import { zh } from './zh.js';

/**
 * What the page's script says. `{name}` stands for what it puts in; the script is handed these words with the data.
 */
export interface ClientWords {
  /** `{from}`, `{to}`: which rows are shown; `{found}`: how many there are. */
  readonly shown: string;
  /** The same where a search or a filter leaves some out of `{all}`. */
  readonly shownOf: string;
  readonly noRow: string;
  /** `{page}` of `{pages}`. */
  readonly page: string;
  /** On paper: the first `{shown}` of `{found}` rows. */
  readonly printed: string;
  readonly sortedUp: string;
  readonly sortedDown: string;
}

/** What stands at the severity and at the state of a row. */
export interface RowWords {
  readonly open: string;
  readonly accepted: string;
  readonly state: Readonly<Record<FindingState, string>>;
  readonly noName: string;
  readonly inventory: string;
  readonly compliant: string;
  readonly notCompliant: string;
  readonly notJudged: string;
  /** Before the day since when a finding is there. */
  readonly since: string;
}

/** The fixed words of the page, in one language. */
export interface HtmlWords {
  readonly lang: string;
  readonly title: string;
  readonly skip: string;
  readonly sectionList: string;
  readonly darkTheme: string;
  readonly print: string;
  readonly runOf: string;
  readonly policy: string;
  readonly source: string;
  readonly gate: string;
  readonly origin: (origin: Origin) => string;
  readonly footer: (tool: string) => string;

  readonly sections: {
    readonly overview: string;
    readonly first: string;
    readonly changes: string;
    readonly accepted: string;
    readonly controls: string;
    readonly groups: string;
    readonly findings: string;
    readonly registries: string;
    readonly rules: string;
    readonly notices: string;
  };

  readonly gateClosed: string;
  /** What closes it, behind that. */
  readonly gateWhy: (verdict: string) => string;
  readonly unreadTitle: (accounts: number) => string;
  readonly unreadWhy: string;

  readonly rate: string;
  readonly rateOf: (compliant: number, judged: number) => string;
  /** Of so many registries no rule said anything. */
  readonly unjudged: (registries: number) => string;
  /** Where rules speak of no single registry. */
  readonly wholeOnly: string;
  readonly whyNothingApplied: string;
  /** What makes a registry compliant. */
  readonly rateMeans: (failOn: FailOn, failOnOpen: boolean) => string;
  readonly rateOfRead: (unread: number) => string;
  readonly points: (difference: string, day: string) => string;
  readonly samePoints: (day: string) => string;
  readonly rateByDay: string;
  readonly findingsByDay: string;
  readonly fromTo: (day: string, value: string, lastDay: string, lastValue: string) => string;
  readonly asTable: string;
  readonly day: string;
  readonly noHistory: string;
  readonly firstDay: string;
  readonly unreadDay: string;
  readonly bySeverity: string;
  /** Heads of columns: what failed, by severity. */
  readonly severities: Readonly<Record<Severity, string>>;
  readonly severity: string;
  readonly failed: string;
  readonly open: string;
  readonly openMeans: string;
  readonly total: string;
  readonly suppressedCount: (findings: number) => string;
  readonly waiverCount: (findings: number) => string;
  /** Findings that no account, type or region has, so that sums over those are less. */
  readonly wholeCount: (findings: number) => string;

  readonly firstLead: string;
  readonly nothingFirst: string;
  readonly readAccounts: (accounts: number) => string;
  readonly readAccountsHow: string;
  readonly renewWaivers: (waivers: number, days: number) => string;
  readonly renewWaiversHow: string;
  /** Of a rule whose findings are of no single registry. */
  readonly ofInventory: string;
  readonly ofRegistries: (affected: number, all: number) => string;
  readonly inAccounts: (accounts: number) => string;
  readonly newOnes: (findings: number) => string;
  readonly howAndWhy: string;
  readonly showFindings: (findings: number) => string;
  readonly moreRules: (rules: number) => string;
  readonly noFix: (title: string) => string;

  readonly comparedTo: (moment: string) => string;
  readonly firstReport: string;
  readonly stateCount: Readonly<Record<FindingState, string>>;
  readonly fixedCount: string;
  readonly meanDays: string;
  readonly days: (days: string) => string;
  readonly noneFixedYet: string;
  readonly newAndReopened: string;
  readonly showAllNew: string;
  readonly showAllReopened: string;
  readonly nothingNew: string;
  readonly fixedList: string;
  readonly nothingFixed: string;
  readonly unchecked: (findings: number) => string;
  readonly carried: (findings: number) => string;
  readonly more: (rows: number) => string;
  readonly daysToFix: string;
  readonly firstSeen: string;

  readonly acceptedLead: (waived: number, baseline: number) => string;
  readonly nothingAccepted: string;
  readonly reason: string;
  readonly ends: string;
  readonly endsIn: (days: number) => string;
  readonly never: string;
  readonly approvedBy: string;
  readonly ticket: string;
  readonly findingsHead: string;
  readonly baselineOf: (file: string) => string;
  readonly waiverTrouble: string;

  readonly controlsLead: string;
  readonly notAnAudit: string;
  readonly control: string;
  readonly state: string;
  readonly evidence: string;
  readonly states: Readonly<Record<ControlState, string>>;
  readonly stateCounts: (met: number, notMet: number, partly: number, notShown: number) => string;
  readonly notShownList: (controls: number) => string;
  readonly notShownWhy: string;
  readonly results: {
    readonly failed: (results: number) => string;
    readonly open: (results: number) => string;
    readonly accepted: (results: number) => string;
    readonly passed: (results: number) => string;
  };
  readonly partlyUnread: string;
  readonly partlyOff: string;
  readonly partlyOneType: string;
  readonly partlyNarrowed: string;
  readonly noControls: string;
  /** Behind a rule that shows nothing of a control now. */
  readonly ruleOff: string;
  readonly ruleIdle: string;
  readonly ruleNarrowed: string;

  readonly account: string;
  readonly accounts: string;
  readonly type: string;
  readonly types: string;
  readonly region: string;
  readonly regions: string;
  readonly compliantHead: string;
  readonly judgedHead: string;
  readonly registriesHead: string;
  readonly suppressed: string;
  readonly unknownGroup: string;
  readonly unreadGroup: string;

  readonly search: string;
  readonly searchHint: string;
  readonly rule: string;
  readonly rulesHead: string;
  readonly outcome: string;
  readonly all: string;
  readonly standing: string;
  readonly notAccepted: string;
  readonly clear: string;
  readonly rowsPerPage: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly firstRows: (shown: number, all: number) => string;
  readonly noFinding: string;
  readonly noRegistry: string;
  readonly registry: string;
  readonly what: string;
  readonly since: string;
  readonly host: string;
  readonly nextToPrint: string;

  readonly why: string;
  readonly fix: string;
  readonly references: string;
  readonly supports: string;
  readonly ruleCounts: (
    failed: number,
    open: number,
    accepted: number,
    passed: number,
    notApplicable: number,
  ) => string;
  readonly place: string;
  readonly noticeTimes: string;
  readonly noticeWhat: string;

  readonly row: RowWords;
  readonly client: ClientWords;
}

const tables: Readonly<Record<'en' | 'zh', HtmlWords>> = { en, zh };

/** The words of the page in a language. */
export function htmlWords(language: 'en' | 'zh'): HtmlWords {
  return tables[language];
}
