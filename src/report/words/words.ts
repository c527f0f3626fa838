import type { Notice } from '../../model/registry.js';
import type { SeverityCount } from '../../model/result.js';
import type { FailOn, Severity } from '../../model/severity.js';
import type { AccountWords } from './accounts.js';
import type { AcrossWords } from './across.js';
import { en } from './en.js';
import type { WaiverWords } from './waivers.js';
import { zh } from './zh.js';

/** The languages in which people are told of results. */
export type Language = 'en' | 'zh';

/** What a condition asks for, in plain words. Values arrive ready to be shown. */
export interface ExpectedWords {
  readonly not: (expected: string) => string;
  readonly and: (parts: readonly string[]) => string;
  readonly or: (parts: readonly string[]) => string;
  /** Keeps a part with several of its own from being read as more parts of the whole. */
  readonly group: (part: string) => string;
  readonly anything: string;
  readonly nothing: string;
  readonly given: string;
  readonly absent: string;
  readonly oneOf: (values: string) => string;
  readonly atLeast: (limit: string) => string;
  readonly atMost: (limit: string) => string;
  readonly moreThan: (limit: string) => string;
  readonly lessThan: (limit: string) => string;
  readonly multipleOf: (factor: string) => string;
  readonly minLength: (length: string) => string;
  readonly maxLength: (length: string) => string;
  readonly matching: (pattern: string) => string;
  readonly type: (name: string) => string;
  readonly format: (name: string) => string;
  /** Any of these kinds of address, as the policy names them. */
  readonly addressScope: (scopes: readonly string[]) => string;
  readonly cidr: (ranges: string) => string;
  readonly minEntries: (count: string) => string;
  readonly maxEntries: (count: string) => string;
  readonly eachEntry: (expected: string) => string;
  readonly someEntry: (expected: string) => string;
  readonly addressOrRange: string;
  readonly minPrefix: (prefixes: string) => string;
  readonly hostName: string;
  readonly domain: (domains: string) => string;
  readonly other: (keyword: string, value: string) => string;
}

/** What is said of a single result. */
export interface ResultWords {
  readonly list: (values: readonly string[]) => string;
  /** Stands in a message for a field that the record lacks. */
  readonly notGiven: string;
  /** Stands in a message for an empty text. */
  readonly empty: string;
  /** Stands behind `is` for an empty text. */
  readonly isEmpty: string;
  readonly is: (field: string, value: string | undefined, expected: string) => string;
  /** For one of several fields that are told together; what is expected of them stands behind the last. */
  readonly fieldIs: (field: string, value: string | undefined) => string;
  /** For where the value has been told already. */
  readonly shouldBe: (field: string, expected: string) => string;
  readonly unknownAbsent: (field: string, expected: string) => string;
  /** The value may be one that has been masked. */
  readonly unknownUnclear: (field: string, value: string) => string;
  /** For what only a probe can tell, where there was none. */
  readonly unprobed: (field: string, expected: string) => string;
  /** For what a probe did not see. `why` is one of the model's texts, or stands in its place. */
  readonly unseen: (field: string, why: string) => string;
  /** For several rules that need it. Without `why` there was no probe. */
  readonly unseenBy: (rules: number, why: string | undefined) => string;
  readonly unknownValue: (field: string, value: string, needed: string) => string;
  readonly address: string;
  readonly addressList: string;
  readonly name: string;
  readonly usable: string;
  /** What could not be decided, the state that is wanted, and why not. */
  readonly cannotDecide: (title: string, reasons: readonly string[]) => string;
  readonly holds: (title: string) => string;
  readonly notApplicable: (title: string) => string;
}

/** The words of the report for people. */
export interface PageWords {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly open: string;
  readonly pass: string;
  readonly notApplicable: string;
  readonly noName: string;
  readonly checks: (inventory: string, policy: string, rules: number) => string;
  /** A policy and its floor. */
  readonly withFloor: (policy: string, floor: string) => string;
  /** Of a finding that only the floor's own waivers can accept. */
  readonly byFloor: string;
  readonly stdin: string;
  readonly memory: string;
  readonly howToFix: string;
  /** Stands for the fix of a rule that has none: the state that is wanted. */
  readonly wanted: (title: string) => string;
  readonly explain: string;
  readonly aboutInventory: string;
  readonly times: (count: number) => string;
  readonly firstIn: (registry: string) => string;
  readonly moreNotices: (count: number) => string;
  readonly nothingChecked: string;
  readonly whyNothing: string;
  readonly nothingApplied: string;
  readonly checked: (registries: number, withFindings: number) => string;
  /** Behind that: findings that are of no registry. */
  readonly aboutWhole: (findings: number) => string;
  readonly aboutWaivers: (findings: number) => string;
  readonly counts: (severity: Severity, count: SeverityCount) => string;
  readonly openCount: (count: number) => string;
  readonly passedCount: (count: number) => string;
  readonly failed: string;
  readonly passed: string;
  readonly passedEmpty: string;
  readonly verdict: (failed: boolean, failOn: FailOn, failOnOpen: boolean, open: number) => string;
  readonly references: string;
  readonly leftOut: (shown: number, all: number) => string;
  /** What paths in SARIF are relative to. */
  readonly root: string;
  /** The titles and column heads of a job summary. */
  readonly rules: string;
  readonly findings: string;
  readonly rule: string;
  readonly severityHead: string;
  readonly result: string;
  readonly failedCount: string;
  readonly registry: string;
  readonly what: string;
}

/** All fixed words that people read in a report, in one language. */
export interface Words {
  readonly language: Language;
  readonly expected: ExpectedWords;
  readonly result: ResultWords;
  readonly page: PageWords;
  readonly waivers: WaiverWords;
  readonly across: AcrossWords;
  readonly accounts: AccountWords;
  /** What is odd about the inventory. */
  readonly notice: (notice: Notice) => string;
}

/** The words of a language; English unless said. */
export function wordsOf(language: Language = 'en'): Words {
  return language === 'zh' ? zh() : en;
}
