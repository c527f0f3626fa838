/**
 * The fields of a registry that a rule may speak of: those of the API's record that are not
 * secret, and the facts that take the place of those that are.
 * Source: the API page of Security Center, ListPrivateRegistryList (2018-12-03).
 */

/** What a field holds once it has been understood. `id` is a 64-bit integer kept as decimal digits. */
export type FieldType = 'string' | 'integer' | 'id' | 'boolean' | 'enum';

/** One field that rules, selectors and messages can name. */
export interface FieldSpec {
  readonly type: FieldType;
  /** For `enum`: the API's value (number or string) → the name this program uses for it. */
  readonly values?: ReadonlyMap<number | string, string>;
  /** True for what the inventory room derived from a secret or saw with a probe; the API has no such field. */
  readonly fact?: true;
  /** True for a fact that only a probe can find. */
  readonly probe?: true;
  /** One line for people, from the API page. */
  readonly about: string;
}

const names = (...entries: [number | string, string][]): ReadonlyMap<number | string, string> =>
  new Map(entries);

const probed = <Type extends FieldType>(type: Type, about: string) =>
  ({ type, fact: true, probe: true, about }) as const;

/** Every field, in the order in which people are shown them. */
export const fields = {
  Id: { type: 'id', about: 'The ID of the image repository' },
  RegistryName: { type: 'string', about: 'The alias of the image repository' },
  RegistryType: {
    type: 'enum',
    values: names(['acr', 'acr'], ['harbor', 'harbor'], ['quay', 'quay'], ['CI/CD', 'CI/CD']),
    about: 'The type of the image repository: acr, harbor, quay or CI/CD (Jenkins)',
  },
  RegistryVersion: {
    type: 'enum',
    values: names(['V1', 'V1'], ['V2', 'V2']),
    about: 'The version of the image repository: V1 or V2',
  },
  ProtocolType: {
    type: 'enum',
    values: names([1, 'HTTP'], [2, 'HTTPS']),
    about: 'The protocol: 1 is HTTP, 2 is HTTPS',
  },
  NetType: {
    type: 'enum',
    values: names([1, 'Internet'], [2, 'VPC']),
    about: 'The network: 1 is Internet, 2 is VPC',
  },
  VpcId: { type: 'string', about: 'The ID of the virtual private cloud (VPC)' },
  RegionId: { type: 'string', about: 'The region ID of the server' },
  DomainName: { type: 'string', about: 'The domain name of the image repository' },
  RegistryHostIp: { type: 'string', about: 'The IP address of the image repository' },
  WhiteList: { type: 'string', about: 'The whitelist of IP addresses, separated by commas' },
  UserName: { type: 'string', about: 'The username used to log on to the image repository' },
  PersistenceDay: { type: 'integer', about: 'The number of days during which assets can be retained' },
  TransPerHour: { type: 'integer', about: 'The number of images that can be scanned per hour' },
  AliUid: { type: 'id', about: 'The ID of the Alibaba Cloud account' },
  'Password.set': { type: 'boolean', fact: true, about: 'Whether a password is stored' },
  'Password.wellKnown': {
    type: 'boolean',
    fact: true,
    about: 'Whether the password is a default of the vendor or one that everybody knows',
  },
  'Password.short': {
    type: 'boolean',
    fact: true,
    about: 'Whether the password has fewer than 12 characters',
  },
  'Token.set': { type: 'boolean', fact: true, about: 'Whether an authentication token is stored' },
  'JenkinsEnv.set': { type: 'boolean', fact: true, about: 'Whether a Jenkins environment is described' },
  'JenkinsEnv.hasCredential': {
    type: 'boolean',
    fact: true,
    about: 'Whether a credential stands inside the Jenkins environment',
  },
  'JenkinsEnv.credentialKinds': {
    type: 'string',
    fact: true,
    about: 'The kinds of credential found inside the Jenkins environment, separated by commas',
  },
  'Probe.address': {
    type: 'string',
    fact: true,
    about: 'The host name or address that a probe asked, with the port that the record gives',
  },
  'Probe.reached': probed('boolean', 'Whether anything accepts connections at the address'),
  'Probe.https.answers': probed('boolean', 'Whether HTTPS answers there'),
  'Probe.tls.version': {
    ...probed('enum', 'The newest version of TLS that it and this program have in common'),
    values: names(['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2'], ['TLSv1.3', 'TLSv1.3']),
  },
  'Probe.tls.acceptsOld': probed('boolean', 'Whether TLS 1.0 or 1.1 is accepted'),
  'Probe.tls.nameValid': probed('boolean', 'Whether the certificate is made out to the name'),
  'Probe.tls.trusted': probed('boolean', 'Whether this machine trusts the certificate and its chain'),
  'Probe.tls.fault': probed(
    'string',
    'Why it does not, as OpenSSL calls it, such as CERT_HAS_EXPIRED; empty where it does',
  ),
  'Probe.tls.expires': probed('string', 'When the certificate ends: ISO 8601, UTC'),
  'Probe.tls.daysLeft': probed('integer', 'Whole days until the certificate ends; negative after its end'),
  'Probe.http.answers': probed('boolean', 'Whether plain HTTP answers there'),
  'Probe.http.redirectsToHttps': probed('boolean', 'Whether plain HTTP does nothing but lead to HTTPS'),
  'Probe.auth.required': probed('boolean', 'Whether the registry API (/v2/) asks for authentication'),
} as const satisfies Record<string, FieldSpec>;

/** The name of a field. */
export type FieldName = keyof typeof fields;

/** All names, in the order in which people are shown them. */
export const fieldNames = Object.keys(fields) as readonly FieldName[];

/** The fields of the API's record that never leave the inventory room, and the facts that stand for each. */
export const secretFields = {
  Password: ['Password.set', 'Password.wellKnown', 'Password.short'],
  Token: ['Token.set'],
  JenkinsEnv: ['JenkinsEnv.set', 'JenkinsEnv.hasCredential', 'JenkinsEnv.credentialKinds'],
} as const satisfies Record<string, readonly FieldName[]>;

/** Whether `name` is a field of the API's record that holds a secret. */
export function isSecretField(name: string): boolean {
  return Object.hasOwn(secretFields, name);
}

/** Whether `name` is a field that rules can use. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}

/** The specification of a field, without its literal type. */
export function fieldSpec(name: FieldName): FieldSpec {
  return fields[name];
}

/** The values that `RegistryType` can take, which are also those of the request's parameter of that name. */
export const registryTypes = ['acr', 'harbor', 'quay', 'CI/CD'] as const;

/** A value of `RegistryType`. */
export type RegistryType = (typeof registryTypes)[number];
