import type { SeverityCount } from '../../model/result.js';
import type { FailOn, Severity } from '../../model/severity.js';
import { MASKED, STARS } from '../../model/stars.js';
import { some, thousands } from '../numbers.js';

const scopeNames: Readonly<Record<string, string>> = { linkLocal: 'link-local' };

/** What a condition asks for, in plain words. Values arrive ready to be shown. */
export const expected = {
  not: (what: string) => `not ${what}`,
  and: (parts: readonly string[]) => parts.join(' and '),
  or: (parts: readonly string[]) => parts.join(' or '),
  /** Keeps a part with several of its own from being read as more parts of the whole. */
  group: (part: string) => `(${part})`,
  anything: 'anything',
  nothing: 'nothing (no value satisfies the condition)',
  given: 'a value',
  absent: 'no value',
  oneOf: (values: string) => `one of ${values}`,
  atLeast: (limit: string) => `at least ${limit}`,
  atMost: (limit: string) => `at most ${limit}`,
  moreThan: (limit: string) => `more than ${limit}`,
  lessThan: (limit: string) => `less than ${limit}`,
  multipleOf: (factor: string) => `a multiple of ${factor}`,
  minLength: (length: string) =>
    length === '1' ? 'a text that is not empty' : `at least ${length} characters`,
  maxLength: (length: string) => `at most ${some(Number(length), 'character')}`,
  matching: (pattern: string) => `a match of ${pattern}`,
  type: (name: string) => `a value of type ${name}`,
  format: (name: string) => `a value of format ${name}`,
  /** Any of these kinds of address, as the policy names them. */
  addressScope: (scopes: readonly string[]) =>
    `a ${scopes.map((scope) => scopeNames[scope] ?? scope).join(' or ')} address`,
  cidr: (ranges: string) => `an address in ${ranges}`,
  minEntries: (count: string) => `at least ${some(Number(count), 'entry', 'entries')}`,
  maxEntries: (count: string) => `at most ${some(Number(count), 'entry', 'entries')}`,
  eachEntry: (what: string) => `every entry ${what}`,
  someEntry: (what: string) => `an entry that is ${what}`,
  addressOrRange: 'an address or a range',
  minPrefix: (prefixes: string) => `no wider than ${prefixes}`,
  hostName: 'a host name',
  domain: (domains: string) => `a name under ${domains}`,
  other: (keyword: string, value: string) => `${keyword} ${value}`,
};

/** What is said about a single result. */
export const result = {
  list: (values: readonly string[]) => values.join(', '),
  /** Stands in a message for a field that the record lacks. */
  notGiven: '(not given)',
  /** Stands in a message for an empty text. */
  empty: '(empty)',
  /** Stands behind `is` for an empty text. */
  isEmpty: 'empty',
  is: (field: string, value: string | undefined, what: string) =>
    value === undefined
      ? `${field} is not given, expected ${what}`
      : `${field} is ${value}, expected ${what}`,
  /** For one of several fields that are told together; what is expected of them stands behind the last. */
  fieldIs: (field: string, value: string | undefined) =>
    value === undefined ? `${field} is not given` : `${field} is ${value}`,
  /** For where the value has been told already. */
  shouldBe: (field: string, what: string) => `${field}: expected ${what}`,
  unknownAbsent: (field: string, what: string) => `${field} is not in the record, expected ${what}`,
  /** The value may be one that has been masked. */
  unknownUnclear: (field: string, value: string) =>
    value === MASKED
      ? `${field} is masked`
      : `${field} is ${value}, which is ${value.includes(STARS) ? 'masked' : 'not understood'}`,
  /** For what only a probe can tell, where there was none. */
  unprobed: (field: string, what: string) =>
    `${field} is known only with a probe: run with --probe; expected ${what}`,
  /** For what a probe did not see. `why` is one of the model's texts, or stands in its place. */
  unseen: (field: string, why: string) => `${field} could not be seen: ${why}`,
  /** For several rules that need it. Without `why` there was no probe. */
  unseenBy: (rules: number, why: string | undefined) =>
    why === undefined
      ? `Cannot be decided: what ${rules} rules need is known only with a probe: run with --probe`
      : `Cannot be decided: what ${rules} rules need could not be seen: ${why}`,
  unknownValue: (field: string, value: string, needed: string) =>
    `${field} is ${value}, which is not ${needed}`,
  address: 'an address',
  addressList: 'a list of addresses',
  name: 'a host name',
  usable: 'a value that can be judged',
  /** What could not be decided, the state that is wanted, and why not. */
  cannotDecide: (title: string, reasons: readonly string[]) =>
    `Cannot be decided: ${title}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`,
  holds: (title: string) => title,
  notApplicable: (title: string) => `Does not apply: ${title}`,
};

const openAllowed = 'open results do not count';

function threshold(failOn: FailOn): string {
  if (failOn === 'error') return 'threshold error: errors fail';
  if (failOn === 'warning') return 'threshold warning: errors and warnings fail';
  return 'threshold note: all findings fail';
}

function verdict(failed: boolean, failOn: FailOn, failOnOpen: boolean, open: number): string {
  if (failOn === 'never') return 'threshold never: no finding fails';
  const also = failOnOpen ? ', decided or open' : '';
  const rule = threshold(failOn) + also;
  return !failed && open > 0 && !failOnOpen ? `${rule}; ${openAllowed}` : rule;
}

/** The texts of the report for people. */
export const page = {
  severity: { error: 'error', warning: 'warning', note: 'note' },
  open: 'open',
  pass: 'pass',
  notApplicable: 'n/a',
  noName: '(no name)',
  checks: (inventory: string, policy: string, rules: number) =>
    `${inventory} against ${policy} (${some(rules, 'rule')})`,
  /** A policy and its floor. */
  withFloor: (policy: string, floor: string) => `${policy} and the floor ${floor}`,
  /** Of a finding that only the floor's own waivers can accept. */
  byFloor: 'required by the floor',
  stdin: 'standard input',
  memory: 'the inventory given by the caller',
  howToFix: 'How to fix',
  /** Stands for the fix of a rule that has none: the state that is wanted. */
  wanted: (title: string) => `Wanted: ${title}`,
  explain: 'registry-lint explain RULE tells the reasons and every step.',
  aboutInventory: 'About the inventory',
  times: (count: number) => `${thousands(count)}×`,
  firstIn: (registry: string) => `first in ${registry}`,
  moreNotices: (count: number) => `and ${some(count, 'more kind', 'more kinds')} of notice`,
  nothingChecked: '0 registries: nothing was checked',
  whyNothing:
    'An empty inventory is not a compliant one; it passes only because allow-empty was given. Is it the right account, the right region, the right type of registry?',
  nothingApplied: 'No rule applied to any registry: nothing was checked',
  checked: (registries: number, withFindings: number) =>
    `${some(registries, 'registry', 'registries')} checked, ${
      withFindings === 0 ? 'none' : thousands(withFindings)
    } with findings`,
  /** Behind that: findings that are of no registry. */
  aboutWhole: (findings: number) => `${some(findings, 'finding')} about the inventory`,
  aboutWaivers: (findings: number) => `${some(findings, 'finding')} about waivers`,
  counts: (severity: Severity, { fail }: SeverityCount) => some(fail, severity),
  openCount: (count: number) => `${thousands(count)} open`,
  passedCount: (count: number) => `${thousands(count)} passed`,
  failed: 'FAILED',
  passed: 'PASSED',
  passedEmpty: 'PASSED WITH NOTHING CHECKED',
  verdict,
  references: 'References',
  leftOut: (shown: number, all: number) =>
    `${thousands(shown)} of ${some(all, 'result')} shown, the worst first`,
  /** What paths in SARIF are relative to. */
  root: 'The root of the repository',
  /** The titles and column heads of a job summary. */
  rules: 'By rule',
  findings: 'By registry',
  rule: 'Rule',
  severityHead: 'Severity',
  result: 'Result',
  failedCount: 'Failed',
  registry: 'Registry',
  what: 'What is the matter',
};
