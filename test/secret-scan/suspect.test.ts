import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../src/inventory/decode/record.js';
import { Lines, LineTemplates } from '../../src/inventory/file/line-template.js';
import { isSuspect } from '../../src/secret-scan/suspect.js';
import { harbor } from '../inventory/file/reading.js';
import { credentials, issuedInSmallLetters } from '../support/credentials.js';

const fields = ['RegistryName', 'VpcId', 'RegionId', 'DomainName', 'RegistryHostIp', 'WhiteList', 'UserName'];

/** What lines tell of a record that is written like one before it: the record, and whether it is plain. */
function readAsLine(record: object): { raw: Record<string, unknown>; isPlain: boolean } | undefined {
  const templates = new LineTemplates();
  templates.learn(JSON.stringify(harbor), harbor);
  const lines = new Lines(Buffer.from(JSON.stringify(record)));
  const raw = templates.read(lines, 0);
  return raw && { raw: { ...raw }, isPlain: lines.isPlain };
}

const part = fc.oneof(
  fc.constantFrom(...credentials, ...issuedInSmallLetters, '***', ''),
  fc.constantFrom(
    'a',
    'x',
    '-',
    '.',
    ' ',
    ', ',
    ':',
    '/',
    '_',
    'Harbor',
    'gl',
    'lp',
    '支',
    '：',
    '10.0.0.0/8',
  ),
  fc.constantFrom('token', 'password', 'secret', 'key', 'hunter2', 'cn-hangzhou', 'fe80::1', 'g', 'xo', 'hv'),
);
const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));

describe('a text that is not suspect', () => {
  it('has no credential in it that is found in one that is', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...fields), (value, field) => {
        const record = { ...harbor, [field]: value };
        const careful = decodeRecord(record, 'api', 0, undefined);
        const read = readAsLine(record);
        if (read === undefined) return;
        expect(read.raw).toEqual(record);
        expect(decodeRecord(read.raw, 'api', 0, undefined, undefined, read.isPlain)).toEqual(careful);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([...credentials, ...issuedInSmallLetters])(
    'is none that %s is in, wherever it begins',
    (credential) => {
      for (const before of ['', '-', ' -', '. .']) {
        expect(isSuspect(before + credential)).toBe(true);
        const read = readAsLine({ ...harbor, RegistryName: before + credential });
        if (read !== undefined) expect(read.isPlain).toBe(false);
      }
    },
  );

  it.each([
    'team-7-harbor-1234567.example.com',
    'vpc-bp1fake00000000000042',
    '10.0.0.0/8, 100.104.0.0/26; fe80::/10',
    'robot$security-center-scan',
    'ap-southeast-1',
    'Harbor PROD'.slice(0, 6),
    '支付镜像仓库',
    'password-reset-registry',
  ])('is any ordinary one: %s', (value) => {
    expect(isSuspect(value)).toBe(false);
    expect(readAsLine({ ...harbor, RegistryName: value })?.isPlain).toBe(true);
  });
});
