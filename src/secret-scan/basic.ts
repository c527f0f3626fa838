/** Base64 that stands where a user name and a password do: `Basic …`, or `auth` in a Docker configuration. */
const CANDIDATE =
  /(?:\bbasic[ \t]{1,10}|(?<![A-Za-z])_?auth\\{0,8}["']?[ \t]{0,10}[:=]\s{0,10}\\{0,8}["']?)([A-Za-z0-9+/_-]{6,4096})/gi;

/** Whether the text holds a user name and a password in base64. */
export function holdsBasicCredential(text: string): boolean {
  for (const [, encoded] of text.matchAll(CANDIDATE)) {
    if (encoded !== undefined && isPair(Buffer.from(encoded, 'base64'))) return true;
  }
  return false;
}

/** Whether bytes are `user:password`, with neither of them empty. A word that is no base64 gives other bytes. */
function isPair(bytes: Buffer): boolean {
  return /^[^\0-\x1f\x7f-\x9f\ufffd:]+:[^\0-\x1f\x7f-\x9f\ufffd]+$/.test(bytes.toString('utf8'));
}
