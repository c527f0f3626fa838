import { registryIdentity } from '../../model/identity.js';
import type { Registry } from '../../model/registry.js';
import { IntegerSet } from './integer-set.js';

/** Digits that a number keeps. */
const EXACT_DIGITS = 15;

/** The id of a registry as a number, where a number keeps all its digits. */
export function exactId({ Id: id }: Registry): number | undefined {
  return id !== undefined && id.length <= EXACT_DIGITS && !id.startsWith('-') ? Number(id) : undefined;
}

/** Knows which identities have been seen. Ids are kept as numbers, since an inventory may have millions. */
export class Identities {
  readonly #ids = new Map<string, IntegerSet>();
  readonly #others = new Set<string>();
  /** How often an identity was seen that was seen more than once. */
  readonly #repeated = new Map<string, number>();
  #account = '';
  #idsOfAccount = new IntegerSet();

  constructor() {
    this.#ids.set(this.#account, this.#idsOfAccount);
  }

  /** Which one this is of all registries with its identity, from 1. */
  occurrence(registry: Registry): number {
    if (this.#isNew(registry)) return 1;
    const identity = registryIdentity(registry);
    const occurrence = (this.#repeated.get(identity) ?? 1) + 1;
    this.#repeated.set(identity, occurrence);
    return occurrence;
  }

  /** Notes the id of a registry that need not be decoded here. Returns whether it was not there yet. */
  add(account: string, id: number): boolean {
    return this.#idsOf(account).add(id);
  }

  #isNew(registry: Registry): boolean {
    const id = exactId(registry);
    if (id !== undefined) return this.add(registry.AliUid ?? '', id);
    const identity = registryIdentity(registry);
    if (this.#others.has(identity)) return false;
    this.#others.add(identity);
    return true;
  }

  /** The ids of an account; nearly always of the one that was asked for last. */
  #idsOf(account: string): IntegerSet {
    if (account === this.#account) return this.#idsOfAccount;
    const ids = this.#ids.get(account) ?? new IntegerSet();
    this.#ids.set(account, ids);
    this.#account = account;
    this.#idsOfAccount = ids;
    return ids;
  }
}
