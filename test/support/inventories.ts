import { Decoder } from '../../src/inventory/decode/decoder.js';
import type { Registry } from '../../src/model/registry.js';

/** Records of the API, perhaps with facts of a probe, decoded as the inventory room does it. */
export function registriesOf(records: readonly Readonly<Record<string, unknown>>[]): Registry[] {
  const decoder = new Decoder('probed');
  return records.map((record) => decoder.decode(record, undefined));
}
