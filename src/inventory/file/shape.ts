import { InventoryError } from '../../model/error.js';
import type { Location } from '../../model/location.js';
import type { RawRecord, RecordKind } from '../decode/record.js';

/** The version of the snapshot format that this program writes, and the only one that it reads. */
export const SNAPSHOT_VERSION = 1;

/** An object with none of these is not taken for a registry. */
const telltale = [
  'Id',
  'RegistryName',
  'RegistryType',
  'DomainName',
  'ProtocolType',
  'NetType',
  'RegistryHostIp',
];

/** Whether an object by itself, outside any list, can be a registry. */
export function looksLikeRecord(value: RawRecord): boolean {
  return telltale.some((field) => Object.hasOwn(value, field));
}

/** The object around the list must not be an error's answer, and a snapshot must be of a version we know. */
export function checkEnvelope(value: RawRecord, kind: RecordKind, where: Location): void {
  if (kind === 'api') {
    if (typeof value['Code'] === 'string') throw notAnInventory(undefined, where, value);
    return;
  }
  if (value['snapshot'] === SNAPSHOT_VERSION) return;
  throw new InventoryError({
    code: 'unknown-snapshot',
    message:
      value['snapshot'] === undefined
        ? 'this has a list of `registries` but does not say that it is a snapshot'
        : 'this snapshot was written by another version of registry-lint',
    hint: `A snapshot has "snapshot": ${SNAPSHOT_VERSION}. Write it again with \`registry-lint snapshot\`.`,
    location: where,
  });
}

/** The text can be read, but is no inventory. */
export function notAnInventory(why: string | undefined, where: Location, value?: RawRecord): InventoryError {
  const failed = typeof value?.['Code'] === 'string';
  const said =
    why ??
    (failed
      ? 'it is the answer of a call that failed'
      : 'it has neither a list of registries nor a registry');
  return new InventoryError({
    code: failed ? 'failed-answer' : 'not-an-inventory',
    message: `this is not an inventory: ${said}`,
    hint: 'Give the answer of ListPrivateRegistryList, a JSON list of its records, one record a line, YAML, or a snapshot.',
    location: where,
  });
}
