import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { Identities } from './identities.js';
import { duplicateId } from './notices.js';
import { withRecordedFacts } from './probe-facts.js';
import { decodeRecord, type RawRecord, type RecordKind } from './record.js';

/** What a decoder knows beside the records. */
export interface DecoderOptions {
  /** Its name in the accounts file, where there is one. */
  readonly account?: string | undefined;
  /** The position of the first registry. */
  readonly index?: number;
  /** The day from which the days of certificates are counted that a snapshot tells of. */
  readonly now?: Date | undefined;
}

/** Turns the records of one inventory into registries, and tells those with one identity apart. */
export class Decoder {
  readonly #kind: RecordKind;
  readonly #identities = new Identities();
  readonly #account: string | undefined;
  readonly #now: Date;
  #index: number;

  constructor(kind: RecordKind, { account, index = 0, now = new Date() }: DecoderOptions = {}) {
    this.#kind = kind;
    this.#account = account;
    this.#index = index;
    this.#now = now;
  }

  /** The next registry of the inventory. */
  decode(raw: RawRecord, location: Location | undefined): Registry {
    const plain = decodeRecord(raw, this.#kind, this.#index++, location, this.#account);
    const registry = this.#kind === 'api' ? plain : withRecordedFacts(plain, raw, this.#now);
    const occurrence = this.#identities.occurrence(registry);
    if (occurrence === 1) return registry;
    if (registry.Id === undefined) return { ...registry, occurrence };
    return { ...registry, occurrence, notices: [...(registry.notices ?? []), duplicateId] };
  }
}
