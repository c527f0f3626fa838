import type { JsonSchema } from '../model/rule.js';
import { shortList, showValue } from './sanitise.js';
import type { ExpectedWords, Language, Words } from './words/words.js';

/** Says one keyword of a schema. */
type Say = (value: unknown, say: ExpectedWords, words: Words) => string;

function plain(value: unknown): string {
  if (value === '') return '""';
  return showValue(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A list, or a single value where a keyword takes either. */
const listed = (value: unknown, words: Words): string =>
  words.result.list(shortList((Array.isArray(value) ? value : [value]).map(plain)));

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inner = (value: unknown, words: Words): string =>
  typeof value === 'boolean' || isObject(value) ? sayExpected(value, words) : plain(value);

const each = (value: unknown, words: Words): string[] =>
  (Array.isArray(value) ? value : [value]).map((part) => inner(part, words));

function prefixes(value: unknown, words: Words): string {
  if (!isObject(value)) return plain(value);
  const parts = [
    value['ipv4'] === undefined ? '' : `/${plain(value['ipv4'])} (IPv4)`,
    value['ipv6'] === undefined ? '' : `/${plain(value['ipv6'])} (IPv6)`,
  ];
  return words.result.list(parts.filter(Boolean));
}

const oneOf: Say = (value, say, words) =>
  Array.isArray(value) && value.length > 1 ? say.oneOf(listed(value, words)) : listed(value, words);

const sayings: Readonly<Record<string, Say>> = {
  const: plain,
  enum: oneOf,
  minimum: (value, say) => say.atLeast(plain(value)),
  maximum: (value, say) => say.atMost(plain(value)),
  exclusiveMinimum: (value, say) => say.moreThan(plain(value)),
  exclusiveMaximum: (value, say) => say.lessThan(plain(value)),
  multipleOf: (value, say) => say.multipleOf(plain(value)),
  minLength: (value, say) => say.minLength(plain(value)),
  maxLength: (value, say) => say.maxLength(plain(value)),
  pattern: (value, say) => say.matching(plain(value)),
  type: (value, say, words) => say.type(listed(value, words)),
  format: (value, say) => say.format(plain(value)),
  not: (value, say, words) => say.not(inner(value, words)),
  allOf: (value, say, words) => say.and(each(value, words)),
  anyOf: (value, say, words) => say.or(each(value, words)),
  oneOf: (value, say, words) => say.or(each(value, words)),
  present: (value, say) => (value === false ? say.absent : say.given),
  addressScope: (value, say, words) => say.addressScope(listed(value, words)),
  cidr: (value, say, words) => say.cidr(listed(value, words)),
  minEntries: (value, say) => say.minEntries(plain(value)),
  maxEntries: (value, say) => say.maxEntries(plain(value)),
  eachEntry: (value, say, words) => say.eachEntry(inner(value, words)),
  someEntry: (value, say, words) => say.someEntry(inner(value, words)),
  addressOrRange: (value, say) => (value === false ? say.not(say.addressOrRange) : say.addressOrRange),
  minPrefix: (value, say, words) => say.minPrefix(prefixes(value, words)),
  hostName: (value, say) => (value === false ? say.not(say.hostName) : say.hostName),
  domain: (value, say, words) => say.domain(listed(value, words)),
};

function sayExpected(schema: JsonSchema, words: Words): string {
  const say = words.expected;
  if (typeof schema === 'boolean') return schema ? say.anything : say.nothing;
  const parts = Object.entries(schema).map(([keyword, value]) => {
    const saying = Object.hasOwn(sayings, keyword) ? sayings[keyword] : undefined;
    return saying ? saying(value, say, words) : say.other(showValue(keyword), plain(value));
  });
  return parts.length === 0 ? say.anything : say.and(parts);
}

/** Rules are few and their schemas are the same objects in every result, so each is put into words once. */
const said: Readonly<Record<Language, WeakMap<object, string>>> = { en: new WeakMap(), zh: new WeakMap() };

/** What a condition on one field asks for, in plain words: `HTTPS`, `at least 30`, `not a public address`. */
export function describeExpected(schema: JsonSchema, negated: boolean, words: Words): string {
  const text = typeof schema === 'boolean' ? sayExpected(schema, words) : remembered(schema, words);
  return negated ? words.expected.not(text) : text;
}

function remembered(schema: object & JsonSchema, words: Words): string {
  const known = said[words.language].get(schema);
  if (known !== undefined) return known;
  const text = sayExpected(schema, words);
  said[words.language].set(schema, text);
  return text;
}

const ADDRESS = ['addressScope', 'cidr', 'addressOrRange', 'minPrefix'];
const NAME = ['hostName', 'domain'];

/** What a value has to be before this condition can judge it at all, in plain words. */
export function describeNeeded(schema: JsonSchema, words: Words): string {
  const asks = (keywords: readonly string[]): boolean =>
    typeof schema === 'object' && keywords.some((keyword) => keyword in schema);
  if (asks(['eachEntry', 'someEntry'])) return words.result.addressList;
  if (asks(ADDRESS)) return words.result.address;
  return asks(NAME) ? words.result.name : words.result.usable;
}
