import type { RegistryEntry } from '../model/compliance.js';
import type { Registry } from '../model/registry.js';

/** The account of a registry as people call it: its name in the accounts file, else its number. */
export const accountOf = ({ account, AliUid }: Registry): string => account ?? AliUid ?? '';

/** Which registry it is. Whether it is compliant is added when all results are known. */
export function entryOf(registry: Registry): Omit<RegistryEntry, 'compliant' | 'findings'> {
  const { Id, RegistryName, RegistryType, RegionId, DomainName, RegistryHostIp, location } = registry;
  const host = DomainName || RegistryHostIp;
  return {
    account: accountOf(registry),
    ...(Id !== undefined && { id: Id }),
    ...(RegistryName !== undefined && { name: RegistryName }),
    ...(RegistryType !== undefined && { type: RegistryType }),
    ...(RegionId !== undefined && { region: RegionId }),
    ...(host && { host }),
    ...(location && { location }),
  };
}
