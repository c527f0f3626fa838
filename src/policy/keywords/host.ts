import { doubt } from './doubt.js';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

/**
 * A host name (RFC 1123 §2.1), with or without a port: labels of letters, digits and hyphens, at most 63 long,
 * no hyphen at their ends. A last label of digits alone is an address, or wants to be taken for one.
 */
const HOST_NAME = new RegExp(`^((?:${LABEL}\\.)*(?![0-9]+\\.?(?::|$))${LABEL})\\.?(?::[0-9]{1,5})?$`, 'i');

/** How long a name may be (RFC 1035 §2.3.4), and with a full stop and a port. */
const LONGEST = { name: 253, text: 260 };

/** The host name in a text such as `harbor.example.com:8443`, lower case; undefined when it holds none. */
export function hostNameOf(text: string): string | undefined {
  const name = text.length > LONGEST.text ? undefined : HOST_NAME.exec(text)?.[1];
  return name === undefined || name.length > LONGEST.name ? undefined : name.toLowerCase();
}

/** `hostName`: the text is a host name, with or without a port, or for `false` is none. */
export function hostName(text: string, wanted: boolean): boolean {
  // No name is too long that is as short as this, so its text need not be taken out.
  const isName = text.length <= LONGEST.name ? HOST_NAME.test(text) : hostNameOf(text) !== undefined;
  return isName === wanted;
}

/** `domain`: the host name is one of these, or stands below one that begins with `*.`. */
export function domain(text: string, domains: readonly string[]): boolean {
  const name = hostNameOf(text);
  if (name === undefined) return doubt();
  return domains.some((wanted) => isUnder(name, wanted.toLowerCase()));
}

function isUnder(name: string, wanted: string): boolean {
  return wanted.startsWith('*.')
    ? name.endsWith(wanted.slice(1)) && name.length >= wanted.length
    : name === wanted;
}
