const DOT = 0x2e;
const SLASH = 0x2f;
const ZERO = 0x30;

/** An IPv4 address, or a range of them. */
export interface Ipv4 {
  /** The 32 bits of the address as a number. */
  readonly bits: number;
  /** How many leading bits are fixed: 32 for an address alone. */
  readonly prefix: number;
  readonly isRange: boolean;
}

/**
 * Reads an IPv4 address or a range (RFC 4632); undefined for any other text. Octal and shortened forms (`010.0.0.1`,
 * `10.1`) are left out: they mean different hosts to different programs. Goes through the text once, since nearly
 * every record has a handful of addresses.
 */
export function parseIpv4(text: string): Ipv4 | undefined {
  let bits = 0;
  let parts = 1;
  let isRange = false;
  /** The number that is being read; -1 before its first digit. */
  let number = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (number === 0) return undefined;
      number = number < 0 ? digit : number * 10 + digit;
      if (number > 255) return undefined;
      continue;
    }
    if (number < 0 || isRange) return undefined;
    bits = bits * 256 + number;
    if (code === DOT && parts < 4) parts++;
    else if (code === SLASH && parts === 4) isRange = true;
    else return undefined;
    number = -1;
  }
  if (number < 0 || parts < 4) return undefined;
  if (!isRange) return { bits: bits * 256 + number, prefix: 32, isRange };
  return number <= 32 ? { bits, prefix: number, isRange } : undefined;
}
