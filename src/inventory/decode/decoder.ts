import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { Identities } from './identities.js';
import { duplicateId } from './notices.js';
import { withRecordedFacts } from './probe-facts.js';
import { decodeRecord, type RawRecord, type RecordKind } from './record.js';

/** Turns the records of one inventory into registries, and tells those with one identity apart. */
export class Decoder {
  readonly #kind: RecordKind;
  readonly #identities = new Identities();
  readonly #now: Date;
  #index = 0;

  /** @param now the day from which the days of certificates are counted that a snapshot tells of */
  constructor(kind: RecordKind, now: Date = new Date()) {
    this.#kind = kind;
    this.#now = now;
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
    const plain = decodeRecord(raw, this.#kind, this.#index++, location);
    const registry = this.#kind === 'api' ? plain : withRecordedFacts(plain, raw, this.#now);
    const occurrence = this.#identities.occurrence(registry);
    if (occurrence === 1) return registry;
    if (registry.Id === undefined) return { ...registry, occurrence };
    return { ...registry, occurrence, notices: [...(registry.notices ?? []), duplicateId] };
  }
}
