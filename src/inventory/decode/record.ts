import { type RegistryType, secretFields } from '../../model/field.js';
import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { decodeFacts, type Facts } from './facts.js';
import { missingField, missingId, unknownField } from './notices.js';
import {
  decodeEnum,
  decodeHost,
  decodeId,
  decodeInteger,
  decodeString,
  type Remarks,
  remark,
} from './values.js';

/** A record as it was parsed: names are the API's, values are anything. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** Whether records come from the API, with secrets, or from a snapshot, with facts in their place. */
export type RecordKind = 'api' | 'snapshot';

/** The record's fields in the API's order. Every one of the 18 is named here. */
const apiFields = [
  ...[
    'VpcId',
    'Token',
    'WhiteList',
    'AliUid',
    'RegistryType',
    'DomainName',
    'RegionId',
    'Password',
    'NetType',
  ],
  ...[
    'RegistryVersion',
    'ProtocolType',
    'RegistryHostIp',
    'UserName',
    'Id',
    'RegistryName',
    'PersistenceDay',
  ],
  ...['JenkinsEnv', 'TransPerHour'],
];

/** The fields of the API that hold no secret, and so stand in a snapshot as they came. */
export const apiFieldNames: readonly string[] = apiFields.filter(
  (name) => !Object.hasOwn(secretFields, name),
);

const snapshotFields = [
  ...apiFieldNames,
  ...[
    'Password.set',
    'Password.wellKnown',
    'Password.short',
    'Password.masked',
    'Token.set',
    'JenkinsEnv.set',
  ],
  ...['JenkinsEnv.hasCredential', 'JenkinsEnv.credentialKinds', 'unknownFields'],
];

/** Whether the API page names this field. */
export function isApiField(name: string): boolean {
  return known.api.has(name);
}

const known = { api: new Set(apiFields), snapshot: new Set(snapshotFields) } as const;

/** Checks and names one record. Secrets are turned into facts here and go no further. Never throws. */
export function decodeRecord(
  raw: RawRecord,
  kind: RecordKind,
  index: number,
  location: Location | undefined,
  occurrence: number | undefined,
): Registry {
  const remarks: Remarks = { notices: undefined, unclear: undefined };
  const facts = decodeFacts(raw, kind, remarks);
  const registry = {
    index,
    location,
    Id: decodeId('Id', raw['Id'], remarks),
    RegistryName: decodeString('RegistryName', raw['RegistryName'], remarks),
    RegistryType: decodeEnum('RegistryType', raw['RegistryType'], remarks) as RegistryType | undefined,
    RegistryVersion: decodeEnum('RegistryVersion', raw['RegistryVersion'], remarks) as
      | 'V1'
      | 'V2'
      | undefined,
    ProtocolType: decodeEnum('ProtocolType', raw['ProtocolType'], remarks) as 'HTTP' | 'HTTPS' | undefined,
    NetType: decodeEnum('NetType', raw['NetType'], remarks) as 'Internet' | 'VPC' | undefined,
    VpcId: decodeString('VpcId', raw['VpcId'], remarks),
    RegionId: decodeString('RegionId', raw['RegionId'], remarks),
    DomainName: decodeHost('DomainName', raw['DomainName'], remarks),
    RegistryHostIp: decodeHost('RegistryHostIp', raw['RegistryHostIp'], remarks),
    WhiteList: decodeString('WhiteList', raw['WhiteList'], remarks),
    UserName: decodeString('UserName', raw['UserName'], remarks),
    PersistenceDay: decodeInteger('PersistenceDay', raw['PersistenceDay'], remarks),
    TransPerHour: decodeInteger('TransPerHour', raw['TransPerHour'], remarks),
    AliUid: decodeId('AliUid', raw['AliUid'], remarks),
    ...facts,
  };
  remarkMissing(raw, registry, kind, remarks);
  const unknown = unknownNames(raw, kind, remarks);
  return { ...registry, unclear: remarks.unclear, unknown, notices: remarks.notices, occurrence };
}

/** Fields without which a registry is described only in part. Those of one kind of registry are told below. */
const expectedFields = [
  ...['RegistryName', 'RegistryType', 'RegistryVersion', 'ProtocolType', 'NetType', 'RegionId', 'DomainName'],
  ...['RegistryHostIp', 'WhiteList', 'UserName', 'PersistenceDay', 'TransPerHour', 'AliUid'],
];

function remarkMissing(
  raw: RawRecord,
  registry: Facts & Partial<Registry>,
  kind: RecordKind,
  remarks: Remarks,
) {
  if (isMissing(raw['Id'])) remark(remarks, missingId);
  for (const field of expectedFields) if (isMissing(raw[field])) remark(remarks, missingField(field));
  if (registry.NetType === 'VPC' && isMissing(raw['VpcId'])) remark(remarks, missingField('VpcId'));
  const jenkins = kind === 'api' ? raw['JenkinsEnv'] : raw['JenkinsEnv.set'];
  if (registry.RegistryType === 'CI/CD' && isMissing(jenkins)) remark(remarks, missingField('JenkinsEnv'));
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function unknownNames(raw: RawRecord, kind: RecordKind, remarks: Remarks): readonly string[] | undefined {
  let unknown: string[] | undefined;
  for (const name of Object.keys(raw)) {
    if (!known[kind].has(name)) (unknown ??= []).push(name);
  }
  if (kind === 'snapshot' && Array.isArray(raw['unknownFields'])) {
    for (const name of raw['unknownFields']) if (typeof name === 'string') (unknown ??= []).push(name);
  }
  for (const name of unknown ?? []) remark(remarks, unknownField(name));
  return unknown;
}
