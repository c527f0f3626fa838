import { describe, expect, it } from 'vitest';
import { sameSecret, sign, stringToSign } from '../../src/emulator/signature.js';

/** The vendor's published example of the RPC signature. */
const published = new Map([
  ['Timestamp', '2016-02-23T12:46:24Z'],
  ['Format', 'XML'],
  ['AccessKeyId', 'testid'],
  ['Action', 'DescribeRegions'],
  ['SignatureMethod', 'HMAC-SHA1'],
  ['SignatureNonce', '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf'],
  ['Version', '2014-05-26'],
  ['SignatureVersion', '1.0'],
]);

describe('signature', () => {
  it('is that of the published example', () => {
    expect(sign(stringToSign('GET', published), 'testsecret')).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });

  it('covers the verb, and not itself', () => {
    expect(stringToSign('POST', published)).toMatch(/^POST&%2F&AccessKeyId%3Dtestid%26Action%3D/);
    const signed = new Map([...published, ['Signature', 'x']]);
    expect(stringToSign('GET', signed)).toBe(stringToSign('GET', published));
  });

  it('encodes as RFC 3986 has it, and sorts by code units', () => {
    const text = stringToSign(
      'GET',
      new Map([
        ['b', "!'()* ~-_."],
        ['B', 'ü/+'],
      ]),
    );
    expect(text).toBe(`GET&%2F&${encodeURIComponent('B=%C3%BC%2F%2B&b=%21%27%28%29%2A%20~-_.')}`);
  });

  it('compares texts of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abd', 'abc')).toBe(false);
    expect(sameSecret('abcd', 'abc')).toBe(false);
    expect(sameSecret('', '')).toBe(true);
  });
});
