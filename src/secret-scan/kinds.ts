/**
 * Recognises credentials inside free text. What is returned comes from the fixed list below and never
 * from the text, so that no part of a credential can leave with it.
 *
 * Every repetition in a pattern is bounded, or cannot overlap with what follows it, so that the time taken
 * grows with the length of the text and no faster, whatever the text is.
 */

import { holdsBasicCredential } from './basic.js';
import { type Form, formsInNames, maskedForms, namedForms, urlForms } from './forms.js';
import { issuedKeys, issuedTokens, SHORTEST_TOKEN, WORD } from './issued-tokens.js';
import { CHINESE_NAMES, inSmallLetters } from './patterns.js';

interface Detector {
  readonly kind: string;
  readonly found: (text: string) => boolean;
}

/** What stands between a name and its secret in every form. */
const SEPARATOR = /[\s:：=<%]/;

/** Whether a text has one of these forms. Case does not count. */
function anyOf(forms: readonly Form[]): (text: string) => boolean {
  const has = forms.map(isIn);
  return (text) => {
    if (!SEPARATOR.test(text)) return false;
    const small = inSmallLetters(text);
    return has.some((isInText) => isInText(small));
  };
}

/** The pattern is large, and V8 takes longer to compile it than to check a hundred registries. */
function isIn({ hint, pattern }: Form): (text: string) => boolean {
  let hinted: RegExp | undefined;
  let whole: RegExp | undefined;
  return (text) => {
    hinted ??= new RegExp(hint, 'u');
    if (!hinted.test(text)) return false;
    whole ??= new RegExp(pattern, 'u');
    return whole.test(text);
  };
}

/** A detector for tokens of one kind. */
function token(kind: keyof typeof patterns): Detector {
  return issued(kind, new RegExp(WORD + patterns[kind]));
}

const patterns = { ...issuedKeys, ...issuedTokens };

/** A detector for what an issuer gives a form of its own. Case counts. */
function issued(kind: string, pattern: RegExp): Detector {
  return { kind, found: (text) => pattern.test(text) };
}

/** Those that are known without a name before them. */
const issuedDetectors: readonly Detector[] = [
  // The second form is the first in base64, as Kubernetes keeps it.
  issued(
    'private key',
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|LS0tLS1CRUdJTi(?:BSU0Eg|BQUklW|BPUEVO|BFQyBQ|BFTkNS|BEU0Eg)/,
  ),
  token('Alibaba Cloud AccessKey'),
  token('AWS access key'),
  token('GitHub token'),
  token('GitLab token'),
  token('token of another service'),
  token('JSON Web Token'),
];

const header: Detector = {
  kind: 'authorization header',
  found: (text) =>
    holdsBasicCredential(text) ||
    /\bbearer[ \t]{1,10}(?=[\w+/=.~-]{0,100}[0-9])[\w+/=.~-]{16}/i.test(text) ||
    /\bauthorization["']?[ \t]{0,10}[:=][ \t]{0,10}["']?(?:token|apikey)[ \t]{1,10}[\w-]{16}/i.test(text),
};

const passwordInUrl: Detector = { kind: 'URL with a password', found: anyOf(urlForms) };

const detectors: readonly Detector[] = [
  ...issuedDetectors,
  passwordInUrl,
  header,
  { kind: 'password or other secret', found: anyOf(namedForms) },
];

/** No kind has a comma in its name, since commas separate them. */
const kinds: ReadonlySet<string> = new Set(detectors.map(({ kind }) => kind));

/** The kinds of credential that `text` holds, each once, in a fixed order. */
export function credentialKinds(text: string): string[] {
  // Only something with a name before it can be shorter than a token.
  if (text.length < SHORTEST_TOKEN && !SEPARATOR.test(text)) return [];
  return detectors.filter(({ found }) => found(text)).map(({ kind }) => kind);
}

/** Whether a text holds what its issuer has given a form of its own: a token, a key, a header with one. */
export function holdsIssued(text: string): boolean {
  return issuedDetectors.some(({ found }) => found(text)) || header.found(text);
}

/** Whether a text holds what no file that is kept with others should hold: one of those, or a URL with a password. */
export function holdsCredential(text: string): boolean {
  return issuedDetectors.some(({ found }) => found(text)) || passwordInUrl.found(text);
}

/** A part of every name of a secret, and of every command that is called with one. */
const NAMES = new RegExp(`pass|pwd|psw|secret|token|credential|key|login|-u|${CHINESE_NAMES}`, 'iu');

let inNames: ReturnType<typeof anyOf> | undefined;

/** Whether a text that people use as a name holds a secret behind its own name, or stars in its place. */
export function holdsSecretOfName(text: string): boolean {
  if (!NAMES.test(text)) return false;
  inNames ??= anyOf(formsInNames());
  return inNames(text);
}

let masked: ReturnType<typeof anyOf> | undefined;

/** Whether stars stand in `text` where a credential did, so that it cannot be told what it was. */
export function hasMaskedCredential(text: string): boolean {
  if (!text.includes('***')) return false;
  masked ??= anyOf(maskedForms());
  return masked(text);
}

/** Whether a value is a list of kinds as a snapshot holds it, and so cannot be anything secret. */
export function areCredentialKinds(value: unknown): value is string {
  return typeof value === 'string' && (value === '' || value.split(', ').every((kind) => kinds.has(kind)));
}
