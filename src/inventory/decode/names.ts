/** The two names that people choose. They put secrets there, the registry's own among them. */

import { MASKED, STARS } from '../../model/stars.js';
import { isWellKnownPassword } from './known-passwords.js';
import { heldCredential, maskedSecret } from './notices.js';
import type { RawRecord } from './record-fields.js';
import { textKind, withoutCredentials } from './stray-credentials.js';
import { decodeString, type Remarks, remark, setUnclear } from './values.js';

/**
 * Stars in the place of a name that is the record's own password or token; other names as they are. What everybody
 * knows to be a password is no secret, and may be what the account is called.
 */
export function withoutOwnSecret(name: string, { Password, Token }: RawRecord): string {
  const isOwn = name !== '' && (name === Password || name === Token);
  if (!isOwn || isWellKnownPassword(name, undefined)) return name;
  // As it stands then, it is a secret with a name to whoever reads it again.
  return name === Password ? `password=${STARS}` : `token=${STARS}`;
}

/** The alias of the registry. */
export function decodeRegistryName(raw: RawRecord, remarks: Remarks): string | undefined {
  return decodeName('RegistryName', raw['RegistryName'], raw, remarks);
}

/** The name to sign in with. One with stars in it is not understood: whose it is cannot be told from the rest. */
export function decodeUserName(raw: RawRecord, remarks: Remarks): string | undefined {
  const before = remarks.notices?.length;
  const name = decodeName('UserName', raw['UserName'], raw, remarks);
  if (name === undefined || name.indexOf('*') < 0 || !name.includes(STARS)) return name;
  if (remarks.notices?.length === before) remark(remarks, maskedSecret('UserName'));
  setUnclear(remarks, 'UserName', MASKED);
  return undefined;
}

function decodeName(
  field: 'RegistryName' | 'UserName',
  value: unknown,
  raw: RawRecord,
  remarks: Remarks,
): string | undefined {
  if (typeof value !== 'string') return decodeString(field, value, remarks);
  const own = withoutOwnSecret(value, raw);
  if (own === value) return decodeString(field, value, remarks);
  remark(remarks, heldCredential(field));
  return withoutCredentials(own, textKind(field)) ?? own;
}
