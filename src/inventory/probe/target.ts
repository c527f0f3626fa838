import { isIP } from 'node:net';
import type { Registry, RegistryFields } from '../../model/registry.js';

/** Where a registry is probed. */
export interface Target {
  /** What the certificate must be made out to, and what is asked for: a host name, or an address. */
  readonly name: string;
  /** The address that the record gives; absent where the name has to be resolved. */
  readonly address?: string;
  /** The port that the record gives, which is tried with HTTPS and with HTTP. */
  readonly port?: number;
}

interface HostAndPort {
  readonly host: string;
  readonly port?: number;
}

/**
 * Where to probe a registry: under its `DomainName`, at its `RegistryHostIp` where that is an address, since there
 * Security Center connects. The API has no field for a port, so that only one written behind the name or the address
 * is known. Undefined where the record has no name that could be asked: nothing of a name that is none is used, and where
 * it is not understood, nobody can say under which name the address would have to be asked.
 */
export function targetOf(registry: RegistryFields & Pick<Registry, 'unclear'>): Target | undefined {
  const { DomainName, RegistryHostIp, unclear } = registry;
  if (DomainName === undefined && unclear?.DomainName !== undefined) return undefined;
  const at = parse(RegistryHostIp ?? '');
  const address = at !== undefined && isIP(at.host) !== 0 ? at : undefined;
  const named = DomainName === undefined || DomainName === '' ? address : parse(DomainName);
  if (named === undefined) return undefined;
  const ip = address?.host ?? (isIP(named.host) === 0 ? undefined : named.host);
  const port = named.port ?? address?.port;
  return { name: named.host, ...(ip !== undefined && { address: ip }), ...(port !== undefined && { port }) };
}

/** A target as messages name it: its host name or address, and the port if the record gives one. */
export function addressOf({ name, port }: Target): string {
  if (port === undefined) return name;
  return isIP(name) === 6 ? `[${name}]:${port}` : `${name}:${port}`;
}

const LABEL = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';

/** A host name (RFC 1123 §2.1, underscores allowed, as name servers do) and perhaps a port. Nothing else passes. */
const NAMED = new RegExp(`^((?:${LABEL}\\.){0,126}${LABEL})\\.?(?::([0-9]{1,5}))?$`, 'i');

/** An IPv6 address, with a port only in brackets. */
const BRACKETED = /^\[([0-9a-f:.]{2,45})\](?::([0-9]{1,5}))?$/i;

/** RFC 1035 §2.3.4; and with a full stop and a port. */
const LONGEST = { name: 253, text: 260 };

function parse(text: string): HostAndPort | undefined {
  if (text.length > LONGEST.text) return undefined;
  if (isIP(text) === 6) return text.includes('%') ? undefined : { host: text };
  const [, host = '', digits] = BRACKETED.exec(text) ?? NAMED.exec(text) ?? [];
  if (host === '' || host.length > LONGEST.name || (text.startsWith('[') && isIP(host) !== 6))
    return undefined;
  if (digits === undefined) return { host: host.toLowerCase() };
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { host: host.toLowerCase(), port } : undefined;
}
