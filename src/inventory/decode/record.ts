import { registryTypes } from '../../model/field.js';
import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { decodeFacts, remarkMissingJenkins } from './facts.js';
import { decodeRegistryName, decodeUserName } from './names.js';
import type { RawRecord, RecordKind } from './record-fields.js';
import { remarkUnknown, unknownNames } from './unknown-names.js';
import {
  decodeEnum,
  decodeId,
  decodeInteger,
  decodeString,
  enumTable,
  isAbsent,
  noRemarks,
} from './values.js';

export type { RawRecord, RecordKind } from './record-fields.js';

const types = enumTable('RegistryType', registryTypes);
const versions = enumTable('RegistryVersion', ['V1', 'V2']);
const protocols = enumTable('ProtocolType', ['HTTP', 'HTTPS']);
const networks = enumTable('NetType', ['Internet', 'VPC']);

/**
 * Checks and names one record. Secrets are turned into facts here and go no further. Never throws.
 * Every registry is made by the one literal below, so that all have the same hidden class.
 *
 * @param isPlain whether it is known that the record has no names but the API's, and in its texts no sign of a
 * credential, nor stars
 */
export function decodeRecord(
  raw: RawRecord,
  kind: RecordKind,
  index: number,
  location: Location | undefined,
  account?: string,
  isPlain = false,
): Registry {
  const remarks = noRemarks(isPlain);
  const facts = decodeFacts(raw, kind, remarks);
  const RegistryType = decodeEnum(types, raw['RegistryType'], remarks);
  const NetType = decodeEnum(networks, raw['NetType'], remarks);
  if (RegistryType === 'CI/CD') remarkMissingJenkins(raw, kind, remarks);
  const hasVpc = NetType === 'VPC' || !isAbsent(raw['VpcId']);
  const unknown = isPlain ? undefined : unknownNames(raw, kind);
  remarkUnknown(unknown, remarks);
  return {
    index,
    account,
    location,
    Id: decodeId('Id', raw['Id'], remarks),
    RegistryName: decodeRegistryName(raw, remarks),
    RegistryType,
    RegistryVersion: decodeEnum(versions, raw['RegistryVersion'], remarks),
    ProtocolType: decodeEnum(protocols, raw['ProtocolType'], remarks),
    NetType,
    VpcId: hasVpc ? decodeString('VpcId', raw['VpcId'], remarks) : undefined,
    RegionId: decodeString('RegionId', raw['RegionId'], remarks),
    DomainName: decodeString('DomainName', raw['DomainName'], remarks),
    RegistryHostIp: decodeString('RegistryHostIp', raw['RegistryHostIp'], remarks),
    WhiteList: decodeString('WhiteList', raw['WhiteList'], remarks),
    UserName: decodeUserName(raw, remarks),
    PersistenceDay: decodeInteger('PersistenceDay', raw['PersistenceDay'], remarks),
    TransPerHour: decodeInteger('TransPerHour', raw['TransPerHour'], remarks),
    AliUid: decodeId('AliUid', raw['AliUid'], remarks),
    'Password.set': facts['Password.set'],
    'Password.wellKnown': facts['Password.wellKnown'],
    'Password.short': facts['Password.short'],
    'Token.set': facts['Token.set'],
    'JenkinsEnv.set': facts['JenkinsEnv.set'],
    'JenkinsEnv.hasCredential': facts['JenkinsEnv.hasCredential'],
    'JenkinsEnv.credentialKinds': facts['JenkinsEnv.credentialKinds'],
    unclear: remarks.unclear,
    unknown,
    notices: remarks.notices,
    occurrence: undefined,
  };
}
