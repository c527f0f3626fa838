import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

/** Writes an accounts file, and the inventories that it names. Returns its path. */
export function writeAccounts(
  folder: string,
  text: object,
  inventories: Readonly<Record<string, unknown>> = {},
): string {
  for (const [name, value] of Object.entries(inventories)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  }
  const file = join(folder, 'accounts.yaml');
  writeFileSync(file, stringify({ version: 1, ...text }));
  return file;
}

/** A record that a policy finds fault with, or nothing of. */
export const record = (Id: number, more: object = {}): { [field: string]: unknown } => ({
  Id,
  RegistryName: `registry-${Id}`,
  RegistryType: 'harbor',
  RegistryVersion: 'V2',
  ProtocolType: 2,
  NetType: 2,
  VpcId: 'vpc-1',
  RegionId: 'cn-hangzhou',
  DomainName: `r${Id}.example.com`,
  RegistryHostIp: '10.0.0.1',
  WhiteList: '10.0.0.0/24',
  UserName: 'robot',
  Password: 'A-long-password-of-the-tests-1',
  PersistenceDay: 90,
  TransPerHour: 10,
  AliUid: 1000200030004000,
  ...more,
});
