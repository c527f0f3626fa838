import type { BaselineComparison, BaselineEntry } from '../../model/baseline.js';
import { isMainland } from '../../model/regions.js';
import type { Listing } from '../../model/registry.js';

/** The comparison, in which of the absent findings only those count that are known to be gone. */
export function withGone(
  comparison: BaselineComparison,
  isGone: (entry: BaselineEntry) => boolean,
): BaselineComparison {
  function* absentEntries() {
    for (const entry of comparison.absentEntries()) if (isGone(entry)) yield entry;
  }
  const fingerprints = new Set<string>();
  for (const { fingerprint } of absentEntries()) fingerprints.add(fingerprint);
  return { ...comparison, absent: fingerprints.size, absentEntries };
}

/** Whether a listing would have shown the registry of a finding: of what was not asked for, nothing is known. */
export function wouldShow(
  { region, registryType }: Listing,
  { RegionId, RegistryType }: BaselineEntry,
): boolean {
  if (registryType !== undefined && RegistryType !== registryType) return false;
  return region === undefined || RegionId === undefined || isMainland(RegionId) === isMainland(region);
}
