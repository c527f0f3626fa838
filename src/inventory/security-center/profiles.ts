import { findRoot } from '../../documents/root.js';
import { InventoryError } from '../../model/error.js';
import { type CredentialRequest, credentialFailure } from './credential-failure.js';
import type { Credentials } from './credentials.js';
import { stsUrl } from './endpoint.js';
import { ExternalFailure, runExternal } from './external.js';
import type { ProfileFile, ProfileText } from './profile-files.js';
import { assumeRole, assumeRoleWithToken, type RoleRequest } from './roles.js';
import { loadCredentials, loadSignIns } from './sdk.js';

/** The variable with which the aliyun CLI forbids commands and addresses in profiles. */
const NO_EXTERNAL = 'ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS';

/** A profile with everything that its mode needs. */
interface Context {
  readonly profile: Profile;
  readonly file: ProfileFile;
  readonly env: NodeJS.ProcessEnv;
  /** Names of the profiles that led here by `source_profile`, this one last. */
  readonly chain: readonly string[];
}

/** Profiles may name anything, `constructor` as well, so an object is not searched for it. */
function table<Value>(entries: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(entries));
}

/** How a key is obtained, by mode in lower case. The aliyun CLI ignores case, too. */
const modes: ReadonlyMap<string, (context: Context) => Promise<Credentials>> = table({
  ak: async ({ profile }) => profile.key(),
  ststoken: async ({ profile }) => ({ ...profile.key(), securityToken: profile.required('sts_token') }),
  ramrolearn: async ({ profile }) => assumeRole(roleOf(profile), profile.keyWithToken()),
  ecsramrole: ({ profile }) => fromInstance(profile.text('ram_role_name'), profile),
  ramrolearnwithrolename: async ({ profile }) =>
    assumeRole(roleOf(profile), await fromInstance(profile.text('ram_role_name'), profile)),
  chainableramrolearn: async (context) =>
    assumeRole(roleOf(context.profile), await fromSourceProfile(context)),
  oidc: ({ profile }) => withToken(profile),
  cloudsso: ({ profile }) => fromCloudSso(profile),
  oauth: ({ profile }) => fromOAuth(profile),
  external: ({ profile, file, env }) => fromCommand(profile, file, env),
  credentialsuri: ({ profile, env }) => fromUri(profile, env),
});

/** Modes that this program or the SDK cannot use, and why. */
const unusable: ReadonlyMap<string, string> = table({
  rsakeypair: 'the mode RsaKeyPair is deprecated and not supported',
  bearertoken: 'the mode BearerToken has no access key, with which requests to Security Center are signed',
  anonymous: 'the mode Anonymous has no access key, with which requests to Security Center are signed',
});

/**
 * The credentials of a profile of the aliyun command line. Nothing is written back, unlike by the SDK and the aliyun CLI.
 *
 * @throws InventoryError that names the profile, and why it gave no credentials
 */
export function credentialsOfProfile(
  name: string,
  file: ProfileFile,
  env: NodeJS.ProcessEnv,
  chain: readonly string[] = [],
): Promise<Credentials> {
  const text = file.profiles.get(name);
  if (!text) throw noProfile(name, [file.name]);
  const profile = new Profile(name, text, file.name);
  const mode = profile.text('mode');
  if (mode === '') throw profile.failed('it has no mode', profile.configure());
  const obtain = modes.get(mode.toLowerCase());
  if (obtain) return obtain({ profile, file, env, chain: [...chain, name] });
  const why = unusable.get(mode.toLowerCase()) ?? 'its mode is not known';
  throw profile.failed(why, 'Use a profile of another mode: AK, RamRoleArn, OIDC or CloudSSO, for example.');
}

/** Whether a profile has its key at hand. */
export const isLocalProfile = (profile: ProfileText): boolean =>
  ['ak', 'ststoken'].includes(String(profile['mode']).toLowerCase());

/** How a key is obtained by a section of the SDK's file of credentials, by its type. */
const types: ReadonlyMap<string, (section: Profile) => Promise<Credentials>> = table({
  access_key: async (section) => section.key(),
  ecs_ram_role: (section) => fromInstance(section.text('role_name'), section),
  ram_role_arn: async (section) => {
    const { origin } = section;
    const role: RoleRequest = {
      role: section.required('role_arn'),
      sessionName: section.text('role_session_name'),
      policy: section.text('policy'),
      externalId: section.text('external_id'),
      origin,
    };
    return assumeRole(role, section.key());
  },
});

/**
 * The credentials of a section of the SDK's file of credentials.
 *
 * @throws InventoryError that names the section, and why it gave no credentials
 */
export function credentialsOfSection(name: string, file: ProfileFile): Promise<Credentials> {
  const text = file.profiles.get(name);
  if (!text) throw noProfile(name, [file.name]);
  const section = new Profile(name, text, file.name);
  const type = section.text('type');
  const obtain = types.get(type);
  if (obtain) return obtain(section);
  const why = type === '' ? 'it has no type' : 'its type is not known';
  throw section.failed(why, `The types are ${[...types.keys()].join(', ')}.`);
}

/** There is no profile of a name in any of the files. */
export function noProfile(name: string, files: readonly string[]): InventoryError {
  return new InventoryError({
    code: 'no-profile',
    message: `there is no profile ${quoted(name)} in ${files.join(' or ') || 'any file: ~/.aliyun/config.json and ~/.alibabacloud/credentials do not exist'}`,
    hint: `List the profiles with \`aliyun configure list\`, or create it: aliyun configure --profile NAME. No other credentials are tried: they could belong to another account.`,
  });
}

const quoted = (name: string): string => JSON.stringify(name.slice(0, 60));

/** Reads the values of a profile. The SDK would take a missing one from the environment, which may be another identity's. */
class Profile {
  readonly name: string;
  /** `the profile "corp" in ~/.aliyun/config.json` */
  readonly label: string;
  /** The same, as an addition to another name. */
  readonly origin: string;
  readonly #text: ProfileText;

  constructor(name: string, text: ProfileText, file: string) {
    this.name = name;
    this.label = `the profile ${quoted(name)} in ${file}`;
    this.origin = ` (${this.label})`;
    this.#text = text;
  }

  /** A text; empty if it is missing. */
  text(key: string): string {
    const value = this.#text[key];
    return typeof value === 'string' ? value.trim() : '';
  }

  /** A number; undefined if it is missing. The aliyun CLI writes 0 for some that are not set. */
  number(key: string): number | undefined {
    const value = this.#text[key];
    return typeof value === 'number' && value !== 0 ? value : undefined;
  }

  isTrue(key: string): boolean {
    return this.#text[key] === true;
  }

  required(key: string): string {
    const value = this.text(key);
    if (value === '') throw this.failed(`it has no ${key}`, this.configure());
    return value;
  }

  key(): Credentials {
    return {
      accessKeyId: this.required('access_key_id'),
      accessKeySecret: this.required('access_key_secret'),
    };
  }

  keyWithToken(): Credentials {
    const securityToken = this.text('sts_token');
    return { ...this.key(), ...(securityToken !== '' && { securityToken }) };
  }

  configure(): string {
    return `Complete it with \`aliyun configure --profile ${/^[\w.@-]+$/.test(this.name) ? this.name : 'NAME'}\`.`;
  }

  failed(why: string, hint: string): InventoryError {
    return new InventoryError({
      code: 'bad-profile',
      message: `${this.label} gave no credentials: ${why}`,
      hint: `${hint} No other credentials are tried: they could belong to another account.`,
    });
  }

  request(service: string, host: string, check: string): CredentialRequest {
    return { what: `${this.label} gave no credentials`, service, host, check };
  }
}

function roleOf(profile: Profile): RoleRequest {
  const endpoint = profile.text('sts_endpoint');
  return {
    role: profile.required('ram_role_arn'),
    sessionName: profile.text('ram_session_name'),
    externalId: profile.text('external_id'),
    durationSeconds: profile.number('expired_seconds'),
    stsRegion: profile.text('sts_region'),
    sts: endpoint === '' ? undefined : stsOf(profile, endpoint),
    isVpc: profile.isTrue('enable_vpc'),
    origin: profile.origin,
  };
}

function stsOf(profile: Profile, endpoint: string): URL {
  try {
    return stsUrl(endpoint);
  } catch {
    throw profile.failed('its sts_endpoint is not a host', profile.configure());
  }
}

function withToken(profile: Profile): Promise<Credentials> {
  const { durationSeconds = profile.number('duration_seconds'), ...role } = roleOf(profile);
  return assumeRoleWithToken({
    ...role,
    durationSeconds,
    providerArn: profile.required('oidc_provider_arn'),
    tokenFile: profile.required('oidc_token_file'),
    tokenFileName: 'the file in oidc_token_file',
  });
}

function fromSourceProfile({ profile, file, env, chain }: Context): Promise<Credentials> {
  const source = profile.required('source_profile');
  if (chain.includes(source))
    throw profile.failed(`its source_profile ${quoted(source)} leads back to it`, profile.configure());
  if (!file.profiles.has(source))
    throw profile.failed(`its source_profile ${quoted(source)} does not exist`, profile.configure());
  return credentialsOfProfile(source, file, env, chain);
}

/** The RAM role of the ECS instance. An empty name lets the metadata service tell it. */
async function fromInstance(roleName: string, profile: Profile): Promise<Credentials> {
  try {
    return await instanceCredentials(roleName);
  } catch (error) {
    const check = 'Check that this machine is an ECS instance, and that the RAM role is attached to it.';
    throw credentialFailure(error, profile.request('the ECS metadata service', METADATA_HOST, check));
  }
}

/** Where an ECS instance asks for its role. */
export const METADATA_HOST = '100.100.100.200';

/** The key of an ECS instance's role. Throws the SDK's error. */
export async function instanceCredentials(roleName: string): Promise<Credentials> {
  const { ECSRAMRoleCredentialsProvider } = await loadCredentials();
  const builder = ECSRAMRoleCredentialsProvider.builder();
  if (roleName !== '') builder.withRoleName(roleName);
  return builder.build().getCredentials();
}

async function fromCloudSso(profile: Profile): Promise<Credentials> {
  const signIn = `Sign in again: aliyun configure --profile ${profile.name} --mode CloudSSO.`;
  const token = profile.text('access_token');
  const expires = profile.number('cloud_sso_access_token_expire') ?? 0;
  if (token === '') throw profile.failed('nobody has signed in to CloudSSO with it', signIn);
  if (expires * 1000 <= Date.now()) throw profile.failed('its CloudSSO sign-in has expired', signIn);
  const url = urlIn(profile, 'cloud_sso_sign_in_url');
  const { CloudSSOCredentialsProvider } = await loadSignIns();
  const provider = CloudSSOCredentialsProvider.builder()
    .withSignInUrl(url.href)
    .withAccountId(profile.required('cloud_sso_account_id'))
    .withAccessConfig(profile.required('cloud_sso_access_config'))
    .withAccessToken(token)
    .withAccessTokenExpire(expires)
    .build();
  try {
    return await provider.getCredentials();
  } catch (error) {
    throw credentialFailure(error, profile.request('CloudSSO', url.host, signIn));
  }
}

/** Where people sign in, and as which client: as in the SDK and the aliyun CLI. */
const oauthSites: ReadonlyMap<string, { readonly url: string; readonly client: string }> = table({
  CN: { url: 'https://oauth.aliyun.com', client: '4038181954557748008' },
  INTL: { url: 'https://oauth.alibabacloud.com', client: '4103531455503354461' },
});

/**
 * The key that the sign-in has brought, or another one for its access token. The access token is not renewed: the new one
 * would have to be written into the file, since the old one is void then.
 */
async function fromOAuth(profile: Profile): Promise<Credentials> {
  const site = oauthSites.get(profile.text('oauth_site_type').toUpperCase());
  if (!site) throw profile.failed('its oauth_site_type is not CN or INTL', profile.configure());
  const now = Date.now() / 1000;
  if ((profile.number('sts_expiration') ?? 0) > now + 60 && profile.text('sts_token') !== '')
    return profile.keyWithToken();
  const signIn = `Renew it with any command of the aliyun CLI, or sign in again: aliyun configure --profile ${profile.name} --mode OAuth.`;
  if ((profile.number('oauth_access_token_expire') ?? 0) <= now)
    throw profile.failed('its OAuth sign-in has expired', signIn);
  const { OAuthCredentialsProvider } = await loadSignIns();
  const provider = OAuthCredentialsProvider.builder()
    .withSignInUrl(site.url)
    .withClientId(site.client)
    .withAccessToken(profile.required('oauth_access_token'))
    .build();
  try {
    return await provider.getCredentials();
  } catch (error) {
    throw credentialFailure(error, profile.request('the OAuth service', new URL(site.url).host, signIn));
  }
}

async function fromCommand(
  profile: Profile,
  { path }: ProfileFile,
  env: NodeJS.ProcessEnv,
): Promise<Credentials> {
  refuseIfDisabled(profile, env);
  const command = profile.required('process_command');
  try {
    return await runExternal({ command, configFile: path, root: findRoot(process.cwd(), env), env });
  } catch (error) {
    if (!(error instanceof ExternalFailure)) throw error;
    throw profile.failed(
      error.message,
      'Run the command of process_command by hand to see what it prints. Give it an absolute path outside the directory that is checked.',
    );
  }
}

async function fromUri(profile: Profile, env: NodeJS.ProcessEnv): Promise<Credentials> {
  refuseIfDisabled(profile, env);
  const url = urlIn(profile, 'credentials_uri');
  try {
    return await uriCredentials(url);
  } catch (error) {
    const check =
      'Check credentials_uri, and that its answer has AccessKeyId, AccessKeySecret and SecurityToken.';
    throw credentialFailure(error, profile.request('the address in credentials_uri', url.host, check));
  }
}

/** The key that an address returns. Throws the SDK's error. */
export async function uriCredentials(url: URL): Promise<Credentials> {
  const { URICredentialsProvider } = await loadCredentials();
  return URICredentialsProvider.builder().withCredentialsURI(url.href).build().getCredentials();
}

function urlIn(profile: Profile, key: string): URL {
  const text = profile.required(key);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw profile.failed(`its ${key} is not an http or https address`, profile.configure());
}

function refuseIfDisabled(profile: Profile, env: NodeJS.ProcessEnv): void {
  if (!/^(?:1|true)$/i.test(env[NO_EXTERNAL] ?? '')) return;
  throw profile.failed(`${NO_EXTERNAL} forbids its mode`, 'Unset the variable, or use another profile.');
}
