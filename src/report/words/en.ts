import type { FailOn } from '../../model/severity.js';
import { MASKED, STARS } from '../../model/stars.js';
import { accountsEn } from './accounts.js';
import { acrossEn } from './across-en.js';
import { waiversEn } from './waivers-en.js';
import type { ExpectedWords, PageWords, ResultWords, Words } from './words.js';

const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const some = (count: number, one: string, many = `${one}s`): string =>
  `${thousands(count)} ${count === 1 ? one : many}`;

const scopeNames: Readonly<Record<string, string>> = { linkLocal: 'link-local' };

const expected: ExpectedWords = {
  not: (what) => `not ${what}`,
  and: (parts) => parts.join(' and '),
  or: (parts) => parts.join(' or '),
  group: (part) => `(${part})`,
  anything: 'anything',
  nothing: 'nothing (no value satisfies the condition)',
  given: 'a value',
  absent: 'no value',
  oneOf: (values) => `one of ${values}`,
  atLeast: (limit) => `at least ${limit}`,
  atMost: (limit) => `at most ${limit}`,
  moreThan: (limit) => `more than ${limit}`,
  lessThan: (limit) => `less than ${limit}`,
  multipleOf: (factor) => `a multiple of ${factor}`,
  minLength: (length) => (length === '1' ? 'a text that is not empty' : `at least ${length} characters`),
  maxLength: (length) => `at most ${some(Number(length), 'character')}`,
  matching: (pattern) => `a match of ${pattern}`,
  type: (name) => `a value of type ${name}`,
  format: (name) => `a value of format ${name}`,
  addressScope: (scopes) => `a ${scopes.map((scope) => scopeNames[scope] ?? scope).join(' or ')} address`,
  cidr: (ranges) => `an address in ${ranges}`,
  minEntries: (count) => `at least ${some(Number(count), 'entry', 'entries')}`,
  maxEntries: (count) => `at most ${some(Number(count), 'entry', 'entries')}`,
  eachEntry: (what) => `every entry ${what}`,
  someEntry: (what) => `an entry that is ${what}`,
  addressOrRange: 'an address or a range',
  minPrefix: (prefixes) => `no wider than ${prefixes}`,
  hostName: 'a host name',
  domain: (domains) => `a name under ${domains}`,
  other: (keyword, value) => `${keyword} ${value}`,
};

const result: ResultWords = {
  list: (values) => values.join(', '),
  notGiven: '(not given)',
  empty: '(empty)',
  isEmpty: 'empty',
  is: (field, value, what) =>
    value === undefined
      ? `${field} is not given, expected ${what}`
      : `${field} is ${value}, expected ${what}`,
  fieldIs: (field, value) => (value === undefined ? `${field} is not given` : `${field} is ${value}`),
  shouldBe: (field, what) => `${field}: expected ${what}`,
  unknownAbsent: (field, what) => `${field} is not in the record, expected ${what}`,
  unknownUnclear: (field, value) =>
    value === MASKED
      ? `${field} is masked`
      : `${field} is ${value}, which is ${value.includes(STARS) ? 'masked' : 'not understood'}`,
  unprobed: (field, what) => `${field} is known only with a probe: run with --probe; expected ${what}`,
  unseen: (field, why) => `${field} could not be seen: ${why}`,
  unseenBy: (rules, why) =>
    why === undefined
      ? `Cannot be decided: what ${rules} rules need is known only with a probe: run with --probe`
      : `Cannot be decided: what ${rules} rules need could not be seen: ${why}`,
  unknownValue: (field, value, needed) => `${field} is ${value}, which is not ${needed}`,
  address: 'an address',
  addressList: 'a list of addresses',
  name: 'a host name',
  usable: 'a value that can be judged',
  cannotDecide: (title, reasons) =>
    `Cannot be decided: ${title}${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`,
  holds: (title) => title,
  notApplicable: (title) => `Does not apply: ${title}`,
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

const page: PageWords = {
  severity: { error: 'error', warning: 'warning', note: 'note' },
  open: 'open',
  pass: 'pass',
  notApplicable: 'n/a',
  noName: '(no name)',
  checks: (inventory, policy, rules) => `${inventory} against ${policy} (${some(rules, 'rule')})`,
  withFloor: (policy, floor) => `${policy} and the floor ${floor}`,
  byFloor: 'required by the floor',
  stdin: 'standard input',
  memory: 'the inventory given by the caller',
  howToFix: 'How to fix',
  wanted: (title) => `Wanted: ${title}`,
  explain: 'registry-lint explain RULE tells the reasons and every step.',
  aboutInventory: 'About the inventory',
  times: (count) => `${thousands(count)}×`,
  firstIn: (registry) => `first in ${registry}`,
  moreNotices: (count) => `and ${some(count, 'more kind', 'more kinds')} of notice`,
  nothingChecked: '0 registries: nothing was checked',
  whyNothing:
    'An empty inventory is not a compliant one; it passes only because allow-empty was given. Is it the right account, the right region, the right type of registry?',
  nothingApplied: 'No rule applied to any registry: nothing was checked',
  checked: (registries, withFindings) =>
    `${some(registries, 'registry', 'registries')} checked, ${
      withFindings === 0 ? 'none' : thousands(withFindings)
    } with findings`,
  aboutWhole: (findings) => `${some(findings, 'finding')} about the inventory`,
  aboutWaivers: (findings) => `${some(findings, 'finding')} about waivers`,
  counts: (severity, { fail }) => some(fail, severity),
  openCount: (count) => `${thousands(count)} open`,
  passedCount: (count) => `${thousands(count)} passed`,
  failed: 'FAILED',
  passed: 'PASSED',
  passedEmpty: 'PASSED WITH NOTHING CHECKED',
  verdict,
  references: 'References',
  leftOut: (shown, all) => `${thousands(shown)} of ${some(all, 'result')} shown, the worst first`,
  root: 'The root of the repository',
  rules: 'By rule',
  findings: 'By registry',
  rule: 'Rule',
  severityHead: 'Severity',
  result: 'Result',
  failedCount: 'Failed',
  registry: 'Registry',
  what: 'What is the matter',
};

/** English. */
export const en: Words = {
  language: 'en',
  expected,
  result,
  page,
  waivers: waiversEn,
  across: acrossEn,
  accounts: accountsEn,
  notice: ({ text }) => text,
};
