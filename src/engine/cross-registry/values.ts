import type { OtherRegistry } from '../../model/across.js';
import type { FieldName } from '../../model/field.js';
import type { FieldValue, Registry, RegistryFields } from '../../model/registry.js';

/**
 * The value of a field as it is compared with those of other registries; undefined where it is not known. Names
 * of hosts are the same in upper and lower case, and with or without the dot that ends them.
 */
export function comparable(field: FieldName, registry: RegistryFields): FieldValue | undefined {
  const value = registry[field];
  if (typeof value !== 'string') return value;
  if (field === 'RegistryHostIp') return value.toLowerCase();
  return field === 'DomainName' ? value.toLowerCase().replace(/\.$/, '') : value;
}

/** As much of a registry as tells people which one it is. The registry itself would stay in memory. */
export function briefly(registry: Registry): OtherRegistry {
  const { index, account, Id, RegistryName, RegistryType, RegionId, occurrence, location } = registry;
  return { index, account, Id, RegistryName, RegistryType, RegionId, occurrence, location };
}
