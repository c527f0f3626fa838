/**
 * Inventories of any size, the same at every call. One registry in fifty breaks rules, as in an account that
 * somebody looks after; the others differ in every field that tells registries apart.
 *
 *   node bench/inventory.mjs COUNT ndjson|api FILE
 */

import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';

const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'ap-southeast-1'];
const types = ['harbor', 'quay', 'acr'];

const octet = (index, shift) => (index >> shift) & 255;

/** The record of the API at this position. */
export function record(index) {
  const type = types[index % types.length];
  const name = `team-${index % 997}-${type}-${index}`;
  const registry = {
    VpcId: `vpc-bp1fake${String(index).padStart(14, '0')}`,
    Token: type === 'quay' ? `FAKE-token-${index}` : '',
    WhiteList: `100.104.${octet(index, 8)}.0/26,10.${octet(index, 8)}.${octet(index, 0)}.0/24`,
    AliUid: 1000200030004000 + Math.floor(index / 20_000),
    RegistryType: type,
    DomainName: `${name}.example.com`,
    RegionId: regions[index % regions.length],
    Password: type === 'harbor' ? `FAKE-password-${index}` : '',
    NetType: 2,
    RegistryVersion: 'V2',
    ProtocolType: 2,
    RegistryHostIp: `10.${octet(index, 16)}.${octet(index, 8)}.${octet(index, 0)}`,
    UserName: type === 'harbor' ? 'robot$security-center-scan' : '',
    Id: 60000 + index,
    RegistryName: name,
    PersistenceDay: 90,
    JenkinsEnv: '',
    TransPerHour: 30,
  };
  return index % 50 === 7 ? broken(registry, index) : registry;
}

function broken(registry, index) {
  const faults = [
    { ProtocolType: 1 },
    { NetType: 1, RegistryHostIp: `47.96.${octet(index, 8)}.${octet(index, 0)}` },
    { WhiteList: '0.0.0.0/0' },
    { PersistenceDay: 7 },
    { RegistryVersion: 'V1' },
  ];
  return { ...registry, ...faults[Math.floor(index / 50) % faults.length] };
}

/** Writes so many records: one a line, or as one answer of the API. */
export function writeInventory(count, format, file) {
  const out = openSync(file, 'w');
  const [head, between, tail] =
    format === 'api' ? ['{"RequestId":"BENCH","ImageRegistryInfos":[\n', ',\n', '\n]}\n'] : ['', '\n', '\n'];
  let chunk = head;
  for (let index = 0; index < count; index++) {
    chunk += (index === 0 ? '' : between) + JSON.stringify(record(index));
    if (chunk.length > 1 << 20) {
      writeSync(out, chunk);
      chunk = '';
    }
  }
  writeSync(out, chunk + tail);
  closeSync(out);
}

if (basename(process.argv[1] ?? '') === 'inventory.mjs') {
  const [count, format, file] = process.argv.slice(2);
  writeInventory(Number(count), format, file);
}
