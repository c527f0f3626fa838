import { registryIdentity } from '../../model/identity.js';
import type { Location } from '../../model/location.js';
import type { Notice, Registry } from '../../model/registry.js';
import { duplicateId } from './notices.js';
import { decodeRecord, type RawRecord, type RecordKind } from './record.js';

/** Turns the records of one inventory into registries, and tells those with one identity apart. */
export class Decoder {
  readonly #kind: RecordKind;
  readonly #seen = new Map<string, number>();
  #index = 0;

  constructor(kind: RecordKind) {
    this.#kind = kind;
  }

  /** The next registry of the inventory. */
  decode(raw: RawRecord, location: Location | undefined): Registry {
    const registry = decodeRecord(raw, this.#kind, this.#index++, location, undefined);
    const occurrence = this.#count(registryIdentity(registry));
    if (occurrence === 1) return registry;
    const notices: Notice[] = [...(registry.notices ?? [])];
    if (registry.Id !== undefined) notices.push(duplicateId);
    return { ...registry, occurrence, notices };
  }

  #count(identity: string): number {
    const count = (this.#seen.get(identity) ?? 0) + 1;
    this.#seen.set(identity, count);
    return count;
  }
}
