import { speaksOf } from '../../model/condition.js';
import { type FieldName, fieldNames, registryTypes } from '../../model/field.js';
import { isMainland, regions } from '../../model/regions.js';
import type { Listing, Registry, RegistryFields } from '../../model/registry.js';
import type { Condition } from '../../model/rule.js';
import type { Selector } from '../../model/selector.js';
import { matches } from '../selector.js';
import { truthOf } from '../truth.js';

/** Whether a registry may be meant of which only these fields are known. */
export interface Meant {
  readonly may: (known: RegistryFields) => boolean;
  /** Whether regions are named at all. */
  readonly namesRegion: boolean;
}

/** What was listed, and whether an account that should have been could not be read. */
export interface Listed extends Listing {
  readonly unread?: boolean;
}

/**
 * What a run does not see: registries of other types, where one type alone was asked for, those of the other of
 * both centres, where a rule speaks of its regions, and those of accounts that could not be read. To count them as
 * missing would be as wrong as to say that there are none.
 */
export class Sight {
  readonly #listing: () => Listed;

  /** @param listing what was listed; asked once all registries have been read */
  constructor(listing: () => Listed) {
    this.#listing = listing;
  }

  /** Whether registries were left out wherever they are: all of other types, or all of an account. */
  get isFiltered(): boolean {
    const { registryType, unread = false } = this.#listing();
    return unread || registryType !== undefined;
  }

  /** Whether registries that were not listed may be meant, `known` being known of them. */
  hides({ may, namesRegion }: Meant, known: RegistryFields = {}): boolean {
    if (this.#listing().unread) return may(known);
    return this.#hidesType(may, known) || this.#hidesRegion(may, known, namesRegion);
  }

  #hidesType(may: Meant['may'], known: RegistryFields): boolean {
    const { registryType: seen } = this.#listing();
    if (seen === undefined) return false;
    return registryTypes.some(
      (type) =>
        type !== seen && (known.RegistryType ?? type) === type && may({ ...known, RegistryType: type }),
    );
  }

  #hidesRegion(may: Meant['may'], known: RegistryFields, namesRegion: boolean): boolean {
    const { region: asked } = this.#listing();
    if (asked === undefined) return false;
    const isElsewhere = (region: string): boolean => isMainland(region) !== isMainland(asked);
    if (known.RegionId !== undefined) return isElsewhere(known.RegionId) && may(known);
    return (
      namesRegion && regions.some((region) => isElsewhere(region) && may({ ...known, RegionId: region }))
    );
  }
}

/** What a condition means. */
export function meantBy(condition: Condition | undefined): Meant {
  return {
    may: (known) => condition === undefined || truthOf(condition, knowing(known)) !== false,
    namesRegion: condition !== undefined && speaksOf(condition, (field) => field === 'RegionId'),
  };
}

/** What a selector means together with a condition. */
export function meantByBoth(selector: Selector<FieldName>, condition: Condition | undefined): Meant {
  const both = meantBy(condition);
  return {
    may: (known) =>
      both.may(known) &&
      selector.every(
        (pattern) => known[pattern.field] === undefined || matches(pattern, known[pattern.field]),
      ),
    namesRegion: both.namesRegion || selector.some(({ field }) => field === 'RegionId'),
  };
}

/** Makes every field unclear, which leaves open whether it has a value. */
const nothingKnown: Registry['unclear'] = Object.fromEntries(fieldNames.map((field) => [field, '']));

/** A registry of which only these fields are known. */
function knowing(known: RegistryFields): Registry {
  return { ...known, index: 0, unclear: nothingKnown };
}
