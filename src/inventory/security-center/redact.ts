import { findCredentials } from '../../secret-scan/find.js';

/** Replaces every secret of the call in a text. */
export type Redact = (text: string) => string;

const MASK = '[redacted]';

/** Signatures, tokens and keys are at least this long without a break; words and request ids are not. */
const LONG_BLOB = /[\w+/=%]{24,}/g;

/** Longest text of the server that is shown, in UTF-16 units. */
const LONGEST = 200;

/**
 * Makes the function that takes secrets out of texts. The gateway repeats the string it signed, in
 * which values are percent-encoded twice, so these spellings are replaced as well.
 */
export function redactor(secrets: readonly (string | undefined)[]): Redact {
  let spellings: readonly string[] | undefined;
  // Made for the first text: of a call that ends well none is shown.
  return (text) => {
    spellings ??= spellingsOf(secrets);
    return spellings.reduce((left, spelling) => left.replaceAll(spelling, MASK), text);
  };
}

function spellingsOf(secrets: readonly (string | undefined)[]): readonly string[] {
  return (
    secrets
      .filter((secret): secret is string => secret !== undefined && secret !== '')
      .flatMap((secret) => [
        encodeURIComponent(encodeURIComponent(secret)),
        encodeURIComponent(secret),
        secret,
      ])
      // The longest first: one secret can be a part of another.
      .sort((a, b) => b.length - a.length)
  );
}

/**
 * A text of the server, fit to be shown: secrets and addresses taken out, control characters (and with
 * them escape sequences for the terminal) gone, of bounded length. A text in which something looks like a credential
 * is not shown at all: it could be a registry's.
 */
export function presentable(text: string, redact: Redact): string {
  // Secrets go first: cutting or cleaning could leave half of one, which would no longer be recognised.
  const clean = redact(text)
    .replace(/https?:\/\/\S+/gi, '[address]')
    .replace(/string to sign.*$/is, '')
    .replace(LONG_BLOB, MASK)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (findCredentials(clean).length > 0) return MASK;
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/** A code or an id of the server as it may be shown; undefined when it is not of that form. */
export function token(value: unknown, redact: Redact): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = redact(String(value));
  return /^[\w.:*-]{1,80}$/.test(text) ? text : undefined;
}
