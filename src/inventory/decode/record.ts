import { registryTypes } from '../../model/field.js';
import type { Location } from '../../model/location.js';
import type { Registry } from '../../model/registry.js';
import { decodeFacts, remarkMissingJenkins } from './facts.js';
import type { RawRecord, RecordKind } from './record-fields.js';
import { decodeText, decodeUserName } from './texts.js';
import { remarkUnknown, unknownNames } from './unknown-names.js';
import { decodeEnum, decodeId, decodeInteger, enumTable, isAbsent, noRemarks } from './values.js';

export type { RawRecord, RecordKind } from './record-fields.js';

const types = enumTable('RegistryType', registryTypes);
const versions = enumTable('RegistryVersion', ['V1', 'V2']);
const protocols = enumTable('ProtocolType', ['HTTP', 'HTTPS']);
const networks = enumTable('NetType', ['Internet', 'VPC']);

/**
 * Checks and names one record. Secrets are turned into facts here and go no further. Never throws.
 * Every registry is made by the one literal below, so that all have the same hidden class.
 */
export function decodeRecord(
  raw: RawRecord,
  kind: RecordKind,
  index: number,
  location: Location | undefined,
  account?: string,
): Registry {
  const remarks = noRemarks(raw);
  const facts = decodeFacts(raw, kind, remarks);
  const RegistryType = decodeEnum(types, raw['RegistryType'], remarks);
  const NetType = decodeEnum(networks, raw['NetType'], remarks);
  if (RegistryType === 'CI/CD') remarkMissingJenkins(raw, kind, remarks);
  const hasVpc = NetType === 'VPC' || !isAbsent(raw['VpcId']);
  const unknown = unknownNames(raw, kind);
  remarkUnknown(unknown, remarks);
  return {
    index,
    account,
    location,
    Id: decodeId('Id', raw['Id'], remarks),
    RegistryName: decodeText('RegistryName', raw['RegistryName'], remarks),
    RegistryType,
    RegistryVersion: decodeEnum(versions, raw['RegistryVersion'], remarks),
    ProtocolType: decodeEnum(protocols, raw['ProtocolType'], remarks),
    NetType,
    VpcId: hasVpc ? decodeText('VpcId', raw['VpcId'], remarks) : undefined,
    RegionId: decodeText('RegionId', raw['RegionId'], remarks),
    DomainName: decodeText('DomainName', raw['DomainName'], remarks),
    RegistryHostIp: decodeText('RegistryHostIp', raw['RegistryHostIp'], remarks),
    WhiteList: decodeText('WhiteList', raw['WhiteList'], remarks),
    UserName: decodeUserName(raw['UserName'], remarks),
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
