import { addressOf } from './address.js';
import { doubt } from './doubt.js';

/** A label of a host name (RFC 1123 §2.1): letters, digits and hyphens, at most 63, no hyphen at the ends. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const PORT = /:[0-9]{1,5}$/;

/** The host name in a text such as `harbor.example.com:8443`, lower case; undefined when it holds none. */
export function hostNameOf(text: string): string | undefined {
  const name = text.replace(PORT, '').replace(/\.$/, '').toLowerCase();
  if (name.length === 0 || name.length > 253 || addressOf(name)) return undefined;
  const labels = name.split('.');
  // A last label of digits alone is an address, or wants to be taken for one (RFC 1123 §2.1).
  if (/^[0-9]+$/.test(labels.at(-1) ?? '')) return undefined;
  return labels.every((label) => LABEL.test(label)) ? name : undefined;
}

/** `hostName`: the text is a host name, with or without a port, or for `false` is none. */
export function hostName(text: string, wanted: boolean): boolean {
  return (hostNameOf(text) !== undefined) === wanted;
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
