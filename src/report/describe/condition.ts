import type { Messages } from '../../messages/messages.js';
import type { Language } from '../../model/language.js';
import type { JsonSchema } from '../../model/rule.js';
import { shortList, showValue } from '../sanitise.js';

/** Says one keyword of a schema. */
type Say = (value: unknown, say: Messages['expected'], words: Messages) => string;

function plain(value: unknown): string {
  if (value === '') return '""';
  return showValue(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A list, or a single value where a keyword takes either. */
const listed = (value: unknown, words: Messages): string =>
  words.result.list(shortList((Array.isArray(value) ? value : [value]).map(plain)));

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type SchemaObject = Exclude<JsonSchema, boolean>;

const severalOf = (schema: SchemaObject, keywords: readonly string[]): boolean =>
  keywords.some((keyword) => {
    const parts = schema[keyword];
    return Array.isArray(parts) && parts.length > 1;
  });

/** Whether the words for this schema are several parts, joined by *and* or *or*. */
const isJoined = (schema: JsonSchema): boolean =>
  typeof schema === 'object' &&
  ('cel' in schema || Object.keys(schema).length > 1 || severalOf(schema, ['allOf', 'anyOf', 'oneOf']));

/** A condition inside another: what is joined in it stays together. */
function inner(value: unknown, words: Messages): string {
  if (typeof value !== 'boolean' && !isObject(value)) return plain(value);
  const text = sayExpected(value, words);
  return isJoined(value) ? words.expected.group(text) : text;
}

function sayNot(value: unknown, words: Messages): string {
  const say = words.expected;
  const present = isObject(value) && !isJoined(value) ? value['present'] : undefined;
  if (typeof present === 'boolean') return present ? say.absent : say.given;
  return say.not(inner(value, words));
}

const each = (value: unknown, words: Messages): string[] =>
  (Array.isArray(value) ? value : [value]).map((part) => inner(part, words));

function prefixes(value: unknown, words: Messages): string {
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
  cel: (value) => showValue(String(value).replace(/\s+/g, ' ').trim()),
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
  not: (value, _, words) => sayNot(value, words),
  allOf: (value, say, words) => say.and(each(value, words)),
  anyOf: (value, say, words) => say.or(each(value, words)),
  oneOf: (value, say, words) => say.or(each(value, words)),
  present: (value, say) => (value === false ? say.absent : say.given),
  addressScope: (value, say) => say.addressScope((Array.isArray(value) ? value : [value]).map(plain)),
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

function sayExpected(schema: JsonSchema, words: Messages): string {
  const say = words.expected;
  if (typeof schema === 'boolean') return schema ? say.anything : say.nothing;
  const parts = Object.entries(schema).map(([keyword, value]) => {
    const saying = Object.hasOwn(sayings, keyword) ? sayings[keyword] : undefined;
    if (!saying) return say.other(showValue(keyword), plain(value));
    const part = saying(value, say, words);
    const alone = Object.keys(schema).length === 1;
    return !alone && severalOf({ [keyword]: value }, ['anyOf', 'oneOf']) ? say.group(part) : part;
  });
  return parts.length === 0 ? say.anything : say.and(parts);
}

/** Rules are few and their schemas are the same objects in every result, so each is put into words once. */
type Said = WeakMap<object, string>;

const said: Readonly<Record<Language, { readonly must: Said; readonly mustNot: Said }>> = {
  en: { must: new WeakMap(), mustNot: new WeakMap() },
  zh: { must: new WeakMap(), mustNot: new WeakMap() },
};

/** What a condition on one field asks for, in plain words: `HTTPS`, `at least 30`, `not a public address`. */
export function describeExpected(schema: JsonSchema, negated: boolean, words: Messages): string {
  const say = negated ? sayNot : sayExpected;
  if (typeof schema === 'boolean') return say(schema, words);
  const known = said[words.language][negated ? 'mustNot' : 'must'];
  const text = known.get(schema) ?? say(schema, words);
  known.set(schema, text);
  return text;
}

const ADDRESS = ['addressScope', 'cidr', 'addressOrRange', 'minPrefix'];
const NAME = ['hostName', 'domain'];

/** What a value has to be before this condition can judge it at all, in plain words. */
export function describeNeeded(schema: JsonSchema, words: Messages): string {
  const asks = (keywords: readonly string[]): boolean =>
    typeof schema === 'object' && keywords.some((keyword) => keyword in schema);
  if (asks(['eachEntry', 'someEntry'])) return words.result.addressList;
  if (asks(ADDRESS)) return words.result.address;
  return asks(NAME) ? words.result.name : words.result.usable;
}
