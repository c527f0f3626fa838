import { type Form, forms } from './forms.js';
import { type CredentialKind, credentialKinds, ISSUED_HINT, issuers } from './issuers.js';
import { findOwnSecrets, type OwnSecrets, type Place } from './own-secrets.js';
import { BLANKED } from './patterns.js';
import { plainView, type View, viewsOf, written } from './views.js';

/**
 * What a text is: a host as people write it, the name of a user, another short text that people are shown, or anything
 * else, such as the environment of a build.
 */
export type TextKind = 'host' | 'user' | 'label' | 'free';

/** What is known of a text beside its characters. */
export interface TextContext {
  /** Default: free. */
  readonly kind?: TextKind;
  /** The secrets of the registry that the text belongs to. */
  readonly own?: OwnSecrets | undefined;
}

/** Where a text has a credential: `[start, end)`, in UTF-16 units. */
export interface CredentialSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: CredentialKind;
  /** Whether somebody has put stars in its place, so that nothing is known of it. */
  readonly isMasked: boolean;
  /** Whether policies with it are refused: it is there by no accident. */
  readonly isUnmistakable: boolean;
  /** Whether it is what stands before a host, of which only the user need be known. */
  readonly isBeforeHost: boolean;
}

/**
 * The prefilter: a text of these characters alone, without one of these words, has no credential in it, but for the
 * registry's own. Nearly all texts of an inventory are such: addresses, ids, lists of networks.
 */
const MAY_HOLD = /[^a-z0-9., /$-]|(?<!,) |gl[a-z]{2,5}-|xox|hv[a-z]\.|hook|sk-|11[0-9a-f]{32}/;

/** Credentials in a text, in no particular order. They can overlap. The time taken grows with the text's length. */
export function findCredentials(text: string, { kind = 'free', own }: TextContext = {}): CredentialSpan[] {
  if (!MAY_HOLD.test(text)) return own ? ownIn(plainView(text), own) : [];
  const views = viewsOf(text);
  return [
    ...views.flatMap((view) => [
      ...issuedIn(view),
      ...formsIn(view),
      ...(own ? ownIn(view, own) : []),
      ...(view.isBase64 ? pairIn(view) : usersIn(view, kind)),
    ]),
    ...(kind === 'host' ? usersOfHost(views[0]) : []),
  ];
}

/** The kinds of credential that were found, each once, in a fixed order. */
export function kindsOf(spans: readonly CredentialSpan[]): CredentialKind[] {
  const found = new Set(spans.filter(({ isMasked }) => !isMasked).map(({ kind }) => kind));
  return credentialKinds.filter((kind) => found.has(kind));
}

/** Whether a value is a list of kinds as a snapshot holds it, and so cannot be anything secret. */
export function areCredentialKinds(value: unknown): value is string {
  const known: ReadonlySet<string> = new Set(credentialKinds);
  return typeof value === 'string' && (value === '' || value.split(', ').every((kind) => known.has(kind)));
}

/** V8 takes longer to compile the patterns than to check a hundred registries, so each is made when it is needed. */
function lazily(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= new RegExp(source, flags));
}

/** They begin with a word, and not in the middle of one. */
const WORD = '(?<![A-Za-z0-9])';

const issuedPattern = lazily(
  issuers
    .map(({ pattern, anywhere }, at) => `(?<i${at}>${anywhere ? '' : WORD}(?:${pattern})[\\w.-]*)`)
    .join('|'),
  'g',
);

function issuedIn(view: View): CredentialSpan[] {
  if (!ISSUED_HINT.test(view.text)) return [];
  return Array.from(view.text.matchAll(issuedPattern()), ({ 0: { length }, index, groups = {} }) => {
    const issuer = issuers.find((_, at) => groups[`i${at}`] !== undefined);
    return span(view, [index, index + length], issuer?.kind ?? 'token of another service', true);
  });
}

/** What stands between a name and its secret in every form. */
const SEPARATOR = /[^\w.,-]/;

const compiled = forms.map((form) => ({
  form,
  hint: lazily(form.hint, 'u'),
  pattern: lazily(form.pattern, 'dgu'),
}));

function formsIn(view: View): CredentialSpan[] {
  if (!SEPARATOR.test(view.lower)) return [];
  return compiled.flatMap(({ form, hint, pattern }) =>
    hint().test(view.lower) ? placesOf(view, form, pattern()) : [],
  );
}

function placesOf(view: View, form: Form, pattern: RegExp): CredentialSpan[] {
  const places: CredentialSpan[] = [];
  for (const { indices } of view.lower.matchAll(pattern)) {
    const place = indices?.groups?.['secret'] ?? indices?.[0];
    if (place === undefined || form.accepts?.(view.text.slice(...place)) === false) continue;
    places.push(span(view, place, form.kind, form.unmistakable));
  }
  return places;
}

const ownIn = (view: View, own: OwnSecrets): CredentialSpan[] =>
  findOwnSecrets(view, own).map((place) => span(view, place, 'password or other secret'));

/** A user and a password without anything around them. Ordinary words are no base64 of text with a colon in it. */
function pairIn(view: View): CredentialSpan[] {
  const isLikely = /^[\w.@$+-]{1,100}:[\x21-\x7e]{3,}$/.test(view.text);
  return isLikely ? [span(view, [0, view.text.length], 'authorization header')] : [];
}

/** Names of users that have colons in them: of RAM and IAM, and of service accounts of Kubernetes. */
const NAME_WITH_COLONS =
  /^(?:acs:ram::\d{1,20}:[a-z-]{1,20}\/[\w.@/-]{1,128}|arn:aws:(?:iam|sts)::\d{12}:[\w/.@+=-]{1,128}|system:serviceaccount:[a-z0-9-]{1,63}:[a-z0-9.-]{1,253})$/;

/** What stands behind a name: the colon is the one sign that it cannot have (RFC 7617 §2). Not that of `https://`. */
const BEHIND_USER = /:(?!\/\/)\s*(\S.*)/ds;

/** `https://user@`, where people write a host and nothing but a token could be meant, and `***@`. */
const USER_OF_URL = /:\/\/([^\s/?#@]*)@|(?<![^\s/])(\*{3,})@/dg;

/** What is shown to people must not have what could be a token, though a build may well sign in without a password. */
function usersIn(view: View, kind: TextKind): CredentialSpan[] {
  if (kind === 'free') return [];
  const { text } = view;
  const users = Array.from(text.matchAll(USER_OF_URL), ({ indices }) => indices?.[1] ?? indices?.[2]);
  if (kind === 'user' && !NAME_WITH_COLONS.test(text)) users.push(BEHIND_USER.exec(text)?.indices?.[1]);
  return users
    .filter((place) => place !== undefined)
    .map((place) => span(view, place, 'URL with a password'));
}

/** With the sign percent-encoded. Behind the host it would mean something else. */
const ENCODED_BEFORE_HOST = /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?[^/?#]*%40/i;

/** The digest of an image, which an `@` stands before as well. */
const DIGEST = /@sha(?:256|512):[0-9a-f]{64,128}$/;

/** No host has an `@` in it: what stands before it is a user, and perhaps a password. */
function usersOfHost(view: View | undefined): CredentialSpan[] {
  if (view === undefined) return [];
  const host = view.text.replace(DIGEST, '');
  const end = Math.max(host.lastIndexOf('@'), ENCODED_BEFORE_HOST.exec(host)?.[0].length ?? -1);
  return end < 0 ? [] : [{ ...span(view, [0, end], 'URL with a password'), isBeforeHost: true }];
}

function span(view: View, place: Place, kind: CredentialKind, isUnmistakable = false): CredentialSpan {
  const { start, end } = written(view, ...place);
  BLANKED.lastIndex = place[0];
  return { start, end, kind, isMasked: BLANKED.test(view.lower), isUnmistakable, isBeforeHost: false };
}
