import { secretFields } from '../../model/field.js';
import type { RegistryFields } from '../../model/registry.js';
import { MASKED } from '../../model/stars.js';
import { areCredentialKinds } from '../../secret-scan/find.js';
import { maskedSecret, missingField, notAFact, secretNotUnderstood } from './notices.js';
import {
  type FactName,
  factNames,
  maskedFields,
  type RawRecord,
  type RecordKind,
  secretShapes,
  shapeFields,
} from './record-fields.js';
import { jenkinsFacts, passwordFacts, type SecretShape, secretShape, tokenSet } from './secrets.js';
import { isAbsent, noRemarks, type Remarks, remark, setUnclear } from './values.js';
import { ownSecrets } from './visible-text.js';

/** What rules may know of the record's secrets. */
export type Facts = Required<Pick<RegistryFields, FactName>>;

/** A field that is secret. */
type SecretName = keyof typeof secretFields;

const secretNames = ['Password', 'Token', 'JenkinsEnv'] as const satisfies readonly SecretName[];

/** The facts of a record: derived from its secrets, or read from a snapshot that holds them already. */
export function decodeFacts(raw: RawRecord, kind: RecordKind, remarks: Remarks): Facts {
  return kind === 'snapshot' ? readFacts(raw, remarks) : deriveFacts(raw, remarks);
}

/** Says that a registry which is a Jenkins has no environment, unless something else stands there. */
export function remarkMissingJenkins(raw: RawRecord, kind: RecordKind, remarks: Remarks): void {
  const absent =
    kind === 'snapshot'
      ? isAbsent(raw['JenkinsEnv.set']) && isAbsent(raw[shapeFields.JenkinsEnv])
      : isAbsent(raw['JenkinsEnv']);
  if (absent) remark(remarks, missingField('JenkinsEnv'));
}

/** What a snapshot has in place of the record's secrets: the facts, and why one of them cannot be told. */
export function factsToKeep(raw: RawRecord, kind: RecordKind): RawRecord {
  const remarks = noRemarks(raw);
  const facts = decodeFacts(raw, kind, remarks);
  const { unclear } = remarks;
  const kept: Record<string, unknown> = {};
  for (const name of factNames) {
    if (facts[name] !== undefined) kept[name] = facts[name];
    // What is no fact in one snapshot is none in the next, whatever it was.
    else if (kind === 'snapshot' && !isAbsent(raw[name])) kept[name] = {};
  }
  if (unclear?.['Password.short'] === MASKED) kept[maskedFields.Password] = true;
  if (unclear?.['JenkinsEnv.hasCredential'] === MASKED) kept[maskedFields.JenkinsEnv] = true;
  for (const secret of secretNames) {
    const shape = secretShapes.find((known) => known === unclear?.[secretFields[secret][0]]);
    if (shape !== undefined) kept[shapeFields[secret]] = shape;
  }
  return kept;
}

function deriveFacts(raw: RawRecord, remarks: Remarks): Facts {
  const password = passwordFacts(raw['Password'], raw['UserName']);
  const token = tokenSet(raw['Token']);
  const jenkins = jenkinsFacts(raw['JenkinsEnv'], ownSecrets(raw));
  if (password.masked) remarkMasked('Password', remarks);
  if (jenkins.masked) remarkMasked('JenkinsEnv', remarks);
  if (password.set === undefined) remarkShape('Password', secretShape(raw['Password']), remarks);
  if (token === undefined) remarkShape('Token', secretShape(raw['Token']), remarks);
  if (jenkins.set === undefined) remarkShape('JenkinsEnv', secretShape(raw['JenkinsEnv']), remarks);
  return {
    'Password.set': password.set,
    'Password.wellKnown': password.wellKnown,
    'Password.short': password.short,
    'Token.set': token,
    'JenkinsEnv.set': jenkins.set,
    'JenkinsEnv.hasCredential': jenkins.hasCredential,
    'JenkinsEnv.credentialKinds': jenkins.kinds,
  };
}

function readFacts(raw: RawRecord, remarks: Remarks): Facts {
  if (raw[maskedFields.Password] === true) remarkMasked('Password', remarks);
  if (raw[maskedFields.JenkinsEnv] === true) remarkMasked('JenkinsEnv', remarks);
  remarkShape('Password', recordedShape(raw, 'Password'), remarks);
  remarkShape('Token', recordedShape(raw, 'Token'), remarks);
  remarkShape('JenkinsEnv', recordedShape(raw, 'JenkinsEnv'), remarks);
  return {
    'Password.set': readFact('Password.set', isBoolean, raw, remarks),
    'Password.wellKnown': readFact('Password.wellKnown', isBoolean, raw, remarks),
    'Password.short': readFact('Password.short', isBoolean, raw, remarks),
    'Token.set': readFact('Token.set', isBoolean, raw, remarks),
    'JenkinsEnv.set': readFact('JenkinsEnv.set', isBoolean, raw, remarks),
    'JenkinsEnv.hasCredential': readFact('JenkinsEnv.hasCredential', isBoolean, raw, remarks),
    'JenkinsEnv.credentialKinds': readFact('JenkinsEnv.credentialKinds', areCredentialKinds, raw, remarks),
  };
}

/** A fact of a snapshot. A snapshot that was tampered with may hold a secret here, so nothing of it is quoted. */
function readFact<Fact>(
  field: FactName,
  isFact: (value: unknown) => value is Fact,
  raw: RawRecord,
  remarks: Remarks,
): Fact | undefined {
  const value = raw[field];
  if (isFact(value)) return value;
  if (isAbsent(value)) return undefined;
  setUnclear(remarks, field, 'not understood');
  remark(remarks, notAFact(field));
  return undefined;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function recordedShape(raw: RawRecord, secret: SecretName): SecretShape | undefined {
  return secretShapes.find((shape) => shape === raw[shapeFields[secret]]);
}

function remarkMasked(secret: keyof typeof maskedFields, remarks: Remarks): void {
  remark(remarks, maskedSecret(secret));
  for (const fact of secretFields[secret].slice(1)) setUnclear(remarks, fact, MASKED);
}

function remarkShape(secret: SecretName, shape: SecretShape | undefined, remarks: Remarks): void {
  if (shape === undefined) return;
  remark(remarks, secretNotUnderstood(secret, shape));
  for (const fact of secretFields[secret]) setUnclear(remarks, fact, shape);
}
