import ipaddr from 'ipaddr.js';
import { doubt } from './doubt.js';
import { remember } from './remember.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address with the number of leading bits that are fixed: all of them for a single address. */
export interface Range {
  readonly address: Address;
  readonly prefix: number;
}

const PREFIX = /^(?:0|[1-9][0-9]{0,2})$/;
const LEADING_ZERO = /(?:^|\.)0[0-9]/;

function parseAddress(text: string): Address | undefined {
  // Octal and shortened forms (`010.0.0.1`, `10.1`) mean different hosts to different programs.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return LEADING_ZERO.test(text) ? undefined : ipaddr.IPv4.parse(text);
  }
  return text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)
    ? ipaddr.IPv6.parse(text)
    : undefined;
}

function parseRangeUncached(text: string): Range | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return undefined;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (slash < 0) return { address, prefix: bits };
  const prefix = text.slice(slash + 1);
  return PREFIX.test(prefix) && Number(prefix) <= bits ? { address, prefix: Number(prefix) } : undefined;
}

/** Reads an address or a range in CIDR notation (RFC 4632, RFC 4291 §2.3); undefined for anything else. */
export const parseRange: (text: string) => Range | undefined = remember(parseRangeUncached);

/** Reads a single address. */
export function addressOf(text: string): Address | undefined {
  return text.includes('/') ? undefined : parseRange(text)?.address;
}

/** The kinds of address that `addressScope` tells apart. */
export type AddressScope = 'public' | 'private' | 'loopback' | 'linkLocal' | 'reserved';

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
  const plain = isMapped(address) ? address.toIPv4Address() : address;
  return scopes[plain.range()] ?? 'reserved';
}

function isMapped(address: Address): address is ipaddr.IPv6 {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
}

/** `addressScope`: the text is an address of one of these kinds. */
export function addressScope(text: string, wanted: AddressScope | readonly AddressScope[]): boolean {
  const address = addressOf(text);
  if (!address) return doubt();
  const scope = scopeOf(address);
  return typeof wanted === 'string' ? scope === wanted : wanted.includes(scope);
}

/** `addressOrRange`: the text is an address or a range, or for `false` is neither. */
export function addressOrRange(text: string, wanted: boolean): boolean {
  return (parseRange(text) !== undefined) === wanted;
}

/** `cidr`: the text is an address or range that lies wholly in one of these. */
export function cidr(text: string, ranges: readonly string[]): boolean {
  const inner = parseRange(text);
  if (!inner) return doubt();
  return ranges.some((range) => contains(parseRange(range), inner));
}

function contains(outer: Range | undefined, inner: Range): boolean {
  if (!outer || outer.prefix > inner.prefix) return false;
  const { address: a } = outer;
  const { address: b } = inner;
  if (a instanceof ipaddr.IPv4) return b instanceof ipaddr.IPv4 && b.match(a, outer.prefix);
  return b instanceof ipaddr.IPv6 && b.match(a, outer.prefix);
}

/** The shortest prefixes that are narrow enough. A family that is not named may be of any width. */
export interface MinPrefix {
  readonly ipv4?: number;
  readonly ipv6?: number;
}

/** The block that holds every IPv4 address in the notation of IPv6 (RFC 4291 §2.5.5.2). */
const mapped: Range = { address: ipaddr.IPv6.parse('::ffff:0:0'), prefix: 96 };

/** `minPrefix`: the text is an address, or a range at least this narrow. */
export function minPrefix(text: string, limits: MinPrefix): boolean {
  const range = parseRange(text);
  if (!range) return doubt();
  const { address } = range;
  // `0.0.0.0` and `::` stand for every address wherever an allow-list takes them.
  const prefix = address.range() === 'unspecified' ? 0 : range.prefix;
  if (address instanceof ipaddr.IPv4) return prefix >= (limits.ipv4 ?? 0);
  return prefix >= (limits.ipv6 ?? 0) && mappedPrefix({ address, prefix }) >= (limits.ipv4 ?? 0);
}

/** How many bits of IPv4 an IPv6 range fixes; all of them where it lets in no IPv4 address. */
function mappedPrefix(range: Range): number {
  if (contains(mapped, range)) return range.prefix - 96;
  return contains(range, mapped) ? 0 : 32;
}
