import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Block = [Address, number];

/** Kinds of address at which registries live. Every other kind is contacted only if the user allows it. */
const ordinary: ReadonlySet<string> = new Set(['unicast', 'private', 'uniqueLocal', 'carrierGradeNat']);

/** Kinds that are never contacted, whatever the user allows: no registry lives there, and credentials do. */
const never: ReadonlySet<string> = new Set(['unspecified', 'linkLocal', 'multicast', 'broadcast']);

/** Services that give a machine its credentials, at addresses whose kind does not tell. */
const metadata: ReadonlySet<string> = new Set([
  // Alibaba Cloud
  '100.100.100.200',
  // Azure
  '168.63.129.16',
  // Oracle Cloud
  '192.0.0.192',
  // Amazon, by IPv6
  'fd00:ec2::254',
  // Google, by IPv6
  'fd20:ce::254',
]);

/** Whether probes may contact addresses: decided on the very address that is connected to. */
export class AddressGuard {
  readonly #allowed: readonly Block[];

  /** @param allow ranges in CIDR notation; what `isAllowable` does not take must not be among them */
  constructor(allow: readonly string[] = []) {
    this.#allowed = allow.map((range) => ipaddr.parseCIDR(range));
  }

  permits(text: string): boolean {
    const spellings = spellingsOf(text);
    if (spellings.length === 0 || spellings.some(isNever)) return false;
    return spellings.every(
      (address) => ordinary.has(address.range()) || this.#allowed.some((block) => isIn(address, block)),
    );
  }
}

/** Whether a range may be given to `AddressGuard`: it is one, and not all of it is never contacted. */
export function isAllowable(range: string): boolean {
  if (!ipaddr.isValidCIDR(range)) return false;
  const [address, prefix] = ipaddr.parseCIDR(range);
  const spellings = spellingsOf(address.toString());
  const narrow = prefix >= (address.kind() === 'ipv4' ? 4 : 8);
  return spellings.length > 0 && !(narrow && spellings.some(isNever));
}

/**
 * An address, and the one of IPv4 that is reached through it: mapped (RFC 4291 §2.5.5.2), translated (RFC 6052,
 * RFC 6145), tunnelled (RFC 3056), or in the notation that was given up (RFC 4291 §2.5.5.1). Empty for what is no
 * address, and for one with a zone.
 */
function spellingsOf(text: string): readonly Address[] {
  if (text.includes('%') || !ipaddr.isValid(text)) return [];
  const address = ipaddr.parse(text);
  if (!(address instanceof ipaddr.IPv6)) return [address];
  if (address.isIPv4MappedAddress()) return [address.toIPv4Address()];
  const bytes = address.toByteArray();
  const inner = innerOf(address.range(), bytes);
  return inner === undefined ? [address] : [inner];
}

function innerOf(kind: string, bytes: readonly number[]): Address | undefined {
  if (kind === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  const isOldNotation = kind === 'unicast' && bytes.slice(0, 12).every((byte) => byte === 0);
  // In the part of this kind that is for one's own use (RFC 8215) the address of IPv4 may stand anywhere.
  const isTranslated = kind === 'rfc6145' || (kind === 'rfc6052' && bytes[5] === 0);
  return isTranslated || isOldNotation ? new ipaddr.IPv4(bytes.slice(12)) : undefined;
}

function isNever(address: Address): boolean {
  return never.has(address.range()) || metadata.has(address.toString());
}

function isIn(address: Address, [range, prefix]: Block): boolean {
  if (address instanceof ipaddr.IPv4) return range instanceof ipaddr.IPv4 && address.match(range, prefix);
  return range instanceof ipaddr.IPv6 && address.match(range, prefix);
}
