import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parameters of a request, from its query and its form, decoded. */
export type Parameters = ReadonlyMap<string, string>;

/** What a client signs: the verb, the path `/`, and every parameter but the signature itself, sorted. */
export function stringToSign(method: string, parameters: Parameters): string {
  const canonical = [...parameters]
    .filter(([name]) => name !== 'Signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  return `${method}&${percentEncode('/')}&${percentEncode(canonical)}`;
}

/** The signature of RPC-style requests, version 1.0: HMAC-SHA1 with the secret and `&` as its key. */
export function sign(text: string, accessKeySecret: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(text).digest('base64');
}

/** Compares in a time that does not tell how much of a guess was right. */
export function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** RFC 3986: `encodeURIComponent` leaves five characters alone that the signature wants encoded. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
