import { STARS } from '../../model/stars.js';
import { findCredentials, type TextKind } from '../../secret-scan/find.js';
import type { OwnSecrets } from '../../secret-scan/own-secrets.js';
import { isWellKnownPassword } from './known-passwords.js';
import type { RawRecord } from './record-fields.js';

/** Where a credential was found in a field that is shown: before a host, or anywhere else. */
export type CredentialPlace = 'before-host' | 'inside';

/** What a snapshot has in place of a text with a credential in it. Whoever reads it again finds the same. */
export const placeholderOf: Readonly<Record<CredentialPlace, string>> = {
  'before-host': `${STARS}@${STARS}`,
  inside: `token=${STARS}`,
};

/**
 * Where a text of a record has a credential, or what somebody put in the place of one; undefined where it has none.
 * Of such a text nothing is shown, since what is beside the credential may well be more of it.
 */
export function credentialIn(field: string, text: string, raw: RawRecord): CredentialPlace | undefined {
  const spans = findCredentials(text, { kind: textKind(field), own: ownSecrets(raw) });
  if (spans.length === 0) return undefined;
  return spans.some(({ isBeforeHost }) => isBeforeHost) ? 'before-host' : 'inside';
}

/** What kind of text a field that is shown has. */
function textKind(field: string): TextKind {
  if (field === 'DomainName' || field === 'RegistryHostIp') return 'host';
  return field === 'UserName' ? 'user' : 'label';
}

/** The registry's own secrets. What everybody knows to be a password is none, and may be a name. */
export function ownSecrets({ Password, Token, UserName }: RawRecord): OwnSecrets | undefined {
  const password = secretText(Password);
  const token = secretText(Token);
  if (password === undefined && token === undefined) return undefined;
  const secrets = [password, token].filter((secret) => secret !== undefined);
  return { secrets, user: typeof UserName === 'string' ? UserName : undefined };
}

/** A careless exporter writes a secret of digits as a number. */
function secretText(given: unknown): string | undefined {
  const secret = typeof given === 'number' || typeof given === 'bigint' ? String(given) : given;
  if (typeof secret !== 'string' || secret === '' || secret.includes(STARS)) return undefined;
  return isWellKnownPassword(secret, undefined) ? undefined : secret;
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
