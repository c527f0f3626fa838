import ipaddr from 'ipaddr.js';
import { doubt } from './doubt.js';
import { rememberAll, rememberRecent } from './remember.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** An address with the number of leading bits that are fixed: all of them for a single address. */
export interface Range {
  readonly family: 'ipv4' | 'ipv6';
  /** The range as it is written. */
  readonly text: string;
  readonly prefix: number;
}

/**
 * Four numbers up to 255, and a prefix up to 32. Octal and shortened forms (`010.0.0.1`, `10.1`) are left out:
 * they mean different hosts to different programs. What passes here is valid, so the library is asked only for
 * what needs the bits of an address; making its object takes longer than all rules together.
 */
const PART = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${PART}\\.${PART}\\.${PART}\\.${PART}(?:/(?:3[0-2]|[12]?[0-9]))?$`);
const IPV6 = /^([0-9a-f:.]*:[0-9a-f:.]*)(?:\/(0|[1-9][0-9]{0,2}))?$/i;

/** Reads an address or a range in CIDR notation (RFC 4632, RFC 4291 §2.3); undefined for anything else. */
export const parseRange: (text: string) => Range | undefined = rememberRecent((text) => {
  if (!IPV4.test(text)) return parseIpv6(text);
  const slash = text.indexOf('/');
  return { family: 'ipv4', text, prefix: slash < 0 ? 32 : Number(text.slice(slash + 1)) };
});

function parseIpv6(text: string): Range | undefined {
  const [, address, bits = '128'] = IPV6.exec(text) ?? [];
  const prefix = Number(bits);
  if (address === undefined || prefix > 128 || !ipaddr.IPv6.isValid(address)) return undefined;
  return { family: 'ipv6', text, prefix };
}

function addressOf({ family, text }: Range): Address {
  const [address = ''] = text.split('/');
  return family === 'ipv4' ? ipaddr.IPv4.parse(address) : ipaddr.IPv6.parse(address);
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
  const plain =
    address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
  return scopes[plain.range()] ?? 'reserved';
}

/** No kind of IPv4 address begins or ends inside a block of 256, so one answer serves them all. */
const scopeOfBlock = rememberAll((block) => scopeOf(ipaddr.IPv4.parse(`${block}.1`)));

/** `addressScope`: the text is an address of one of these kinds. */
export function addressScope(text: string, wanted: AddressScope | readonly AddressScope[]): boolean {
  const range = text.includes('/') ? undefined : parseRange(text);
  if (!range) return doubt();
  const scope =
    range.family === 'ipv4' ? scopeOfBlock(text.slice(0, text.lastIndexOf('.'))) : scopeOf(addressOf(range));
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

/** The block that holds every IPv4 address in the notation of IPv6 (RFC 4291 §2.5.5.2). */
const mapped: Range = { family: 'ipv6', text: '::ffff:0:0', prefix: 96 };

/** `minPrefix`: the text is an address, or a range at least this narrow. */
export function minPrefix(text: string, limits: MinPrefix): boolean {
  const range = parseRange(text);
  if (!range) return doubt();
  const { ipv4 = 0, ipv6 = 0 } = limits;
  // `0.0.0.0` and `::` stand for every address wherever an allow-list takes them.
  if (range.family === 'ipv4') return (range.text.startsWith('0.0.0.0') ? 0 : range.prefix) >= ipv4;
  const prefix = addressOf(range).range() === 'unspecified' ? 0 : range.prefix;
  return prefix >= ipv6 && mappedPrefix({ ...range, prefix }) >= ipv4;
}

/** How many bits of IPv4 an IPv6 range fixes; all of them where it lets in no IPv4 address. */
function mappedPrefix(range: Range): number {
  if (contains(mapped, range)) return range.prefix - 96;
  return contains(range, mapped) ? 0 : 32;
}
