/** The fields that are shown as they came. People put secrets there, the registry's own among them. */

import type { FieldName } from '../../model/field.js';
import { STARS } from '../../model/stars.js';
import { isSuspect } from '../../secret-scan/suspect.js';
import { heldIn, holdsOwnSecret } from './held.js';
import { notUnderstood } from './notices.js';
import { absent, isAbsent, isStars, masked, type Remarks, setAside, setHeld } from './values.js';

/**
 * Text as it came. One with a credential in it, or nothing but stars, is not understood: nothing that is said of the
 * rest would be said of what the record has there.
 */
export function decodeText(field: FieldName, value: unknown, remarks: Remarks): string | undefined {
  if (typeof value !== 'string') {
    return isAbsent(value)
      ? absent(field, remarks)
      : setAside(remarks, field, value, notUnderstood(field, 'text'));
  }
  const isPlain = !isSuspect(value) && !holdsOwnSecret(value, remarks.raw);
  return isPlain ? value : decodeSuspect(field, value, remarks);
}

/** The name to sign in with. One with stars in it is not understood: whose it is cannot be told from the rest. */
export function decodeUserName(value: unknown, remarks: Remarks): string | undefined {
  const isText = typeof value === 'string';
  // No name has a colon, and what stands behind one is a password.
  if (isText && hasColon(value)) return decodeSuspect('UserName', value, remarks);
  const name = decodeText('UserName', value, remarks);
  return name?.includes(STARS) ? masked('UserName', remarks) : name;
}

/** However it is written. */
const hasColon = (text: string): boolean => /[:：]|%3a/i.test(text);

function decodeSuspect(field: FieldName, text: string, remarks: Remarks): string | undefined {
  const held = heldIn(field, text, remarks.raw);
  if (held !== undefined) return setHeld(remarks, field, held);
  return isStars(text) ? masked(field, remarks) : text;
}
