import {
  type AddressScope,
  addressScopes,
  isAddressOrRange,
  isNarrow,
  type MinPrefix,
} from '../keywords/address.js';
import type { Validate } from '../keywords/doubt.js';
import {
  addressOrRange,
  addressScope,
  cidr,
  domain,
  hostName,
  maxEntries,
  minEntries,
  minPrefix,
} from '../keywords/functions.js';
import { type Entry, parsedEntries } from '../keywords/list.js';
import { isMapping } from './field-schema.js';

/**
 * What tests a schema of one keyword; undefined for any other schema, and where the keyword has a value that it may
 * not have, of which Ajv tells what is wrong. Most conditions are one keyword. What Ajv makes of it answers the same,
 * which the tests hold; but Ajv takes time to load, and describes in objects what is wrong with each value.
 */
export function compileOneKeyword(schema: unknown): Validate | undefined {
  const [keyword, wanted] = onlyKeyword(schema);
  return keywords.get(keyword)?.(wanted);
}

function onlyKeyword(schema: unknown): readonly [keyword: string, value?: unknown] {
  const [first = ['', undefined], ...more] = isMapping(schema) ? Object.entries(schema) : [];
  return more.length === 0 ? first : [''];
}

/** Makes what tests a keyword with this value. */
type Compile = (wanted: unknown) => Validate | undefined;

/** Each test is written out, so that V8 sees which function it calls. A keyword for texts says nothing of others. */
const keywords: ReadonlyMap<string, Compile> = new Map<string, Compile>([
  ['const', (wanted) => (isScalar(wanted) ? (value) => value === wanted : undefined)],
  ['enum', oneOf],
  ['minimum', (wanted) => (isNumber(wanted) ? (value) => !isNumber(value) || value >= wanted : undefined)],
  ['maximum', (wanted) => (isNumber(wanted) ? (value) => !isNumber(value) || value <= wanted : undefined)],
  [
    'hostName',
    (wanted) => (isFlag(wanted) ? (value) => !isText(value) || hostName(value, wanted) : undefined),
  ],
  [
    'domain',
    (wanted) => (isList(wanted, isText) ? (value) => !isText(value) || domain(value, wanted) : undefined),
  ],
  [
    'addressOrRange',
    (wanted) => (isFlag(wanted) ? (value) => !isText(value) || addressOrRange(value, wanted) : undefined),
  ],
  [
    'addressScope',
    (wanted) => (isScopes(wanted) ? (value) => !isText(value) || addressScope(value, wanted) : undefined),
  ],
  [
    'cidr',
    (wanted) => (isList(wanted, isText) ? (value) => !isText(value) || cidr(value, wanted) : undefined),
  ],
  [
    'minPrefix',
    (wanted) => (isMinPrefix(wanted) ? (value) => !isText(value) || minPrefix(value, wanted) : undefined),
  ],
  [
    'minEntries',
    (wanted) => (isCount(wanted) ? (value) => !isText(value) || minEntries(value, wanted) : undefined),
  ],
  [
    'maxEntries',
    (wanted) => (isCount(wanted) ? (value) => !isText(value) || maxEntries(value, wanted) : undefined),
  ],
  ['eachEntry', eachEntry],
  ['someEntry', someEntry],
]);

/** Ajv wants no value twice. */
function oneOf(wanted: unknown): Validate | undefined {
  if (!isList(wanted, isScalar) || new Set(wanted).size < wanted.length) return undefined;
  return (value) => isScalar(value) && wanted.includes(value);
}

function eachEntry(wanted: unknown): Validate | undefined {
  const test = compileEntry(wanted);
  return test && ((value) => !isText(value) || parsedEntries(value).every(test));
}

function someEntry(wanted: unknown): Validate | undefined {
  const test = compileEntry(wanted);
  return test && ((value) => !isText(value) || parsedEntries(value).some(test));
}

/** Makes what tests an entry of a list; what has been read of it need not be read again. */
function compileEntry(schema: unknown): ((entry: Entry) => boolean) | undefined {
  const [keyword, wanted] = onlyKeyword(schema);
  if (keyword === 'minPrefix' && isMinPrefix(wanted)) return (entry) => isNarrow(entry, wanted);
  if (keyword === 'addressOrRange' && isFlag(wanted)) return (entry) => isAddressOrRange(entry) === wanted;
  const test = keywords.get(keyword)?.(wanted);
  return test && (({ text }) => test(text));
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isScalar = (value: unknown): value is string | number | boolean =>
  isText(value) || isFlag(value) || isNumber(value);

/** A count, or how many leading bits of an address are fixed. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function isList<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.length > 0 && value.every(isItem);
}

const isScope = (value: unknown): value is AddressScope => addressScopes.some((scope) => scope === value);
const isScopes = (value: unknown): value is AddressScope | readonly AddressScope[] =>
  isScope(value) || isList(value, isScope);

const longestPrefix = new Map([
  ['ipv4', 32],
  ['ipv6', 128],
]);

function isMinPrefix(value: unknown): value is MinPrefix {
  if (!isMapping(value)) return false;
  const limits = Object.entries(value);
  return (
    limits.length > 0 &&
    limits.every(([family, bits]) => isCount(bits) && bits <= (longestPrefix.get(family) ?? -1))
  );
}
