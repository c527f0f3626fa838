import { setTimeout as pause } from 'node:timers/promises';
import { InventoryError } from '../../model/error.js';
import type { Credentials, CredentialsProvider } from './credentials.js';
import { stsUrl } from './endpoint.js';
import type { EnvironmentIdentity, Identity, RoleIdentity } from './identity.js';
import { loadCredentials } from './sdk.js';
import { Queue, SharedCredentials } from './shared.js';
import { refusalIn, stsFailure } from './sts-failure.js';

/** Calls to the security token service after the first, for refusals that pass. */
const RETRIES = 3;

/** The pause before the second of them, in milliseconds; it doubles with every one after that. */
const BACKOFF_MS = 400;

/** How this program names its sessions unless it is told otherwise. */
const SESSION = 'registry-lint';

/** Where the credentials of many accounts come from. */
export class Providers {
  readonly #env: NodeJS.ProcessEnv;
  readonly #base: CredentialsProvider;
  /** The SDK writes new tokens into the file of profiles: two at once could each undo what the other wrote. */
  readonly #profiles = new Queue();

  /** @param base what roles are assumed with, and what asks for accounts that say nothing; else the default chain */
  constructor(env: NodeJS.ProcessEnv, base?: CredentialsProvider) {
    this.#env = env;
    this.#base = new SharedCredentials(base ?? { getCredentials: () => this.#default() });
  }

  /** The credentials of one account. Errors are InventoryErrors where more is known than that there are none. */
  of(identity: Identity): CredentialsProvider {
    return new SharedCredentials({
      getCredentials: () => this.#ask(identity),
      isLocal: identity.kind === 'env',
    });
  }

  #ask(identity: Identity): Promise<Credentials> {
    if (identity.kind === 'default') return this.#base.getCredentials();
    if (identity.kind === 'env') return fromVariables(identity, this.#env);
    if (identity.kind === 'profile') return this.#profiles.run(() => fromProfile(identity.profile));
    return this.#assume(identity);
  }

  async #default(): Promise<Credentials> {
    const own: EnvironmentIdentity = {
      kind: 'env',
      accessKeyId: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      accessKeySecret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      securityToken: 'ALIBABA_CLOUD_SECURITY_TOKEN',
    };
    if (this.#env[own.accessKeyId] && this.#env[own.accessKeySecret]) return fromVariables(own, this.#env);
    const { DefaultCredentialsProvider } = await loadCredentials();
    return DefaultCredentialsProvider.builder().build().getCredentials();
  }

  async #assume(role: RoleIdentity): Promise<Credentials> {
    const base = await this.#base.getCredentials();
    const { RAMRoleARNCredentialsProvider, StaticAKCredentialsProvider, StaticSTSCredentialsProvider } =
      await loadCredentials();
    const key = base.securityToken
      ? StaticSTSCredentialsProvider.builder().withSecurityToken(base.securityToken)
      : StaticAKCredentialsProvider.builder();
    const builder = RAMRoleARNCredentialsProvider.builder()
      .withCredentialsProvider(
        key.withAccessKeyId(base.accessKeyId).withAccessKeySecret(base.accessKeySecret).build(),
      )
      .withRoleArn(role.role)
      .withRoleSessionName(role.sessionName ?? SESSION);
    if (role.externalId !== undefined) builder.withExternalId(role.externalId);
    if (role.durationSeconds !== undefined) builder.withDurationSeconds(role.durationSeconds);
    const sts = role.stsEndpoint === undefined ? undefined : stsUrl(role.stsEndpoint);
    if (sts) builder.withStsEndpoint(sts.host);
    const provider = builder.build();
    if (sts?.protocol === 'http:') askInClear(provider);
    for (let attempt = 0; ; attempt++) {
      try {
        return await provider.getCredentials();
      } catch (error) {
        if (!mayPass(refusalIn(error), error) || attempt === RETRIES) {
          throw stsFailure(error, {
            role: `the role ${role.role}`,
            host: builder.stsEndpoint,
            check: CHECK_ROLE,
          });
        }
      }
      await pause(BACKOFF_MS * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}

/** The SDK asks by HTTPS alone, and the emulator speaks plain HTTP. That it is on this machine was made sure of. */
function askInClear(provider: object): void {
  const ask: unknown = Reflect.get(provider, 'doRequest');
  if (typeof ask !== 'function') return;
  Reflect.set(provider, 'doRequest', (request: object) => {
    Reflect.set(request, 'protocol', 'http');
    return Reflect.apply(ask, provider, [request]);
  });
}

async function fromVariables(names: EnvironmentIdentity, env: NodeJS.ProcessEnv): Promise<Credentials> {
  const [accessKeyId, accessKeySecret] = [env[names.accessKeyId], env[names.accessKeySecret]];
  if (accessKeyId && accessKeySecret) {
    const securityToken = names.securityToken === undefined ? undefined : env[names.securityToken];
    return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
  }
  const missing = [!accessKeyId && names.accessKeyId, !accessKeySecret && names.accessKeySecret].filter(
    Boolean,
  );
  throw new InventoryError({
    code: 'no-credentials',
    message: `the environment has no ${missing.join(' and no ')}`,
    hint: 'Set the variables that `env:` names. In a CI system they are secrets that the job has to be given.',
  });
}

/** What the SDK says where a file of profiles is not there or does not have the profile. */
const NOT_THERE =
  /^(?:unable to get profile|reading aliyun cli config|no any configured profiles|the CLI profile is disabled)/;

async function fromProfile(profile: string): Promise<Credentials> {
  const { CLIProfileCredentialsProvider, ProfileCredentialsProvider } = await loadCredentials();
  try {
    return await CLIProfileCredentialsProvider.builder().withProfileName(profile).build().getCredentials();
  } catch (error) {
    // One that is there and does not work must not lead to another of the same name.
    if (!(error instanceof Error) || !NOT_THERE.test(error.message)) throw badProfile(profile, error);
  }
  try {
    return await ProfileCredentialsProvider.builder().withProfileName(profile).build().getCredentials();
  } catch (error) {
    throw badProfile(profile, error);
  }
}

/** Whether another call may well succeed: throttling, failures of the service, connections that broke. */
function mayPass(code: string | undefined, error: unknown): boolean {
  if (code !== undefined) return /^(?:Throttling|ServiceUnavailable|InternalError|ServerError)\b/i.test(code);
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EAI_AGAIN'].includes(system);
}

const CHECK_ROLE =
  "Check the role's ARN and its trust policy, which must name whoever asks, and externalId where the policy has one. Whoever asks needs sts:AssumeRole. The service is reached without HTTPS_PROXY.";

function badProfile(profile: string, error: unknown): InventoryError {
  const code = refusalIn(error);
  const missing = error instanceof Error && /^Can not find credential type|ENOENT/.test(error.message);
  const why = missing ? 'is not there' : `gave no credentials${code === undefined ? '' : ` (${code})`}`;
  return new InventoryError({
    code: missing ? 'no-profile' : 'bad-profile',
    message: `the profile ${JSON.stringify(profile)} ${why}`,
    hint: `See what there is with \`aliyun configure list\`, or make it: aliyun configure --profile NAME. The file ~/.alibabacloud/credentials is looked at, too.`,
  });
}
