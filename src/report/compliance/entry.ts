import type { RegistryEntry } from '../../model/compliance.js';
import { accountOf } from '../../model/identity.js';
import type { Registry } from '../../model/registry.js';
import type { Paths } from './paths.js';

/** Which registry it is. How it stands is added when all results are known. */
export function entryOf(
  registry: Registry,
  paths: Paths,
): Omit<RegistryEntry, 'judged' | 'compliant' | 'findings'> {
  const { Id, RegistryName, RegistryType, RegionId, DomainName, RegistryHostIp, location } = registry;
  const host = DomainName || RegistryHostIp;
  return {
    account: accountOf(registry),
    ...(Id !== undefined && { id: Id }),
    ...(RegistryName !== undefined && { name: RegistryName }),
    ...(RegistryType !== undefined && { type: RegistryType }),
    ...(RegionId !== undefined && { region: RegionId }),
    ...(host && { host }),
    ...(location && { location: paths.at(location) }),
  };
}
