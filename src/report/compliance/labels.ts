import type { Messages } from '../../messages/messages.js';
import type { RegistryEntry } from '../../model/compliance.js';
import { showValue } from '../sanitise.js';

/** What a registry is called, with what tells it from others of that name. Harmless to print. */
export function registryLabel(
  { name, id, region, host }: RegistryEntry,
  words: Messages['compliance'],
): string {
  const called = name ? showValue(name) : words.noName;
  const details = [id === undefined ? '' : `#${id}`, region ?? '', host ?? ''].filter(Boolean).map(showValue);
  return details.length === 0 ? called : `${called} (${details.join(', ')})`;
}
