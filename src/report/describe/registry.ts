import type { Messages } from '../../messages/messages.js';
import type { InventoryFinding } from '../../model/across.js';
import type { BaselineRegistry } from '../../model/baseline.js';
import type { RegistryEntry } from '../../model/compliance.js';
import type { fields } from '../../model/field.js';
import { formatLocation } from '../../model/location.js';
import type { Origin, Registry, RegistryFields } from '../../model/registry.js';
import type { Result } from '../../model/result.js';
import { shorten, showValue } from '../sanitise.js';

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

/** The fields that say which registry it is, in the order in which people are shown them. */
export const identifying = [
  'Id',
  'RegistryName',
  'RegistryType',
  'RegionId',
  'DomainName',
  'RegistryHostIp',
  'AliUid',
] as const satisfies readonly (keyof typeof fields)[];

/** What a registry is called where people read of it. */
export function registryName(registry: Registry, words: Messages): string {
  const { RegistryName: name } = registry;
  return name === undefined || name === '' ? words.page.noName : showValue(name);
}

const shown = (value: string | undefined): string => showValue(value ?? '');

/** `harbor/cn-hangzhou/payments#66486`: which registry it is, for people and for programs that group by it. */
export function qualifiedName(
  registry: (RegistryFields & { readonly account?: string | undefined }) | BaselineRegistry,
): string {
  const { account, RegistryType, RegionId, RegistryName } = registry;
  const path = [account, RegistryType, RegionId, RegistryName].map(shown).filter(Boolean);
  return path.join('/') + (registry.Id === undefined ? '' : `#${shown(registry.Id)}`);
}

/** What a registry is called, with what tells it from others of that name. Harmless to print. */
export function registryLabel(
  { name, id, region, host }: RegistryEntry,
  words: Messages['compliance'],
): string {
  const called = name ? showValue(name) : words.noName;
  const details = [id === undefined ? '' : `#${id}`, region ?? '', host ?? ''].filter(Boolean).map(showValue);
  return details.length === 0 ? called : `${called} (${details.join(', ')})`;
}

/** What it is about: the name of a registry, a group, a declaration, or else the inventory as a whole. */
export function subjectName(found: Result | InventoryFinding, words: Messages): string {
  if (found.registry) return registryName(found.registry, words);
  const parts = Object.entries('subject' in found ? found.subject : {}).map(([field, value]) =>
    words.across.valued(field, showValue(String(value))),
  );
  return parts.length === 0 ? words.across.whole : shorten(words.result.list(parts), 200);
}
