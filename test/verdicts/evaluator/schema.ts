import { Ajv, type ValidateFunction } from 'ajv';
import {
  type Block,
  blockOf,
  contains,
  holdsAllIpv4,
  isGlobalException,
  isIpv4,
  scopeOf,
  width,
} from './addresses.js';
import { choices, type Field } from './decode.js';
import { isMapping, list, type Mapping } from './mapping.js';
import type { Quirks } from './quirks.js';
import { allOf, anyOf, not, type Truth, truth } from './truth.js';

type Value = string | number | boolean;

const ajv = new Ajv({ strictTypes: false });
const compiled = new Map<string, ValidateFunction>();

/** One keyword of JSON Schema, asked by itself. */
function byAjv(keyword: string, wanted: unknown, value: Value): Truth {
  const schema = { [keyword]: wanted };
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? ajv.compile(schema);
  compiled.set(key, validate);
  return truth(validate(value) === true);
}

/** Whether a field satisfies a schema, or the value that stands for one. */
export function holds(name: string, schema: unknown, field: Field, quirks: Quirks): Truth {
  if (!isMapping(schema)) return holds(name, { const: schema }, field, quirks);
  return allOf(
    Object.entries(schema).map(([keyword, wanted]) => {
      if (keyword === 'not') return not(holds(name, wanted, field, quirks));
      if (keyword === 'allOf') return allOf(list(wanted).map((one) => holds(name, one, field, quirks)));
      if (keyword === 'anyOf') return anyOf(list(wanted).map((one) => holds(name, one, field, quirks)));
      if (keyword === 'present') return present(field, wanted === true);
      if (field.is !== 'known') return 'open';
      if (keyword === 'const') return byAjv('const', asWritten(name, wanted), field.value);
      if (keyword === 'enum') return truth(list(wanted).some((one) => asWritten(name, one) === field.value));
      return ofValue(keyword, wanted, field.value, quirks);
    }),
  );
}

/** "An empty text is a value like any other"; only `present` takes it for none. What is not understood is open. */
export function present(field: Field, wanted: boolean): Truth {
  if (field.is === 'unclear') return 'open';
  return truth((field.is === 'known' && field.value !== '') === wanted);
}

/** "The API's own numbers may be written too", and ids as numbers. */
function asWritten(name: string, value: unknown): unknown {
  const numbered = choices[name]?.[String(value)];
  if (numbered !== undefined) return numbered;
  return name === 'Id' || name === 'AliUid' ? String(value) : value;
}

/** What a keyword other than those that join asks of a value that is known. */
function ofValue(keyword: string, wanted: unknown, value: Value, quirks: Quirks): Truth {
  if (keyword === 'pattern') return truth(new RegExp(String(wanted), 'u').test(String(value)));
  const own = keywords[keyword];
  return own ? own(wanted, String(value), quirks) : byAjv(keyword, wanted, value);
}

/** The schema of an entry of a list. */
function ofEntry(schema: unknown, entry: string, quirks: Quirks): Truth {
  if (!isMapping(schema)) throw new Error('the schema of an entry is a mapping');
  return allOf(
    Object.entries(schema).map(([keyword, wanted]) => {
      if (keyword === 'not') return not(ofEntry(wanted, entry, quirks));
      if (keyword === 'allOf') return allOf(list(wanted).map((one) => ofEntry(one, entry, quirks)));
      if (keyword === 'anyOf') return anyOf(list(wanted).map((one) => ofEntry(one, entry, quirks)));
      if (keyword === 'enum') return truth(list(wanted).includes(entry));
      return ofValue(keyword, wanted, entry, quirks);
    }),
  );
}

/** "Its entries are parted by commas, semicolons or white space." */
export const entriesOf = (text: string): readonly string[] =>
  text.split(/[\s,;]+/u).filter((entry) => entry !== '');

const keywords: Readonly<Record<string, (wanted: unknown, value: string, quirks: Quirks) => Truth>> = {
  minEntries: (wanted, value) => truth(entriesOf(value).length >= Number(wanted)),
  maxEntries: (wanted, value) => truth(entriesOf(value).length <= Number(wanted)),
  eachEntry: (wanted, value, quirks) => entries(wanted, value, quirks, (parts) => allOf(parts)),
  someEntry: (wanted, value, quirks) => entries(wanted, value, quirks, (parts) => anyOf(parts)),
  addressOrRange: (wanted, value, quirks) => truth((read(value, quirks) !== undefined) === wanted),
  addressScope: (wanted, value, quirks) => {
    const address = read(value, quirks);
    if (!address || address.isRange) return 'open';
    return truth((Array.isArray(wanted) ? wanted : [wanted]).includes(scopeIn(address, quirks)));
  },
  cidr: (wanted, value, quirks) => {
    const inner = read(value, quirks);
    if (!inner) return 'open';
    return truth(
      list(wanted).some((range) => {
        const outer = blockIn(range);
        // A range of IPv6 that is more than IPv4 written so, such as `::/0`, has nothing in it that is written as IPv4.
        return contains(outer, inner) && (isIpv4(outer) || inner.isWrittenAsIpv6);
      }),
    );
  },
  minPrefix: (wanted, value, quirks) => {
    const block = read(value, quirks);
    return block && isMapping(wanted) ? truth(isNarrow(block, wanted, quirks)) : 'open';
  },
  hostName: (wanted, value) => truth((hostOf(value) !== undefined) === wanted),
  domain: (wanted, value) => {
    const host = hostOf(value);
    if (host === undefined) return 'open';
    return truth(
      list(wanted).some((one) => {
        const domain = String(one).toLowerCase();
        return domain.startsWith('*.')
          ? host.endsWith(domain.slice(1)) && host.length >= domain.length
          : host === domain;
      }),
    );
  },
};

function entries(
  schema: unknown,
  value: string,
  quirks: Quirks,
  join: (parts: readonly Truth[]) => Truth,
): Truth {
  const parts = entriesOf(value).map((entry) => ofEntry(schema, entry, quirks));
  return join(parts);
}

function read(text: string, quirks: Quirks): Block | undefined {
  const plain = quirks.has('mapped-leading-zeros') ? text.replace(/(?<=:(?:\d+\.)*)0+(?=\d+\.)/g, '') : text;
  return blockOf(plain);
}

function blockIn(range: unknown): Block {
  const block = blockOf(String(range));
  if (!block) throw new Error(`${String(range)} is not a range`);
  return block;
}

function scopeIn(address: Block, quirks: Quirks): string {
  return quirks.has('address-ranges') && isGlobalException(address) ? 'reserved' : scopeOf(address);
}

/** "A range at least this narrow". What holds all of IPv4 is as wide as `0.0.0.0/0`. */
function isNarrow(block: Block, { ipv4 = 0, ipv6 = 0 }: Mapping, quirks: Quirks): boolean {
  const { family, prefix } = width(block);
  const isEverything = quirks.has('zero-range') ? isZero(block) : isZero(block) && block.prefix === 128;
  if (isEverything) return Number(ipv4) === 0 && (family === 'ipv4' || Number(ipv6) === 0);
  if (family === 'ipv4') return prefix >= Number(ipv4);
  return prefix >= Number(ipv6) && (Number(ipv4) === 0 || !holdsAllIpv4(block));
}

/** `0.0.0.0` and `::`, which an allow-list takes for every address. */
const isZero = ({ bits }: Block): boolean =>
  bits === 0n ||
  ((bits & 0xffffffffn) === 0n && (bits >> 32n === 0xffffn || bits >> 32n === 0x64ff9bn << 64n));

/** A host name of RFC 1123 in lower case, a port behind it left out; undefined for what is none. */
function hostOf(text: string): string | undefined {
  const host = text.replace(/:\d{1,5}$/, '').replace(/\.$/, '');
  const labels = host.split('.');
  const isName =
    host.length <= 253 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '');
  return isName ? host.toLowerCase() : undefined;
}
