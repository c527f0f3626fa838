/** The fields that are shown as they came. People put secrets there, the registry's own among them. */

import type { FieldName } from '../../model/field.js';
import { STARS } from '../../model/stars.js';
import { notUnderstood } from './notices.js';
import { absent, isAbsent, isStars, masked, type Remarks, setAside, setCredential } from './values.js';
import { credentialIn } from './visible-text.js';

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
  const place = credentialIn(field, value, remarks.raw);
  if (place !== undefined) return setCredential(remarks, field, place);
  return isStars(value) ? masked(field, remarks) : value;
}

/** The name to sign in with. One with stars in it is not understood: whose it is cannot be told from the rest. */
export function decodeUserName(value: unknown, remarks: Remarks): string | undefined {
  const name = decodeText('UserName', value, remarks);
  return name?.includes(STARS) ? masked('UserName', remarks) : name;
}
