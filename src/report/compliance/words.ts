import type { ControlState, FindingState } from '../../model/compliance.js';
import type { Language } from '../words/words.js';
import { complianceEn } from './words-en.js';
import { complianceZh } from './words-zh.js';

/** The fixed words of a compliance report, in one language. */
export interface ComplianceWords {
  readonly title: string;
  /** A linter's evidence is not an audit. */
  readonly notAnAudit: string;
  readonly standing: string;
  readonly changes: string;
  readonly first: string;
  readonly byControl: string;
  readonly byAccount: string;
  readonly byType: string;
  readonly findings: string;
  readonly waivers: string;
  readonly compliant: (compliant: number, judged: number, rate: string) => string;
  /** Behind it: of so many registries nothing is known. */
  readonly unjudged: (registries: number) => string;
  /** Where rules speak of no single registry, and so there is no rate. */
  readonly wholeOnly: string;
  readonly nothingChecked: string;
  readonly unread: (accounts: number) => string;
  /** The names of columns, and of what stands in them. */
  readonly account: string;
  readonly type: string;
  readonly region: string;
  readonly registry: string;
  readonly id: string;
  readonly host: string;
  readonly location: string;
  readonly registries: string;
  readonly compliantHead: string;
  readonly notJudgedHead: string;
  readonly rate: string;
  readonly errors: string;
  readonly warnings: string;
  readonly notes: string;
  readonly failed: string;
  readonly open: string;
  readonly suppressed: string;
  readonly standard: string;
  readonly control: string;
  readonly state: string;
  readonly shownBy: string;
  readonly rule: string;
  readonly ruleTitle: string;
  readonly severity: string;
  readonly outcome: string;
  readonly outcomes: Readonly<Record<'fail' | 'open', string>>;
  /** The outcome of an account that could not be read. */
  readonly notRead: string;
  /** The outcome of a registry, or of an inventory, to which no rule applies. */
  readonly notJudged: string;
  readonly what: string;
  readonly fix: string;
  readonly count: string;
  readonly controls: string;
  readonly accepted: string;
  readonly acceptances: Readonly<Record<'waiver' | 'baseline', string>>;
  readonly reason: string;
  readonly expires: string;
  readonly approvedBy: string;
  readonly ticket: string;
  readonly since: string;
  readonly fingerprint: string;
  readonly noName: string;
  readonly wholeInventory: string;
  /** Findings that are of no account or type. */
  readonly whole: (findings: number) => string;
  readonly findingStates: Readonly<Record<FindingState, string>>;
  readonly controlStates: Readonly<Record<ControlState, string>>;
  readonly off: string;
  readonly idle: string;
  /** A rule that the policy lets speak of some registries alone. */
  readonly narrowed: string;
  readonly noRule: string;
  readonly nothingFound: string;
  readonly firstRun: string;
  readonly comparedWith: (time: string) => string;
  readonly changed: (fresh: number, reopened: number, known: number, fixed: number) => string;
  readonly unchecked: (count: number) => string;
  readonly carried: (count: number) => string;
  readonly fixed: string;
  readonly daysToFix: (days: string) => string;
  readonly rateBefore: (rate: string, day: string) => string;
  readonly leftOut: (shown: number, all: number) => string;
  readonly belowThreshold: string;
}

const tables: Readonly<Record<Language, ComplianceWords>> = { en: complianceEn, zh: complianceZh };

/** The words of a language. */
export const complianceWords = (language: Language): ComplianceWords => tables[language];
