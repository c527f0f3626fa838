import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonRecords } from '../../../src/inventory/file/json-records.js';
import { fileSource } from '../../../src/inventory/file/read.js';
import { inventoryOf, type RecordSource } from '../../../src/inventory/source.js';
import { InventoryError } from '../../../src/model/error.js';
import type { Registry } from '../../../src/model/registry.js';

/** Stands where a secret does, so that a test can look whether it came through. */
export const SECRET = 'FAKE-s3cr3t-value';

/** A record as the API gives it. */
export const harbor = {
  VpcId: 'vpc-bp1',
  Token: SECRET,
  WhiteList: '10.0.0.0/8',
  AliUid: 1766185894123456,
  RegistryType: 'harbor',
  DomainName: 'harbor.example.com',
  RegionId: 'cn-hangzhou',
  Password: SECRET,
  NetType: 1,
  RegistryVersion: 'V2',
  ProtocolType: 2,
  RegistryHostIp: '10.0.0.1',
  UserName: 'robot',
  Id: 66485,
  RegistryName: 'test1',
  PersistenceDay: 90,
  JenkinsEnv: `PASSWORD=${SECRET}`,
  TransPerHour: 30,
};

/** A file of that content in a folder of its own. */
export function fileWith(content: string | Uint8Array, name = 'inventory.json'): string {
  const file = join(mkdtempSync(join(tmpdir(), 'registry-lint-')), name);
  writeFileSync(file, content);
  return file;
}

/** All registries of a source. */
export async function registriesOf(source: RecordSource): Promise<Registry[]> {
  const all: Registry[] = [];
  for await (const batch of inventoryOf(source).batches()) all.push(...batch);
  return all;
}

/** All registries of a file of that content. */
export async function readText(content: string | Uint8Array, name?: string): Promise<Registry[]> {
  return registriesOf(fileSource(fileWith(content, name)));
}

/** Registries without their place, which differs from one way of writing them to another. */
export function placeless(registries: readonly Registry[]): Registry[] {
  return registries.map((registry) => ({ ...registry, location: undefined }));
}

/** The error that reading a file of that content must end in. */
export async function failureOf(content: string | Uint8Array, name?: string): Promise<InventoryError> {
  return failureIn(readText(content, name));
}

/** The error that something must end in. */
export async function failureIn(reading: Promise<unknown>): Promise<InventoryError> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof InventoryError) return error;
  throw new Error('no InventoryError', { cause: error });
}

/** A source of JSON bytes in pieces of the sizes given, over and over. */
export function pieces(bytes: Buffer, sizes: readonly number[]): RecordSource {
  return { origin: { kind: 'stdin' }, batches: () => jsonRecords(cut(bytes, sizes), 'pieces.json', true) };
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
