import { InventoryError } from '../../model/error.js';
import type { Credentials, CredentialsProvider } from '../security-center/credentials.js';
import { stsUrl } from '../security-center/endpoint.js';
import { assumeRole } from '../security-center/roles.js';
import { type CredentialSource, CredentialSources } from '../security-center/sources.js';

/** As whom an account is asked. Names of keys only, never a key. */
export type Identity =
  /** The source of credentials that is configured on this machine. */
  | { readonly kind: 'default' }
  /** A profile of the aliyun command line, or of the SDK's file of credentials. */
  | { readonly kind: 'profile'; readonly profile: string }
  | EnvironmentIdentity
  | RoleIdentity;

/** An access key in variables of the environment. */
interface EnvironmentIdentity {
  readonly kind: 'env';
  /** The name of the variable that holds it; the same for the others. */
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** A RAM role that is assumed with the credentials of this machine. */
interface RoleIdentity {
  readonly kind: 'role';
  readonly role: string;
  readonly externalId?: string | undefined;
  readonly sessionName?: string | undefined;
  readonly durationSeconds?: number | undefined;
  /** Where the security token service is: a host, with a port, or a URL. */
  readonly stsEndpoint?: string | undefined;
}

/** Where the credentials of many accounts come from. */
export class Identities {
  readonly #env: NodeJS.ProcessEnv;
  readonly #sources: CredentialSources;
  readonly #base: CredentialSource;

  /** @param base what roles are assumed with, and accounts without an identity are asked with; by default this machine's */
  constructor(env: NodeJS.ProcessEnv, base?: CredentialsProvider) {
    this.#env = env;
    this.#sources = new CredentialSources(env);
    this.#base = shared(base ?? this.#sources.first());
  }

  /** The credentials of one account. */
  of(identity: Identity): CredentialSource {
    if (identity.kind === 'default') return this.#base;
    if (identity.kind === 'profile') return shared(this.#sources.profile(identity.profile));
    if (identity.kind === 'env')
      return { isLocal: true, getCredentials: async () => fromVariables(identity, this.#env) };
    return shared({ getCredentials: () => this.#assume(identity) });
  }

  async #assume({ stsEndpoint, ...role }: RoleIdentity): Promise<Credentials> {
    const sts = stsEndpoint === undefined ? undefined : stsUrl(stsEndpoint);
    return assumeRole({ ...role, sts }, await this.#base.getCredentials());
  }
}

function fromVariables(names: EnvironmentIdentity, env: NodeJS.ProcessEnv): Credentials {
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

/** How long credentials are reused. The SDK renews a temporary key 15 minutes before it ends. */
const FRESH_MS = 60_000;

/**
 * Credentials that many accounts need at once and that are obtained once. A failure is remembered as well, so that a thousand
 * accounts do not all wait for the same refusal.
 */
function shared(source: CredentialSource): CredentialSource {
  let found: Promise<Credentials> | undefined;
  let until = 0;
  return {
    ...(source.isLocal && { isLocal: true }),
    ...(source.profileRegion && { profileRegion: source.profileRegion }),
    getCredentials() {
      if (found && performance.now() < until) return found;
      const next = source.getCredentials();
      found = next;
      until = Number.POSITIVE_INFINITY;
      const settled = (): void => {
        until = performance.now() + FRESH_MS;
      };
      next.then(settled, settled);
      return next;
    },
  };
}
