import type { RegistryFields } from '../../model/registry.js';
import { maskedSecret } from './notices.js';
import type { RawRecord, RecordKind } from './record.js';
import { jenkinsFacts, passwordFacts, tokenSet } from './secrets.js';
import { decodeBoolean, decodeString, type Remarks, remark } from './values.js';

/** What rules may know of the record's secrets. */
export type Facts = Pick<
  RegistryFields,
  | 'Password.set'
  | 'Password.wellKnown'
  | 'Password.short'
  | 'Token.set'
  | 'JenkinsEnv.set'
  | 'JenkinsEnv.hasCredential'
  | 'JenkinsEnv.credentialKinds'
>;

/** The facts of a record: derived from its secrets, or read from a snapshot that holds them already. */
export function decodeFacts(raw: RawRecord, kind: RecordKind, remarks: Remarks): Facts {
  return kind === 'api' ? deriveFacts(raw, remarks) : readFacts(raw, remarks);
}

function deriveFacts(raw: RawRecord, remarks: Remarks): Facts {
  const password = passwordFacts(raw['Password'], raw['UserName']);
  const jenkins = jenkinsFacts(raw['JenkinsEnv']);
  if (password.masked) remark(remarks, maskedSecret('Password'));
  return {
    'Password.set': password.set,
    'Password.wellKnown': password.wellKnown,
    'Password.short': password.short,
    'Token.set': tokenSet(raw['Token']),
    'JenkinsEnv.set': jenkins.set,
    'JenkinsEnv.hasCredential': jenkins.hasCredential,
    'JenkinsEnv.credentialKinds': jenkins.kinds,
  };
}

function readFacts(raw: RawRecord, remarks: Remarks): Facts {
  if (raw['Password.masked'] === true) remark(remarks, maskedSecret('Password'));
  const boolean = (field: Parameters<typeof decodeBoolean>[0]) => decodeBoolean(field, raw[field], remarks);
  return {
    'Password.set': boolean('Password.set'),
    'Password.wellKnown': boolean('Password.wellKnown'),
    'Password.short': boolean('Password.short'),
    'Token.set': boolean('Token.set'),
    'JenkinsEnv.set': boolean('JenkinsEnv.set'),
    'JenkinsEnv.hasCredential': boolean('JenkinsEnv.hasCredential'),
    'JenkinsEnv.credentialKinds': decodeString(
      'JenkinsEnv.credentialKinds',
      raw['JenkinsEnv.credentialKinds'],
      remarks,
    ),
  };
}
