import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { Identities } from './identities.js';
import { duplicateId } from './notices.js';
import { decodeRecord, type RawRecord, type RecordKind } from './record.js';

/** Turns the records of one inventory into registries, and tells those with one identity apart. */
export class Decoder {
  readonly #kind: RecordKind;
  readonly #identities = new Identities();
  readonly #account: string | undefined;
  #index: number;

  /**
   * @param account its name in the accounts file, where there is one
   * @param index the position of the first registry
   */
  constructor(kind: RecordKind, account?: string, index = 0) {
    this.#kind = kind;
    this.#account = account;
    this.#index = index;
  }

  /**
   * Passes over the next registry, of which nothing is to be told. Returns false, and stays where it was, when
   * one with this id has been before: that is to be told.
   */
  skip(account: string, id: number): boolean {
    const isNew = this.#identities.add(account, id);
    if (isNew) this.#index++;
    return isNew;
  }

  /** The next registry of the inventory. */
  decode(raw: RawRecord, location: Location | undefined): Registry {
    const registry = decodeRecord(raw, this.#kind, this.#index++, location, this.#account);
    const occurrence = this.#identities.occurrence(registry);
    if (occurrence === 1) return registry;
    if (registry.Id === undefined) return { ...registry, occurrence };
    return { ...registry, occurrence, notices: [...(registry.notices ?? []), duplicateId] };
  }
}
