import type { Messages } from '../../messages/messages.js';
import { formatLocation } from '../../model/location.js';
import type { Origin, Registry } from '../../model/registry.js';
import { showValue } from '../sanitise.js';

/** What stands behind a registry's name: its type, its Id, and where it is. */
export function headingDetails(registry: Registry): string {
  const { account, RegistryType: type, Id: id, RegionId: region } = registry;
  const { DomainName: domain, RegistryHostIp: host } = registry;
  const place = registry.location ? formatLocation(registry.location) : domain || host;
  const occurrence = registry.occurrence === undefined ? '' : ` (${registry.occurrence})`;
  const parts = [account, type, id === undefined ? '' : `Id ${id}${occurrence}`, region, place];
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => showValue(part ?? ''))
    .join(' · ');
}

/** Where the inventory came from, in a few words. */
export function sourceOf(origin: Origin, { page }: Messages): string {
  const only = origin.registryType === undefined ? '' : ` (${origin.registryType})`;
  if (origin.kind === 'file' || origin.kind === 'accounts') return showValue(origin.file ?? '') + only;
  if (origin.kind === 'stdin') return page.stdin + only;
  if (origin.kind === 'memory') return page.memory + only;
  return (
    [origin.endpoint, origin.region]
      .filter((part) => part !== undefined)
      .map(showValue)
      .join(', ') + only
  );
}
