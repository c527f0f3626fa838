import type { RegistryEntry } from '../model/compliance.js';
import { accountOf } from '../model/identity.js';
import type { Registry } from '../model/registry.js';

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
