/**
 * The only place that looks at a secret. Each function turns one into facts that say nothing of its
 * value; the secret itself is not kept, not even in part.
 */

import { findCredentials, kindsOf } from '../../secret-scan/find.js';
import type { OwnSecrets } from '../../secret-scan/own-secrets.js';
import { flatten } from './flatten.js';
import { isWellKnownPassword } from './known-passwords.js';
import type { secretShapes } from './record-fields.js';
import { isAbsent, isStars } from './values.js';

/** Fewer characters than this is a short password. */
const SHORT_PASSWORD = 12;

/** What is known of a password: undefined where it cannot be told. */
export interface PasswordFacts {
  readonly set: boolean | undefined;
  readonly wellKnown: boolean | undefined;
  readonly short: boolean | undefined;
  readonly masked: boolean;
}

/** What is known of the Jenkins environment: undefined where it cannot be told. */
export interface JenkinsFacts {
  readonly set: boolean | undefined;
  readonly hasCredential: boolean | undefined;
  readonly kinds: string | undefined;
  readonly masked: boolean;
}

/** What a secret is that is not text. */
export type SecretShape = (typeof secretShapes)[number];

/** The text of a secret that came as a string or, from a careless exporter, as a number. */
function secretText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return undefined;
}

/** What stands where the text of a secret was expected; undefined where text does, or nothing. */
export function secretShape(value: unknown): SecretShape | undefined {
  if (isAbsent(value) || secretText(value) !== undefined) return undefined;
  if (typeof value === 'boolean') return 'true or false';
  return Array.isArray(value) ? 'a list' : 'an object';
}

const unknownPassword: PasswordFacts = {
  set: undefined,
  wellKnown: undefined,
  short: undefined,
  masked: false,
};
const noPassword: PasswordFacts = { set: false, wellKnown: false, short: false, masked: false };
const maskedPassword: PasswordFacts = { set: true, wellKnown: undefined, short: undefined, masked: true };

/** Facts about the record's `Password`, judged together with its `UserName`. */
export function passwordFacts(password: unknown, userName: unknown): PasswordFacts {
  const secret = secretText(password);
  if (secret === undefined) return unknownPassword;
  if (secret === '') return noPassword;
  // An exporter that blanks secrets writes stars, in full or in part.
  if (secret.includes('***')) return maskedPassword;
  return {
    set: true,
    wellKnown: isWellKnownPassword(secret, userName),
    short: secret.length < SHORT_PASSWORD,
    masked: false,
  };
}

/** Whether the record's `Token` is set; undefined where the record has none. */
export function tokenSet(token: unknown): boolean | undefined {
  const secret = secretText(token);
  return secret === undefined ? undefined : secret !== '';
}

const unknownJenkins: JenkinsFacts = {
  set: undefined,
  hasCredential: undefined,
  kinds: undefined,
  masked: false,
};
const noJenkins: JenkinsFacts = { set: false, hasCredential: false, kinds: '', masked: false };
const maskedJenkins: JenkinsFacts = { set: true, hasCredential: undefined, kinds: undefined, masked: true };
const plainJenkins: JenkinsFacts = { set: true, hasCredential: false, kinds: '', masked: false };

/**
 * Facts about the record's `JenkinsEnv`, which is free text, or JSON as text or as an object.
 *
 * @param own the secrets of the registry itself, which are no less secret here
 */
export function jenkinsFacts(environment: unknown, own?: OwnSecrets): JenkinsFacts {
  const text = jenkinsText(environment);
  if (text === undefined) return unknownJenkins;
  if (text.trim() === '') return noJenkins;
  if (isStars(text)) return maskedJenkins;
  const found = findCredentials(text, own && { own });
  const kinds = kindsOf(found);
  if (kinds.length === 0) return found.length > 0 ? maskedJenkins : plainJenkins;
  return { set: true, hasCredential: true, kinds: kinds.join(', '), masked: false };
}

function jenkinsText(environment: unknown): string | undefined {
  if (environment === '') return environment;
  if (typeof environment === 'object' && environment !== null) return flatten(environment);
  const text = secretText(environment);
  return text === undefined ? undefined : withFlatJson(text);
}

/** JSON that was put into text is read once more as its members, in which names and values stand together. */
function withFlatJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return `${text}\n${flatten(JSON.parse(text)) ?? ''}`;
  } catch {
    return text;
  }
}
