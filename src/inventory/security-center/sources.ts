import { InventoryError } from '../../model/error.js';
import { credentialFailure } from './credential-failure.js';
import { type Credentials, type CredentialsProvider, noCredentials } from './credentials.js';
import type { Wanted } from './endpoint.js';
import { type ProfileFile, readCliConfig, readCredentialsFile } from './profile-files.js';
import {
  credentialsOfProfile,
  credentialsOfSection,
  instanceCredentials,
  isLocalProfile,
  METADATA_HOST,
  noProfile,
  uriCredentials,
} from './profiles.js';
import { assumeRoleWithToken } from './roles.js';

/** Where credentials come from. */
export interface CredentialSource extends CredentialsProvider {
  /** The region of the profile, if it is a profile with one. */
  readonly profileRegion?: Wanted['profileRegion'];
}

/**
 * Decides which source of credentials is configured. The first one, in the order of the SDK, is the only one that is used: if
 * it fails, the run fails, since the next one could belong to another account. A source that is configured by half fails as
 * well. Only the metadata service of ECS, which needs no configuration, comes last.
 *
 * Nothing is thrown here: what is wrong with a source is thrown when it is asked for credentials.
 */
export class CredentialSources {
  readonly #env: NodeJS.ProcessEnv;
  #cliConfig: { readonly file: ProfileFile | undefined } | undefined;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** The source that is configured on this machine. */
  first(): CredentialSource {
    return orFailing(
      () =>
        accessKey(this.#env) ??
        oidcRole(this.#env) ??
        this.#currentProfile() ??
        namedInstanceRole(this.#env) ??
        credentialsUri(this.#env) ??
        instanceRole(this.#env),
    );
  }

  /** A profile of the aliyun command line; if it has none of the name, of the SDK's file of credentials. */
  profile(name: string): CredentialSource {
    return orFailing(() => {
      const config = this.#readCliConfig();
      if (config?.profiles.has(name)) return ofProfile(name, config, this.#env);
      const file = readCredentialsFile(this.#env);
      if (file?.profiles.has(name)) return { getCredentials: async () => credentialsOfSection(name, file) };
      throw noProfile(
        name,
        [config, file].flatMap((one) => one?.name ?? []),
      );
    });
  }

  #currentProfile(): CredentialSource | undefined {
    const named = setValue(this.#env, profileVariables);
    if (named !== undefined) return this.profile(named);
    const config = this.#readCliConfig();
    if (config) return ofProfile(config.current, config, this.#env);
    const file = readCredentialsFile(this.#env);
    return file && { getCredentials: async () => credentialsOfSection(file.current, file) };
  }

  /** Read once: many accounts may each name a profile. */
  #readCliConfig(): ProfileFile | undefined {
    this.#cliConfig ??= { file: isCliIgnored(this.#env) ? undefined : readCliConfig(this.#env) };
    return this.#cliConfig.file;
  }
}

/** A role that is assumed with the OIDC token that the environment names; undefined if none of its variables is set. */
export function oidcRole(env: NodeJS.ProcessEnv): CredentialSource | undefined {
  const found = allOrNone(env, oidcVariables);
  if (!found) return undefined;
  return {
    getCredentials: () =>
      assumeRoleWithToken({
        role: found.role,
        providerArn: found.provider,
        tokenFile: found.token,
        tokenFileName: 'the file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names',
        sessionName: env['ALIBABA_CLOUD_ROLE_SESSION_NAME'],
      }),
  };
}

/** The variables of an access key, in every spelling that the aliyun CLI reads; the first that is set counts. */
export const keyVariables = {
  id: ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABACLOUD_ACCESS_KEY_ID', 'ALICLOUD_ACCESS_KEY_ID'],
  secret: ['ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABACLOUD_ACCESS_KEY_SECRET', 'ALICLOUD_ACCESS_KEY_SECRET'],
} as const;

const tokenVariables = [
  'ALIBABA_CLOUD_SECURITY_TOKEN',
  'ALIBABACLOUD_SECURITY_TOKEN',
  'ALICLOUD_SECURITY_TOKEN',
] as const;

const oidcVariables = {
  role: ['ALIBABA_CLOUD_ROLE_ARN', 'ALIBABACLOUD_ROLE_ARN'],
  provider: ['ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABACLOUD_OIDC_PROVIDER_ARN'],
  token: ['ALIBABA_CLOUD_OIDC_TOKEN_FILE', 'ALIBABACLOUD_OIDC_TOKEN_FILE'],
} as const;

const profileVariables = ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'] as const;

/** An empty variable counts as not set: CI systems pass secrets that are missing as empty ones. */
const setValue = (env: NodeJS.ProcessEnv, names: readonly string[]): string | undefined =>
  names.map((name) => env[name]).find((value) => value !== undefined && value !== '');

const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';

function isCliIgnored(env: NodeJS.ProcessEnv): boolean {
  return (
    isTrue(env['ALIBABA_CLOUD_CLI_PROFILE_DISABLED']) ||
    setValue(env, ['ALIBABA_CLOUD_IGNORE_PROFILE', 'ALIBABACLOUD_IGNORE_PROFILE']) === 'TRUE'
  );
}

function accessKey(env: NodeJS.ProcessEnv): CredentialSource | undefined {
  const securityToken = setValue(env, tokenVariables);
  const found = allOrNone(env, keyVariables, tokenVariables);
  if (!found) return undefined;
  const credentials: Credentials = {
    accessKeyId: found.id,
    accessKeySecret: found.secret,
    ...(securityToken !== undefined && { securityToken }),
  };
  return { isLocal: true, getCredentials: async () => credentials };
}

/**
 * The values of variables that belong together; undefined if none of them is set.
 *
 * @param also variables that mean nothing without the others
 * @throws InventoryError if only some are set
 */
function allOrNone<Name extends string>(
  env: NodeJS.ProcessEnv,
  variables: Readonly<Record<Name, readonly [string, ...string[]]>>,
  also: readonly string[] = [],
): Readonly<Record<Name, string>> | undefined {
  const names: readonly Name[] = keysOf(variables);
  const isSet = (name: string): boolean => setValue(env, [name]) !== undefined;
  const set = [...names.flatMap((name) => variables[name]), ...also].filter(isSet);
  const [first] = set;
  if (first === undefined) return undefined;
  const prefix = /^[A-Z]+_(?:CLOUD_)?/.exec(first)?.[0];
  const spelt = (all: readonly [string, ...string[]]): string =>
    all.find((name) => name.startsWith(prefix ?? '')) ?? all[0];
  const missing = names.filter((name) => setValue(env, variables[name]) === undefined);
  if (missing.length > 0)
    throw incomplete(
      set,
      missing.map((name) => spelt(variables[name])),
    );
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) values[name] = setValue(env, variables[name]);
  return isComplete(values, names) ? values : undefined;
}

function keysOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}

const isComplete = <Name extends string>(
  values: Partial<Record<Name, string>>,
  names: readonly Name[],
): values is Record<Name, string> => names.every((name) => values[name] !== undefined);

function incomplete(set: readonly string[], missing: readonly string[]): InventoryError {
  const and = (names: readonly string[]): string => names.join(' and ');
  return new InventoryError({
    code: 'incomplete-credentials',
    message: `${and(set)} ${set.length === 1 ? 'is' : 'are'} set in the environment, but ${and(missing)} ${missing.length === 1 ? 'is' : 'are'} not`,
    hint: `Set ${and(missing)}, or unset ${and(set)} to use the next source. In a CI system, check that the job is given the secret.`,
  });
}

function ofProfile(name: string, config: ProfileFile, env: NodeJS.ProcessEnv): CredentialSource {
  const text = config.profiles.get(name);
  const region = text?.['region_id'];
  return {
    ...(typeof region === 'string' &&
      region !== '' && {
        profileRegion: {
          region,
          from: `region_id of the profile ${JSON.stringify(name.slice(0, 60))} in ${config.name}`,
        },
      }),
    ...(text && isLocalProfile(text) && { isLocal: true }),
    getCredentials: async () => credentialsOfProfile(name, config, env),
  };
}

function credentialsUri(env: NodeJS.ProcessEnv): CredentialSource | undefined {
  const text = env['ALIBABA_CLOUD_CREDENTIALS_URI'];
  if (!text) return undefined;
  const what = 'ALIBABA_CLOUD_CREDENTIALS_URI gave no credentials';
  return {
    async getCredentials() {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const check =
        'Check the address, and that its answer has AccessKeyId, AccessKeySecret and SecurityToken.';
      if (!url || !/^https?:$/.test(url.protocol)) {
        const message = `${what}: it is not an http or https address`;
        throw new InventoryError({ code: 'credentials-refused', message, hint: 'Correct it, or unset it.' });
      }
      return await uriCredentials(url).catch((error: unknown) => {
        throw credentialFailure(error, { what, service: 'the address', host: url.host, check });
      });
    },
  };
}

const isMetadataDisabled = (env: NodeJS.ProcessEnv): boolean =>
  isTrue(env['ALIBABA_CLOUD_ECS_METADATA_DISABLED']);

/** The role of this ECS instance, if a variable names it. */
function namedInstanceRole(env: NodeJS.ProcessEnv): CredentialSource | undefined {
  const role = env['ALIBABA_CLOUD_ECS_METADATA'];
  if (!role || isMetadataDisabled(env)) return undefined;
  return {
    getCredentials: () =>
      instanceCredentials(role).catch((error: unknown) => {
        throw credentialFailure(error, {
          what: 'the RAM role in ALIBABA_CLOUD_ECS_METADATA gave no credentials',
          service: 'the ECS metadata service',
          host: METADATA_HOST,
          check: 'Check that this machine is an ECS instance, and that the RAM role is attached to it.',
        });
      }),
  };
}

/** The role of this machine, if it is an ECS instance that has one. Nothing else is configured. */
function instanceRole(env: NodeJS.ProcessEnv): CredentialSource {
  return {
    async getCredentials() {
      if (isMetadataDisabled(env)) throw noCredentials();
      return await instanceCredentials('').catch((error: unknown) => {
        const { code, message } = credentialFailure(error, {
          what: 'This ECS instance gave no credentials',
          service: 'its metadata service',
          host: METADATA_HOST,
          check: '',
        });
        const isReached = code === 'credentials-refused' && / answered /.test(message);
        throw noCredentials(isReached ? `${message}.` : undefined);
      });
    },
  };
}

/** What is wrong with a source must not keep others, such as those of other accounts, from being asked. */
function orFailing(choose: () => CredentialSource): CredentialSource {
  try {
    return choose();
  } catch (error) {
    if (!(error instanceof InventoryError)) throw error;
    return { isLocal: true, getCredentials: () => Promise.reject(error) };
  }
}
