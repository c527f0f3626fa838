import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialIn, textKind } from '../../src/secret-scan/stray.js';
import { isSuspect } from '../../src/secret-scan/suspect.js';
import { credentials, issuedInSmallLetters } from '../support/credentials.js';

/** Without UserName, in which any colon is looked at. */
const fields = ['RegistryName', 'VpcId', 'RegionId', 'DomainName', 'RegistryHostIp', 'WhiteList'];

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
  it('has no credential in it', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...fields), (value, field) => {
        if (!isSuspect(value)) expect(credentialIn(value, textKind(field))).toBeUndefined();
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([...credentials, ...issuedInSmallLetters])(
    'is none that %s is in, wherever it begins',
    (credential) => {
      for (const before of ['', '-', ' -', '. .']) expect(isSuspect(before + credential)).toBe(true);
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
  });
});
