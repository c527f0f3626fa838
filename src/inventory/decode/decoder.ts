import { registryIdentity } from '../../model/identity.js';
import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { duplicateId } from './notices.js';
import { decodeRecord, type RawRecord, type RecordKind } from './record.js';

/** Turns the records of one inventory into registries, and tells those with one identity apart. */
export class Decoder {
  readonly #kind: RecordKind;
  readonly #seen = new Set<string>();
  /** How often an identity was seen that was seen more than once. */
  readonly #repeated = new Map<string, number>();
  #index = 0;

  constructor(kind: RecordKind) {
    this.#kind = kind;
  }

  /** The next registry of the inventory. */
  decode(raw: RawRecord, location: Location | undefined): Registry {
    const registry = decodeRecord(raw, this.#kind, this.#index++, location);
    const identity = registryIdentity(registry);
    if (!this.#seen.has(identity)) {
      this.#seen.add(identity);
      return registry;
    }
    const occurrence = (this.#repeated.get(identity) ?? 1) + 1;
    this.#repeated.set(identity, occurrence);
    if (registry.Id === undefined) return { ...registry, occurrence };
    return { ...registry, occurrence, notices: [...(registry.notices ?? []), duplicateId] };
  }
}
