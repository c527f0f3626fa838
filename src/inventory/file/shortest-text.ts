import type { RawRecord } from '../decode/record.js';

/** Of what this cannot tell, so that nothing follows from the sum. */
const UNTOLD = Number.NEGATIVE_INFINITY;

/** Quotes and colon of a member, and the comma or bracket behind it. */
const SIGNS = 4;

/**
 * How short the JSON of a record can be, as far as it has the fields that the API describes. Written out, since
 * every record of a file comes by here: a loop over the names takes more than twice as long.
 */
export function shortestText(record: RawRecord): number {
  return (
    '{'.length +
    text('VpcId', record['VpcId']) +
    text('Token', record['Token']) +
    text('WhiteList', record['WhiteList']) +
    text('RegistryType', record['RegistryType']) +
    text('DomainName', record['DomainName']) +
    text('RegionId', record['RegionId']) +
    text('Password', record['Password']) +
    text('RegistryVersion', record['RegistryVersion']) +
    text('RegistryHostIp', record['RegistryHostIp']) +
    text('UserName', record['UserName']) +
    text('RegistryName', record['RegistryName']) +
    text('JenkinsEnv', record['JenkinsEnv']) +
    integer('AliUid', record['AliUid']) +
    integer('NetType', record['NetType']) +
    integer('ProtocolType', record['ProtocolType']) +
    integer('Id', record['Id']) +
    integer('PersistenceDay', record['PersistenceDay']) +
    integer('TransPerHour', record['TransPerHour'])
  );
}

function text(name: string, value: unknown): number {
  if (typeof value === 'string') return name.length + SIGNS + value.length + '""'.length;
  return absentOrNull(name, value);
}

function integer(name: string, value: unknown): number {
  if (typeof value === 'number') return name.length + SIGNS + shortestInteger(value);
  return absentOrNull(name, value);
}

function absentOrNull(name: string, value: unknown): number {
  if (value === undefined) return 0;
  return value === null ? name.length + SIGNS + 'null'.length : UNTOLD;
}

let lastLong = 0;
let lastLength = 1;

/** The account's number is long, and the same in nearly all records. */
function shortestInteger(value: number): number {
  if (value >= 0 && value < 1000) return value < 10 ? 1 : value < 100 ? 2 : 3;
  if (value < 1_000_000) return shortestLong(value);
  if (value !== lastLong) {
    lastLong = value;
    lastLength = shortestLong(value);
  }
  return lastLength;
}

/** With three zeros at its end, `1e3` is shorter than all digits; with fewer it is not. */
function shortestLong(value: number): number {
  if (!Number.isSafeInteger(value) || value < 1000) return 1;
  let length = 4;
  for (let limit = 10_000; limit <= value; limit *= 10) length++;
  if (value % 1000 !== 0) return length;
  let zeros = 3;
  for (let power = 10_000; value % power === 0; power *= 10) zeros++;
  return length - zeros + (zeros < 10 ? 2 : 3);
}
