import { credentialIn, type Held, textKind } from '../../secret-scan/stray.js';
import { isWellKnownPassword } from './known-passwords.js';
import type { RawRecord } from './record-fields.js';

/** A secret that is looked for inside of texts has this many characters; shorter ones are in many a name by chance. */
const LONG_SECRET = 8;

/**
 * Whether a text is the record's own password or token, or has it in it. What everybody knows to be one is no secret,
 * and may be a name.
 */
export function holdsOwnSecret(text: string, { Password, Token }: RawRecord): boolean {
  return (holds(text, Password) && !isCommon(Password)) || (holds(text, Token) && !isCommon(Token));
}

function holds(text: string, given: unknown): boolean {
  // A careless exporter writes one of digits as a number.
  const secret = typeof given === 'number' || typeof given === 'bigint' ? String(given) : given;
  if (typeof secret !== 'string' || secret.length > text.length) return false;
  if (secret.length === text.length) return secret === text && text !== '';
  return secret.length >= LONG_SECRET && text.includes(secret);
}

function isCommon(secret: unknown): boolean {
  return typeof secret === 'string' && isWellKnownPassword(secret, undefined);
}

/** Where a text of a record has a credential; undefined where it has none. */
export function heldIn(field: string, text: string, raw: RawRecord): Held | undefined {
  return holdsOwnSecret(text, raw) ? 'inside' : credentialIn(text, textKind(field));
}

/** A name or value that is called odd is shown in this form, and found in it when a snapshot is read. */
const ODD = /^\(odd (?:name|text), \d{1,9} characters?\)$/;

export const isOdd = (text: string): boolean => ODD.test(text);

/** Letters and digits without a break, as in a token that has no form of its own. */
const WORDS = /[A-Za-z0-9+/_=-]{20,}/g;

/**
 * Whether a text looks as if it were drawn by lot. Of names and values that nobody chose, such as that of a field or of
 * a type that the API does not have, such a one is not shown.
 */
export function looksRandom(text: string): boolean {
  return (text.match(WORDS) ?? []).some((word) => word.replace(/[^0-9]/g, '').length > 1);
}
