import { registryIdentity } from '../../model/identity.js';
import type { Registry } from '../../model/registry.js';

/** Digits that a number keeps. */
const EXACT_DIGITS = 15;

/** Counts how often each identity has been seen. */
export class Identities {
  /** By account. Ids are kept as numbers, which take a third of the memory: an inventory may have a million. */
  readonly #ids = new Map<string, Set<number>>();
  readonly #others = new Set<string>();
  /** How often an identity was seen that was seen more than once. */
  readonly #repeated = new Map<string, number>();

  /** Which one this is of all registries with its identity, from 1. */
  occurrence(registry: Registry): number {
    if (this.#isNew(registry)) return 1;
    const identity = registryIdentity(registry);
    const occurrence = (this.#repeated.get(identity) ?? 1) + 1;
    this.#repeated.set(identity, occurrence);
    return occurrence;
  }

  #isNew(registry: Registry): boolean {
    const id = exactId(registry);
    if (id === undefined) return isAdded(this.#others, registryIdentity(registry));
    const account = registry.AliUid ?? '';
    const ids = this.#ids.get(account) ?? new Set();
    this.#ids.set(account, ids);
    return isAdded(ids, id);
  }
}

/** The id of a registry as a number, where a number keeps all its digits. */
function exactId({ Id: id }: Registry): number | undefined {
  return id !== undefined && id.length <= EXACT_DIGITS && !id.startsWith('-') ? Number(id) : undefined;
}

/** Adds an item, and returns whether it was not there before. */
function isAdded<Item>(items: Set<Item>, item: Item): boolean {
  const before = items.size;
  return items.add(item).size > before;
}
