/**
 * Finds credentials in the fields that are shown: people paste whole addresses into them, with the user and password
 * before the host, a token behind it, or a line of their notes. Of such a field nothing is shown at all, since what
 * stands beside the credential may well be more of it. The time taken grows with the text's length.
 */

import { STARS } from '../model/stars.js';
import { holdsIssued, holdsSecretOfName } from './kinds.js';
import { isSuspect } from './suspect.js';

/** A host that people wrote with what belongs around it, who signs in, or any other text. */
type TextKind = 'host' | 'user' | 'text';

/** What kind of text stands in a field. */
export function textKind(field: string): TextKind {
  if (field === 'DomainName' || field === 'RegistryHostIp') return 'host';
  return field === 'UserName' ? 'user' : 'text';
}

/** Where a credential was found: before a host, or anywhere else. */
export type Held = 'before-host' | 'inside';

/** What a snapshot has in place of a text with a credential in it. Whoever reads it again finds the same. */
export const markOf: Readonly<Record<Held, string>> = {
  'before-host': `${STARS}@${STARS}`,
  inside: `token=${STARS}`,
};

/** Where a text has a credential, or what somebody put in the place of one; undefined where it has none. */
export function credentialIn(written: string, kind: TextKind): Held | undefined {
  const text = inNarrowSigns(written);
  if (kind === 'user' && hasPassword(text)) return 'inside';
  if (!isSuspect(text)) return undefined;
  const printed = text.includes('\u001b') ? text.replace(ESCAPE, ' ') : text;
  if (kind === 'host' && hasUserOfHost(printed)) return 'before-host';
  return hasUser(printed) || holdsIssued(printed) || holdsSecretOfName(printed) ? 'inside' : undefined;
}

/** What colours a terminal: the letter at its end would hide that a word begins behind it. */
const ESCAPE = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Signs and spaces as wide as a Chinese character, which are typed for the others. */
const WIDE_SIGNS = /[：＝＠\u3000\u00a0]/g;

const narrow: Readonly<Record<string, string>> = { '：': ':', '＝': '=', '＠': '@' };

const inNarrowSigns = (text: string): string => text.replace(WIDE_SIGNS, (sign) => narrow[sign] ?? ' ');

/** Names of users that have colons in them: of RAM and IAM, and of service accounts of Kubernetes. */
const NAME_WITH_COLONS =
  /^(?:acs:ram::\d{1,20}:[a-z-]{1,20}\/[\w.@/-]{1,128}|arn:aws:(?:iam|sts)::\d{12}:[\w/.@+=-]{1,128}|system:serviceaccount:[a-z0-9-]{1,63}:[a-z0-9.-]{1,253})$/;

const hasPassword = (name: string): boolean =>
  PASSWORD.test(name.replace(/%3a/gi, ':')) && !NAME_WITH_COLONS.test(name);

/** What stands behind a name: the colon is the one sign that it cannot have (RFC 7617 §2). Not that of `https://`. */
const PASSWORD = /:(?!\/\/)\s*\S/;

/** With the sign percent-encoded. Behind the host it would mean something else, without a colon before it. */
const ENCODED_BEFORE_HOST = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?[^/?#]*%40/i;

/** The digest of an image, which an `@` stands before as well. */
const DIGEST = /@sha(?:256|512):[0-9a-f]{64,128}$/;

/** No host has another `@` in it, wherever it stands. */
function hasUserOfHost(written: string): boolean {
  const host = written.replace(DIGEST, '');
  return host.includes('@') || ENCODED_BEFORE_HOST.test(host) || hasUser(host);
}

/** `https://user@`. */
const USER_OF_URL = /:\/\/[^\s/?#@]*@/;

/** A user and a password: not a port, nor what stands behind `https`. Before a space it is an ordinary colon. */
const COLON = /:(?!\/\/|\d{1,5}[\s/?#])\S/;

/** Somebody has put stars there. */
const STARS_OF_USER = /(?:^|[\s/])\*{3,}@/;

/** `https://user:password@` and `user:password@`. A name with an `@` in it, as in an address of mail, has no colon. */
function hasUser(encoded: string): boolean {
  const text = encoded.includes('%') ? encoded.replaceAll('%40', '@').replace(/%3a/gi, ':') : encoded;
  const sign = text.lastIndexOf('@');
  if (sign < 0) return false;
  if (USER_OF_URL.test(text) || STARS_OF_USER.test(text)) return true;
  const colon = text.search(COLON);
  return colon >= 0 && colon < sign - 1;
}
