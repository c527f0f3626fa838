import type { Location } from '../model/location.js';
import type { Inventory, Listing, Origin, Registry } from '../model/registry.js';
import { Decoder } from './decode/decoder.js';
import type { RawRecord, RecordKind } from './decode/record.js';

/** One record as it was parsed, with its secrets. Lives inside this folder only. */
export interface SourceRecord {
  readonly raw: RawRecord;
  readonly location: Location | undefined;
}

/** Records from one place, of one kind, in batches. */
export interface RecordBatch {
  readonly kind: RecordKind;
  readonly records: readonly SourceRecord[];
  /** Of the last batch of a snapshot: the listing that it was taken from. */
  readonly listing?: Listing | undefined;
}

/** Where records come from, before they are decoded. Lives inside this folder only. */
export interface RecordSource {
  readonly origin: Origin;
  /** Throws an `InventoryError` when the records cannot be read whole. */
  batches(): AsyncIterable<RecordBatch>;
}

/** The door of this room: what comes out has no secret in it. */
export function inventoryOf(source: RecordSource): Inventory {
  let listing: Listing | undefined;
  return {
    origin: source.origin,
    listing: () => listing,
    async *batches(): AsyncGenerator<readonly Registry[]> {
      let decoder: Decoder | undefined;
      for await (const { kind, records, listing: said } of source.batches()) {
        listing = said ?? listing;
        decoder ??= new Decoder(kind);
        const batch: Registry[] = [];
        for (const { raw, location } of records) batch.push(decoder.decode(raw, location));
        yield batch;
      }
    },
  };
}
