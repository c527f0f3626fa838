import ipaddr from 'ipaddr.js';
import type { Truth } from '../../model/truth.js';
import { type Ipv4, parseIpv4 } from './ipv4.js';
import { isCount, isFlag, isListOf, isMapping, isText, keyword, ofText } from './keyword.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address with the number of leading bits that are fixed: all of them for a single address. */
export interface Range {
  readonly family: 'ipv4' | 'ipv6';
  /** The range as it is written. */
  readonly text: string;
  readonly prefix: number;
  /** The range of IPv4 that an IPv6 one is another spelling of. */
  readonly wraps?: { readonly range: Range; readonly by: 'mapping' | 'translation' };
}

const IPV6 = /^([0-9a-f:.]*:[0-9a-f:.]*)(?:\/(0|[1-9][0-9]{0,2}))?$/i;

/**
 * Reads an address or a range in CIDR notation (RFC 4632, RFC 4291 §2.3); undefined for anything else. The library is
 * asked only for what needs the bits of an address: making its object takes longer than all rules together.
 */
export function parseRange(text: string): Range | undefined {
  const ipv4 = parseIpv4(text);
  return ipv4 ? { family: 'ipv4', text, prefix: ipv4.prefix } : parseIpv6(text);
}

function parseIpv6(text: string): Range | undefined {
  const [, address, bits = '128'] = IPV6.exec(text) ?? [];
  const prefix = Number(bits);
  if (address === undefined || prefix > 128 || !ipaddr.IPv6.isValid(address)) return undefined;
  const wraps = wrapped(ipaddr.IPv6.parse(address), prefix);
  return { family: 'ipv6', text, prefix, ...(wraps && { wraps }) };
}

/** IPv4 in the notation of IPv6 (RFC 4291 §2.5.5.2), or as gateways translate it (RFC 6052 §2.1). */
function wrapped(address: ipaddr.IPv6, prefix: number): Range['wraps'] {
  if (prefix < 96) return undefined;
  const isMapped = address.isIPv4MappedAddress();
  if (!isMapped && address.range() !== 'rfc6052') return undefined;
  const text = `${address.toByteArray().slice(12).join('.')}/${prefix - 96}`;
  const range: Range = { family: 'ipv4', text, prefix: prefix - 96 };
  return { range, by: isMapped ? 'mapping' : 'translation' };
}

function addressOf({ family, text }: Range): Address {
  const [address = ''] = text.split('/');
  return family === 'ipv4' ? ipaddr.IPv4.parse(address) : ipaddr.IPv6.parse(address);
}

/** The kinds of address that `addressScope` tells apart. */
export const addressScopes = ['public', 'private', 'loopback', 'linkLocal', 'reserved'] as const;

/** One of those kinds. */
export type AddressScope = (typeof addressScopes)[number];

const scopes: Readonly<Record<string, AddressScope>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  loopback: 'loopback',
  linkLocal: 'linkLocal',
  // Addresses of these carry traffic across the Internet, whatever they wrap.
  '6to4': 'public',
  teredo: 'public',
  rfc6052: 'public',
};

function scopeOf(address: Address): AddressScope {
  const plain =
    address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
  return scopes[plain.range()] ?? 'reserved';
}

const ofBits = (bits: number): ipaddr.IPv4 =>
  new ipaddr.IPv4([bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255]);

/** Whether the text is an address of one of these kinds. */
function isOfScope(text: string, wanted: readonly AddressScope[]): Truth {
  const ipv4 = parseIpv4(text);
  if (ipv4) return ipv4.isRange ? undefined : wanted.includes(scopeOf(ofBits(ipv4.bits)));
  const range = text.includes('/') ? undefined : parseIpv6(text);
  return range && wanted.includes(scopeOf(addressOf(range)));
}

/** Whether the text is an address or range that lies entirely in one of these. */
function isInside(text: string, ranges: readonly (Range | undefined)[]): Truth {
  const inner = parseRange(text);
  if (!inner) return undefined;
  // What is written as IPv6 and means IPv4 is taken either way, on both sides.
  const mapped = mappedIn(inner);
  return ranges.some((outer) => {
    if (contains(outer, inner)) return true;
    const plain = mappedIn(outer);
    return (plain ?? mapped) !== undefined && contains(plain ?? outer, mapped ?? inner);
  });
}

/** The range of IPv4 that is meant where it is written as IPv6. A translated one is a host of another network. */
const mappedIn = (range: Range | undefined): Range | undefined =>
  range?.wraps?.by === 'mapping' ? range.wraps.range : undefined;

function contains(outer: Range | undefined, inner: Range): boolean {
  if (!outer || outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const [a, b] = [addressOf(outer), addressOf(inner)];
  if (a instanceof ipaddr.IPv4) return b instanceof ipaddr.IPv4 && b.match(a, outer.prefix);
  return b instanceof ipaddr.IPv6 && b.match(a, outer.prefix);
}

/** The shortest prefixes that are narrow enough. A family that is not named may be of any width. */
export interface MinPrefix {
  readonly ipv4?: number;
  readonly ipv6?: number;
}

/** The blocks that hold every IPv4 address: mapped, and translated. */
const wholeIpv4: readonly Range[] = [
  { family: 'ipv6', text: '::ffff:0:0', prefix: 96 },
  { family: 'ipv6', text: '64:ff9b::', prefix: 96 },
];

/** Whether the text is an address, or a range at least this narrow. */
function isNarrow(text: string, { ipv4 = 0, ipv6 = 0 }: MinPrefix): Truth {
  const plain = parseIpv4(text);
  if (plain) return effectivePrefix(plain) >= ipv4;
  const range = parseIpv6(text);
  if (!range) return undefined;
  const meant = range.wraps && parseIpv4(range.wraps.range.text);
  if (meant) return effectivePrefix(meant) >= ipv4;
  if (addressOf(range).range() === 'unspecified') return ipv6 <= 0 && ipv4 <= 0;
  return range.prefix >= ipv6 && (ipv4 <= 0 || !wholeIpv4.some((whole) => contains(range, whole)));
}

/** `0.0.0.0` stands for every address wherever an allow-list takes it, and so does `::`. */
const effectivePrefix = ({ bits, prefix }: Ipv4): number => (bits === 0 ? 0 : prefix);

const isScope = (value: unknown): value is AddressScope => addressScopes.some((scope) => scope === value);
const isScopeList = isListOf(isScope);
const isScopes = (value: unknown): value is AddressScope | readonly AddressScope[] =>
  isScope(value) || isScopeList(value);

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

/** Keywords for addresses. A text that is none cannot be judged, except by `addressOrRange`. */
export const addressKeywords = {
  addressScope: keyword(`one or more of ${addressScopes.join(', ')}`, isScopes, (wanted) => {
    const scopes = typeof wanted === 'string' ? [wanted] : wanted;
    return ofText((text) => isOfScope(text, scopes));
  }),
  addressOrRange: keyword('true or false', isFlag, (wanted) =>
    ofText((text) => (parseRange(text) !== undefined) === wanted),
  ),
  cidr: keyword('a list of addresses and ranges', isListOf(isText), (wanted) => {
    const ranges = wanted.map(parseRange);
    return ofText((text) => isInside(text, ranges));
  }),
  minPrefix: keyword('prefix lengths for ipv4, ipv6 or both', isMinPrefix, (limits) =>
    ofText((text) => isNarrow(text, limits)),
  ),
} as const;
