import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { UnseenReason } from '../../model/probe.js';
import type { AddressGuard } from './addresses.js';
import type { Target } from './target.js';

/** Resolves a name to addresses. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/** As the system resolves names, its file of hosts among it. */
export const systemLookup: Lookup = async (name) => {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
};

/**
 * The addresses of a target that may be contacted, the first of each family: the second is for machines that one
 * family does not lead out of. Whoever connects must use these and not resolve the name again, since a name server
 * can give another answer then.
 */
export async function addressesOf(
  target: Target,
  guard: AddressGuard,
  resolve: Lookup,
): Promise<readonly string[] | UnseenReason> {
  const found = target.address === undefined ? await attempt(target.name, resolve) : [target.address];
  if (found.length === 0) return 'not-resolved';
  const permitted = found.filter((address) => guard.permits(address));
  if (permitted.length === 0) return 'not-allowed';
  const [first] = permitted;
  return permitted.filter(
    (address) => address === first || address === permitted.find((one) => isIP(one) !== isIP(first ?? '')),
  );
}

async function attempt(name: string, resolve: Lookup): Promise<readonly string[]> {
  try {
    return (await resolve(name)).filter((address) => isIP(address) !== 0);
  } catch {
    return [];
  }
}
