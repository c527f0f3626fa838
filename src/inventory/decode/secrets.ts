/**
 * The only place that looks at a secret. Each function turns one into facts that say nothing of its
 * value; the secret itself is not kept, not even in part.
 */

import { credentialKinds } from './credential-kinds.js';
import { isWellKnownPassword } from './known-passwords.js';

/** Fewer characters than this is a short password. */
const SHORT_PASSWORD = 12;

/** What is known of a secret: undefined where it cannot be told. */
export interface PasswordFacts {
  readonly set: boolean | undefined;
  readonly wellKnown: boolean | undefined;
  readonly short: boolean | undefined;
  readonly masked: boolean;
}

/** What is known of the Jenkins environment. */
export interface JenkinsFacts {
  readonly set: boolean | undefined;
  readonly hasCredential: boolean | undefined;
  readonly kinds: string | undefined;
}

/** The text of a secret that came as a string or, from a careless exporter, as a number. */
function secretText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return undefined;
}

/** An exporter that blanks secrets writes stars; what stood there cannot be told. */
function isMasked(secret: string): boolean {
  return secret.includes('***');
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
  if (isMasked(secret)) return maskedPassword;
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

const unknownJenkins: JenkinsFacts = { set: undefined, hasCredential: undefined, kinds: undefined };
const noJenkins: JenkinsFacts = { set: false, hasCredential: false, kinds: '' };

/** Facts about the record's `JenkinsEnv`, which is free text, or JSON as text or as an object. */
export function jenkinsFacts(environment: unknown): JenkinsFacts {
  const text =
    typeof environment === 'object' && environment !== null
      ? JSON.stringify(environment, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
      : secretText(environment);
  if (text === undefined) return unknownJenkins;
  if (text.trim() === '') return noJenkins;
  const kinds = credentialKinds(text);
  return { set: true, hasCredential: kinds.length > 0, kinds: kinds.join(', ') };
}
