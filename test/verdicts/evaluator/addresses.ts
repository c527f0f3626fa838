/**
 * Addresses and ranges as plain numbers. IPv4 is kept as the last 32 bits of 128, like `::ffff:0:0/96`, so that one
 * piece of arithmetic serves both families and "IPv4 written as IPv6 is IPv4" (docs/policies.md) needs no case of its
 * own.
 */

/** A block of addresses: all those whose first `prefix` of 128 bits are the ones of `bits`. */
export interface Block {
  readonly bits: bigint;
  readonly prefix: number;
  /** Whether it is written with a prefix length. */
  readonly isRange: boolean;
  /** Whether it is written as IPv6. */
  readonly isWrittenAsIpv6: boolean;
}

const MAPPED = 0xffffn << 32n;

/** An address or a range in the notation of RFC 4632 and RFC 4291; undefined for any other text. */
export function blockOf(text: string): Block | undefined {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0) return undefined;
  const isIpv4 = !address.includes(':');
  const bits = isIpv4 ? ipv4Bits(address) : ipv6Bits(address);
  if (bits === undefined) return undefined;
  const family = isIpv4 ? 96 : 0;
  const prefix = length === undefined ? 128 : family + lengthOf(length);
  if (!(prefix <= 128)) return undefined;
  return {
    bits: isIpv4 ? MAPPED | bits : bits,
    prefix,
    isRange: length !== undefined,
    isWrittenAsIpv6: !isIpv4,
  };
}

const lengthOf = (text: string): number => (/^(0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN);

function ipv4Bits(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bits = bits * 256n + BigInt(part);
  }
  return bits;
}

function ipv6Bits(text: string): bigint | undefined {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return undefined;
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (!before || !after || (tail !== undefined && head.includes('.'))) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<bigint>(missing).fill(0n), ...after];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** Groups of 16 bits; IPv4 may be the last two of them. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    if (part.includes('.') && at === parts.length - 1) {
      const ipv4 = ipv4Bits(part);
      if (ipv4 === undefined) return undefined;
      groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

/** Whether all addresses of `inner` are in `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  const shift = BigInt(128 - outer.prefix);
  return outer.prefix <= inner.prefix && outer.bits >> shift === inner.bits >> shift;
}

function known(text: string): Block {
  const block = blockOf(text);
  if (!block) throw new Error(`${text} is not an address`);
  return block;
}

const ipv4 = known('::ffff:0:0/96');
const translated = known('64:ff9b::/96');

/** Whether a block is IPv4, however it is written. */
export const isIpv4 = (block: Block): boolean => contains(ipv4, block);

/** How narrow a block is for `minPrefix`: in its own family, what gateways translate being IPv4. */
export function width(block: Block): { readonly family: 'ipv4' | 'ipv6'; readonly prefix: number } {
  if (isIpv4(block) || contains(translated, block)) return { family: 'ipv4', prefix: block.prefix - 96 };
  return { family: 'ipv6', prefix: block.prefix };
}

/** Whether a block of IPv6 holds every address of IPv4. */
export const holdsAllIpv4 = (block: Block): boolean => contains(block, ipv4) || contains(block, translated);

export type Scope = 'public' | 'private' | 'loopback' | 'linkLocal' | 'reserved';

/**
 * IANA's special-purpose registries (RFC 6890, RFC 8190) of 2025-05: what is not globally reachable, and what is
 * inside of that. The narrowest block that holds an address counts; what is in none is public.
 */
const special: readonly (readonly [string, Scope])[] = [
  ['0.0.0.0/8', 'reserved'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'private'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'linkLocal'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.0.9/32', 'public'],
  ['192.0.0.10/32', 'public'],
  ['192.0.2.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'reserved'],
  ['198.51.100.0/24', 'reserved'],
  ['203.0.113.0/24', 'reserved'],
  ['224.0.0.0/4', 'reserved'],
  ['240.0.0.0/4', 'reserved'],
  ['::/128', 'reserved'],
  ['::1/128', 'loopback'],
  ['64:ff9b:1::/48', 'reserved'],
  ['100::/64', 'reserved'],
  ['2001::/23', 'reserved'],
  ['2001::/32', 'public'],
  ['2001:1::1/128', 'public'],
  ['2001:3::/32', 'public'],
  ['2001:4:112::/48', 'public'],
  ['2001:20::/28', 'public'],
  ['2001:30::/28', 'public'],
  ['2001:db8::/32', 'reserved'],
  ['3fff::/20', 'reserved'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'linkLocal'],
  ['ff00::/8', 'reserved'],
];

const blocks = special
  .map(([text, scope]) => ({ block: known(text), scope }))
  .sort((a, b) => b.block.prefix - a.block.prefix);

/** Of which kind an address is. */
export function scopeOf(address: Block): Scope {
  return blocks.find(({ block }) => contains(block, address))?.scope ?? 'public';
}

const globallyReachable = blocks.filter(({ scope }) => scope === 'public');

/** Whether an address is one of the globally reachable ones inside a block that is not, or of a block that routes. */
export const isGlobalException = (address: Block): boolean =>
  [...globallyReachable, ...anycast].some(({ block }) => contains(block, address));

/** Blocks of IANA's registries that are globally reachable, and in nothing else. */
const anycast = ['192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '2620:4f:8000::/48'].map(
  (text) => ({
    block: known(text),
  }),
);
