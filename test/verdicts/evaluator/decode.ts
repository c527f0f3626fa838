import type { Quirks } from './quirks.js';

/** A record of the API as a program that has parsed it has it. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** What a rule may know of one field. */
export type Field =
  | { readonly is: 'known'; readonly value: string | number | boolean }
  | { readonly is: 'absent' }
  /** Something is there, and is not what the API page describes. */
  | { readonly is: 'unclear'; readonly masked: boolean };

export type Fields = Readonly<Record<string, Field>>;

const absent: Field = { is: 'absent' };
const unclear: Field = { is: 'unclear', masked: false };
const masked: Field = { is: 'unclear', masked: true };
const known = (value: string | number | boolean): Field => ({ is: 'known', value });

const texts = ['RegistryName', 'VpcId', 'RegionId', 'DomainName', 'RegistryHostIp', 'WhiteList', 'UserName'];
const numbers = ['PersistenceDay', 'TransPerHour'];
const ids = ['Id', 'AliUid'];

/** The values of the API page, by the name that policies use. */
export const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  RegistryType: { acr: 'acr', harbor: 'harbor', quay: 'quay', 'CI/CD': 'CI/CD' },
  RegistryVersion: { V1: 'V1', V2: 'V2' },
  ProtocolType: { 1: 'HTTP', 2: 'HTTPS' },
  NetType: { 1: 'Internet', 2: 'VPC' },
};

/** The table "Decoding" of docs/inventories.md, and what "What is dropped" keeps of secrets. */
export function decode(raw: RawRecord, quirks: Quirks): Fields {
  const fields: Record<string, Field> = {};
  for (const name of texts) fields[name] = text(name, raw, quirks);
  for (const name of numbers) fields[name] = number(raw[name]);
  for (const name of ids) fields[name] = id(raw[name]);
  for (const name of Object.keys(choices)) fields[name] = choice(name, raw[name]);
  return {
    ...fields,
    ...password(raw, quirks),
    ...token(raw, quirks),
    ...jenkins(raw, quirks),
  };
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

/** A whole number as text is read, "but not 090, 9e1 or ` 90`". */
const isWhole = (text: string): boolean => /^-?\d+$/.test(text) && String(BigInt(text)) === text;

function number(value: unknown): Field {
  if (isMissing(value)) return absent;
  if (typeof value === 'string' ? !isWhole(value) : typeof value !== 'number' && typeof value !== 'bigint')
    return unclear;
  return Number.isSafeInteger(Number(value)) ? known(Number(value)) : unclear;
}

/** "A whole number of up to 64 bits, every digit kept". */
function id(value: unknown): Field {
  if (isMissing(value)) return absent;
  const isInteger = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  if (!isInteger && !(typeof value === 'string' && isWhole(value))) return unclear;
  const exact = BigInt(String(value));
  return exact < 2n ** 64n && exact >= -(2n ** 63n) ? known(String(exact)) : unclear;
}

/** "The number as text too". */
function choice(name: string, value: unknown): Field {
  if (isMissing(value)) return absent;
  const numbered = /^\d/.test(Object.keys(choices[name] ?? {})[0] ?? '');
  if (typeof value !== 'string' && !(numbered && typeof value === 'number')) return unclear;
  const spelt = choices[name]?.[String(value)];
  return spelt === undefined ? unclear : known(spelt);
}

const isStars = (value: string): boolean => /^\s*\*{3,}\s*$/.test(value);

/** The forms of "Credentials in other fields" that the generator plants. */
const credentials = [/:\/\/[^/\s:@]+:[^/\s@]+@/, /ghp_\w{30,}/, /LTAI\w{16,}/, /password: \S/];

function text(name: string, raw: RawRecord, quirks: Quirks): Field {
  const value = raw[name];
  if (isMissing(value)) return absent;
  if (typeof value !== 'string') return unclear;
  if (isStars(value) || credentials.some((form) => form.test(value)) || holdsOwnSecret(value, raw, quirks))
    return masked;
  if (name === 'UserName' && (value.includes('***') || value.includes(':'))) return masked;
  return known(value);
}

/**
 * "The registry's own password and token are found as well": a short one as a word or as the complete field. "A password
 * that everybody knows is no secret", and stars are none.
 */
function holdsOwnSecret(value: string, raw: RawRecord, quirks: Quirks): boolean {
  return [raw['Password'], raw['Token']].some((given) => {
    const field = secret(given, quirks);
    if (field.is !== 'known') return false;
    const own = String(field.value);
    if (own === '' || own.includes('***') || wellKnown.includes(own.toLowerCase())) return false;
    if (own.length < 4) return value === own;
    return own.length < 8 ? value.split(/[^\w.-]+/).includes(own) : value.includes(own);
  });
}

/** What is text, for a secret. A number is not what the API page describes. */
function secret(value: unknown, quirks: Quirks): Field {
  if (isMissing(value)) return absent;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (isNumber && quirks.has('numeric-secrets')) return known(String(value));
  return typeof value === 'string' ? known(value) : unclear;
}

/** Passwords of the generator that docs/rules/default-credentials.md calls a default or known to everybody. */
const wellKnown = ['harbor12345', '123456', '12345678', 'admin', 'password', '00000000'];

function password(raw: RawRecord, quirks: Quirks): Fields {
  const field = secret(raw['Password'], quirks);
  const facts = (set: Field, known: Field, short: Field): Fields => ({
    'Password.set': set,
    'Password.wellKnown': known,
    'Password.short': short,
  });
  if (field.is !== 'known') return facts(field, field, field);
  const value = String(field.value);
  if (value === '') return facts(known(false), known(false), known(false));
  if (value.includes('***')) return facts(known(true), masked, masked);
  const user = raw['UserName'];
  const isUser = typeof user === 'string' && user !== '' && user.toLowerCase() === value.toLowerCase();
  const characters = quirks.has('password-length') ? value.length : [...value].length;
  return facts(known(true), known(isUser || wellKnown.includes(value.toLowerCase())), known(characters < 12));
}

function token(raw: RawRecord, quirks: Quirks): Fields {
  const field = secret(raw['Token'], quirks);
  return { 'Token.set': field.is === 'known' ? known(field.value !== '') : field };
}

/** What the generator writes into `JenkinsEnv`, and what is a credential of it. */
const jenkinsCredential = /PASSWORD=FAKE|:\/\/\w+:FAKE|"apiToken":"FAKE|"password":"FAKE/;
const jenkinsMasked = /PASSWORD=\*\*\*/;

function jenkins(raw: RawRecord, quirks: Quirks): Fields {
  const value = raw['JenkinsEnv'];
  const facts = (set: Field, has: Field, kinds: Field): Fields => ({
    'JenkinsEnv.set': set,
    'JenkinsEnv.hasCredential': has,
    'JenkinsEnv.credentialKinds': kinds,
  });
  const isObject = typeof value === 'object' && value !== null;
  const field = isObject ? known(JSON.stringify(value)) : secret(value, quirks);
  if (field.is !== 'known') return facts(field, field, field);
  const written = String(field.value);
  const isEmptyObject = written === '{}' && (isObject || !quirks.has('empty-jenkins-object'));
  if (written.trim() === '' || isEmptyObject) return facts(known(false), known(false), known(''));
  if (jenkinsCredential.test(written) || holdsOwnSecret(written, raw, quirks))
    return facts(known(true), known(true), known('(some kind)'));
  if (isStars(written) || jenkinsMasked.test(written)) return facts(known(true), masked, masked);
  return facts(known(true), known(false), known(''));
}
