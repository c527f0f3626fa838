/**
 * Takes credentials out of the fields that are shown as they came: people paste whole addresses into them, with
 * the user and password before the host, or a token behind it. Done once more to its own result, each function
 * gives the same, so that a snapshot of a snapshot is the same too. The time taken grows with the text's length.
 */

import { STARS } from '../../model/stars.js';
import { NAME } from './credential-patterns.js';
import { issuedTokens, SHORTEST_TOKEN, WORD } from './issued-tokens.js';

/** A host that people wrote with what belongs around it, a list of addresses, who signs in, or any other text. */
type TextKind = 'host' | 'list' | 'user' | 'text';

/** What kind of text stands in a field. */
export function textKind(field: string): TextKind {
  if (field === 'DomainName' || field === 'RegistryHostIp') return 'host';
  if (field === 'UserName') return 'user';
  return field === 'WhiteList' ? 'list' : 'text';
}

/** Nearly all texts have none of these, and a credential needs one of them beside it. */
const credentialSigns: readonly string[] = ['@', '%', '='];

/** A text with none of these is taken as it stands: it has no credential, nor stars in the place of one. */
export const suspectSigns: readonly string[] = [...credentialSigns, '*'];

/** The text with stars in the place of its credentials; undefined where it has none. */
export function withoutCredentials(text: string, kind: TextKind): string | undefined {
  if (kind !== 'user') return withoutAllThose(text, kind);
  const named = text.length < SHORTEST_TOKEN ? text : text.replace(TOKEN, `token=${STARS}`);
  const clean = withoutAllThose(named, kind);
  const rest = (clean ?? named).replace(PASSWORD, `:${STARS}`);
  return clean === undefined && !PASSWORD.test(named) ? undefined : rest;
}

/** What stands behind a name: the colon is the one sign that it cannot have (RFC 7617 §2). Not that of `https://`. */
const PASSWORD = /:(?!\/\/)\s*\S.*/s;

/** Whether a user name has no password and no token in it, where it has no sign of another credential. */
export function isPlainUser(text: string): boolean {
  return text.indexOf(':') < 0 && (text.length < SHORTEST_TOKEN || text.search(TOKEN) < 0);
}

/** A token to its end. */
const TOKEN = new RegExp(`${WORD}(?:${Object.values(issuedTokens).join('|')})[\\w.-]*`, 'g');

function withoutAllThose(text: string, kind: TextKind): string | undefined {
  const clean = withoutThose(text, kind);
  // Stars may have taken the place of what kept two parts of the text from being one credential.
  return clean === undefined ? undefined : (withoutThose(clean, kind) ?? clean);
}

function withoutThose(text: string, kind: TextKind): string | undefined {
  if (!credentialSigns.some((sign) => text.includes(sign))) return undefined;
  if (kind === 'list') return withoutCredentialsInEntries(text);
  const nameless = withoutSplitSecret(text, kind === 'host' ? withoutUserOfHost(text) : withoutUser(text));
  return withoutNamedSecrets(nameless ?? text) ?? nameless;
}

/** One entry alone, so that what stands beside it can still be judged. */
function withoutCredentialsInEntries(list: string): string | undefined {
  let found = false;
  const entries = list.replace(/[^\s,;]+/g, (entry) => {
    const clean = withoutThose(entry, 'text');
    found ||= clean !== undefined;
    return clean ?? entry;
  });
  return found ? entries : undefined;
}

const BEFORE_HOST = /^([a-z][a-z0-9+.-]{0,20}:\/\/)?.*@/is;

/** With the sign percent-encoded. Behind the host it would mean something else, without a colon before it. */
const ENCODED_BEFORE_HOST = /^([a-z][a-z0-9+.-]{0,20}:\/\/)?[^/?#]*%40/i;

/** All that stands before the last `@`, since a password may hold one, gives way to stars. */
function withoutUserOfHost(host: string): string | undefined {
  const plain = host.replace(/[^\s/?#&=,;]+/g, withPlainSign);
  const clean = plain.replace(BEFORE_HOST, `$1${STARS}@`).replace(ENCODED_BEFORE_HOST, `$1${STARS}@`);
  return clean.includes('@') ? clean : undefined;
}

/** `user%3Apassword%40host` with the `@` that it stands for, wherever it is. */
function withPlainSign(word: string): string {
  const sign = word.lastIndexOf('%40');
  return sign >= 0 && /%3a/i.test(word.slice(0, sign))
    ? `${word.slice(0, sign)}@${word.slice(sign + 3)}`
    : word;
}

/** What separates a user from a password, or stands behind `https`. Before a space it is an ordinary colon. */
const COLON = /(?::|%3a)(?=\S)/i;

/** `https://user:password@` and `user:password@`. A name with an `@` in it, as in an address of mail, has no colon. */
function withoutUser(text: string): string | undefined {
  const sign = Math.max(text.lastIndexOf('@'), text.lastIndexOf('%40'));
  if (sign < 0) return undefined;
  const before = text.slice(0, sign);
  const from = startOfUser(before);
  if (from === undefined) return undefined;
  // What stars stand for already stays as it is spelt.
  if (before.slice(from) === STARS) return text;
  return `${before.slice(0, from)}${STARS}@${text.slice(text[sign] === '@' ? sign + 1 : sign + 3)}`;
}

function startOfUser(before: string): number | undefined {
  const colon = before.search(COLON);
  if (colon >= 0) return before.startsWith('://', colon) ? colon + 3 : startOfWord(before, colon);
  const from = before.length - STARS.length;
  return before.endsWith(STARS) && startOfWord(before, from) === from ? from : undefined;
}

function startOfWord(text: string, within: number): number {
  let from = within;
  while (from > 0 && !/\s/.test(text.charAt(from - 1))) from--;
  return from;
}

/** A secret with a name may have an `@` in it, as in `?password=x@y`: then what stands behind is the rest of it. */
function withoutSplitSecret(text: string, nameless: string | undefined): string | undefined {
  const stars = nameless?.lastIndexOf(`${STARS}@`) ?? -1;
  if (nameless === undefined || stars < 0) return nameless;
  const rest = nameless.slice(stars + STARS.length + 1);
  const before = text.slice(0, text.length - rest.length);
  return rest !== '' && before.search(named()) >= 0
    ? `${nameless.slice(0, stars)}${STARS}@${STARS}`
    : nameless;
}

/** A value to its end: in quotes it may have spaces, and an `&` ends it only where another name follows. */
const VALUE = String.raw`(?:["'][^"'\n]*["']?|[^\s&"']|&(?![\w.-]{1,40}(?:=|%3d)))+`;

let namedPattern: RegExp | undefined;

/** Made when it is first asked for: reading it takes as long as checking a registry. */
function named(): RegExp {
  namedPattern ??= new RegExp(`(${NAME}[\\w.-]{0,40}(?:[ \\t]{1,10}=[ \\t]{0,10}|=|%3d))${VALUE}`, 'giu');
  return namedPattern;
}

/** The values of `?token=…` and their like, wherever they stand. */
function withoutNamedSecrets(text: string): string | undefined {
  const isNamed = text.search(named()) >= 0;
  return isNamed ? text.replace(named(), `$1${STARS}`) : undefined;
}
