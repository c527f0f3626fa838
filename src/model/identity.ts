import type { Registry } from './registry.js';

/**
 * What tells a registry from all others, over runs and over moves in a file: its account and Id, else
 * everything that says where it is. A repeated identity is told apart by `Registry.occurrence`.
 */
export function registryIdentity(registry: Registry): string {
  const account = registry.AliUid ?? '';
  if (registry.Id !== undefined) return `${account}/${registry.Id}`;
  const place = [
    registry.RegistryType,
    registry.RegionId,
    registry.RegistryName,
    registry.DomainName,
    registry.RegistryHostIp,
  ];
  return `${account}/?${JSON.stringify(place)}`;
}
