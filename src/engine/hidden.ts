import { registryTypes } from '../model/field.js';
import { isMainland, regions } from '../model/regions.js';
import type { Inventory, Listing } from '../model/registry.js';
import type { Selector, SelectorField } from '../model/selector.js';
import { matches } from './selector.js';

/** Whether a selector may choose registries that a run did not see. */
export type Hides = (selector: Selector) => boolean;

/**
 * Of what was not asked for, and of accounts that could not be read, it is not known whether a selector chooses
 * anything. Asked once all registries have been read.
 */
export function hidesOf({ origin, listing, accounts }: Inventory): Hides {
  return (selector) => {
    const standings = accounts?.();
    if (!standings) return hidesSome(selector, { ...listing?.(), ...origin });
    return standings.some(({ account, unread }) => {
      // Of centres nothing is said: an account may well be asked at each of the two under a name of its own.
      const { registryType } = listing?.(account) ?? {};
      const isSome = unread !== undefined || hidesSome(selector, { ...(registryType && { registryType }) });
      return isSome && may(selector, 'account', account);
    });
  };
}

function hidesSome(selector: Selector, { registryType, region }: Listing): boolean {
  const others = registryTypes.filter((type) => registryType !== undefined && type !== registryType);
  if (others.some((type) => may(selector, 'RegistryType', type))) return true;
  if (region === undefined || !selector.some(({ field }) => field === 'RegionId')) return false;
  return regions.some(
    (other) => isMainland(other) !== isMainland(region) && may(selector, 'RegionId', other),
  );
}

/** Whether a selector may choose what has this value in a field. */
const may = (selector: Selector, field: SelectorField, value: string): boolean =>
  selector.every((pattern) => pattern.field !== field || matches(pattern, value));
