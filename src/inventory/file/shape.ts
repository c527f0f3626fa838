import { InventoryError } from '../../model/error.js';
import { registryTypes } from '../../model/field.js';
import type { Location } from '../../model/location.js';
import type { Listing } from '../../model/registry.js';
import type { RawRecord, RecordKind } from '../decode/record.js';

/** The version of the snapshot format that this program writes, and the only one that it reads. */
export const SNAPSHOT_VERSION = 1;

/** The keys whose list holds the records, and what each makes of them. */
export const listKeys = { ImageRegistryInfos: 'api', registries: 'snapshot' } as const satisfies Record<
  string,
  RecordKind
>;

/** Whether a key is one whose list holds the records. */
export function isListKey(key: string): key is keyof typeof listKeys {
  return Object.hasOwn(listKeys, key);
}

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

/** Whether an object that does not stand under the API's own key can be a registry. */
export function looksLikeRecord(value: RawRecord): boolean {
  return telltale.some((field) => Object.hasOwn(value, field));
}

/** What an answer of the API, or what prints one, has when the call has failed. */
const errorFields = [
  'Code',
  'ErrorCode',
  'errorCode',
  'HttpStatusCode',
  'ERROR',
  'error',
  'Error',
  'Recommend',
];

/** Values of these that say nothing of a failure; for `Code`, those that the vendor's SDK takes for success. */
const harmless: ReadonlySet<unknown> = new Set([null, '', 200, 200n, '200', 'OK', 'Success', 'success']);

/** What the fields of an answer hold that tell of a failure; empty where none does. */
export function failuresIn(value: RawRecord): readonly unknown[] {
  const codes = errorFields.filter((field) => Object.hasOwn(value, field)).map((field) => value[field]);
  const denied = [value['Success'], value['success']].filter((said) => said === false || said === 'false');
  return [...codes.filter((code) => !harmless.has(code)), ...denied];
}

function hasFailed(value: RawRecord): boolean {
  return failuresIn(value).length > 0;
}

/**
 * Whether an answer says that there are more registries than it lists. The API lists all at once. Should it come to do
 * so page by page, the first must not pass for all of them.
 */
export function hasMore(
  { NextToken, IsTruncated, TotalCount, PageInfo }: RawRecord,
  listed: number,
): boolean {
  const { TotalCount: page }: { TotalCount?: unknown } = Object(PageInfo);
  return (
    Boolean(NextToken) || IsTruncated === true || [TotalCount, page].some((count) => Number(count) > listed)
  );
}

/**
 * Checks the object around a list of so many records. It must not be an error's answer, nor the first page of one, nor
 * a registry itself, and a snapshot must be of a version that we know.
 *
 * @throws InventoryError where it is
 */
export function checkEnvelope(value: RawRecord, kind: RecordKind, listed: number, where: Location): void {
  if (hasFailed(value)) throw notAnInventory(undefined, where, value);
  if (kind === 'api' && hasMore(value, listed)) throw partialAnswer(where);
  if (looksLikeRecord(value)) throw notAnInventory('it is a registry with a list of registries in it', where);
  const lists = Object.keys(value).filter(isListKey);
  if (lists.length > 1 || !lists.every((key) => Array.isArray(value[key]))) throw secondList(where);
  if (kind === 'snapshot') checkVersion(value['snapshot'], where);
}

/** What a snapshot says of the listing that it was taken from, given as the object around its list. */
export function listingOf(value: RawRecord, kind: RecordKind): Listing | undefined {
  if (kind !== 'snapshot') return undefined;
  const { region, registryType: said }: { region?: unknown; registryType?: unknown } = Object(
    value['origin'],
  );
  const registryType = registryTypes.find((type) => type === said);
  return {
    ...(typeof region === 'string' && { region }),
    ...(registryType !== undefined && { registryType }),
  };
}

function checkVersion(version: unknown, where: Location): void {
  // YAML integers are read as bigint, so that ids keep every digit.
  if (version === SNAPSHOT_VERSION || version === BigInt(SNAPSHOT_VERSION)) return;
  throw new InventoryError({
    code: 'unknown-snapshot',
    message:
      version === undefined
        ? 'this has a list of `registries` but does not say that it is a snapshot'
        : 'this snapshot was written by another version of registry-lint',
    hint: `A snapshot has "snapshot": ${SNAPSHOT_VERSION}. Write it again with \`registry-lint snapshot\`.`,
    location: where,
  });
}

/** The text holds more than one inventory, and which one is meant must not be guessed. */
export function secondList(where: Location): InventoryError {
  return notAnInventory('a second list or record stands here, beside the list of registries', where);
}

const hints = {
  'failed-answer': 'Find out why the call failed, and save the answer of one that did not.',
  'not-an-inventory':
    'Give the answer of ListPrivateRegistryList, a JSON list of its records, one record a line, YAML, or a snapshot. Of an answer that an SDK has wrapped, give the body alone.',
} as const;

/** The text can be read, but is no inventory. */
export function notAnInventory(why: string | undefined, where: Location, value?: RawRecord): InventoryError {
  const failed = value !== undefined && hasFailed(value);
  const said = failed ? 'it is the answer of a call that failed' : why;
  const code = failed ? 'failed-answer' : 'not-an-inventory';
  return new InventoryError({
    code,
    message: `this is not an inventory: ${said ?? 'it has neither a list of registries nor a registry'}`,
    hint: hints[code],
    location: where,
  });
}

function partialAnswer(where: Location): InventoryError {
  return new InventoryError({
    code: 'partial-answer',
    message: 'this answer says that there are more registries than it lists',
    hint: 'Save the other pages too, and put all records into one list.',
    location: where,
  });
}

/** Something else stands where a registry should. */
export function notARecord(where: Location): InventoryError {
  return new InventoryError({
    code: 'not-a-record',
    message: 'a registry was expected here, which is an object with the fields of ListPrivateRegistryList',
    hint: 'Take away what is no registry, a comma too many among it.',
    location: where,
  });
}

/** Bytes are not the text that every inventory is. */
export function notUtf8(where: Location): InventoryError {
  return new InventoryError({
    code: 'not-utf8',
    message: 'this is not UTF-8 text',
    hint: 'Save the inventory as UTF-8, uncompressed. In PowerShell, write it with `| Out-File -Encoding utf8`.',
    location: where,
  });
}
