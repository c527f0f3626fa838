import { isMainland } from '../../model/regions.js';
import type { Listing } from '../../model/registry.js';

/** What the accounts do not show: other types where one of them is asked for one alone, and the other centre. */
export function listingOf(accounts: readonly Listing[]): Listing {
  const registryType = accounts.map((account) => account.registryType).find((type) => type !== undefined);
  const [region] = accounts.map((account) => account.region);
  const isOneCentre =
    region !== undefined &&
    accounts.every((account) => account.region && isMainland(account.region) === isMainland(region));
  return { ...(registryType && { registryType }), ...(isOneCentre && { region }) };
}
