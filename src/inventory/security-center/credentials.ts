import { InventoryError } from '../../model/error.js';
import type { Deadline } from './deadline.js';
import { seconds } from './failure.js';
import { onLeash } from './leash.js';

/** An access key, with a security token if it is a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** Anything that provides credentials: the SDK's own providers fit. */
export interface CredentialsProvider {
  getCredentials(): Promise<Credentials>;
  /** Whether it has them at hand, so that nothing is requested and nothing waited for. */
  readonly isLocal?: boolean;
}

/** The same provider, whose credentials someone is given before they are used, such as to keep them out of a log. */
export function watched(
  provider: CredentialsProvider,
  onCredentials: ((credentials: Credentials) => void) | undefined,
): CredentialsProvider {
  if (!onCredentials) return provider;
  return {
    ...(provider.isLocal && { isLocal: true }),
    async getCredentials() {
      const credentials = await provider.getCredentials();
      onCredentials(credentials);
      return credentials;
    },
  };
}

/**
 * The credentials of a provider, checked.
 *
 * @throws InventoryError, the provider's own or `no-credentials`, `bad-credentials` or `credentials-timeout`. Other errors of
 * a provider are dropped: the SDK's can hold addresses, file contents and keys.
 */
export async function findCredentials(
  provider: CredentialsProvider,
  deadline: Deadline,
): Promise<Credentials> {
  let found: Credentials | undefined;
  try {
    // The leash makes Node follow every promise of the process from then on, which makes all of them slower.
    found = provider.isLocal
      ? await provider.getCredentials()
      : await onLeash(() => provider.getCredentials(), deadline.signal);
  } catch (error) {
    throw error instanceof InventoryError ? error : noCredentials();
  }
  if (deadline.isOver) throw tooSlow(deadline);
  if (!found?.accessKeyId || !found.accessKeySecret) throw noCredentials();
  const { accessKeyId, accessKeySecret, securityToken } = found;
  for (const value of [accessKeyId, accessKeySecret, securityToken || 'none']) {
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) throw badCredentials();
  }
  return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
}

function tooSlow({ totalMs }: Deadline): InventoryError {
  return new InventoryError({
    code: 'credentials-timeout',
    message: `no credentials for Alibaba Cloud came within ${seconds(totalMs)}`,
    hint: 'The service that provides them does not respond. STS, the ECS metadata service and ALIBABA_CLOUD_CREDENTIALS_URI are reached without HTTPS_PROXY.',
  });
}

function badCredentials(): InventoryError {
  return new InventoryError({
    code: 'bad-credentials',
    message: 'the credentials contain a blank, a line break or another character that no access key has',
    hint: 'Copy the access key again. A secret saved in a CI system often ends in a line break.',
  });
}

/**
 * No source of credentials is configured.
 *
 * @param why what was found out about this machine, as a sentence
 */
export function noCredentials(why?: string): InventoryError {
  return new InventoryError({
    code: 'no-credentials',
    message: 'no credentials for Alibaba Cloud are configured',
    hint: [
      ...(why === undefined ? [] : [why]),
      'Configure one of these; the first that is configured is used:',
      '  - environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_SECURITY_TOKEN for a temporary key',
      '  - OIDC: ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE',
      '  - a profile of the aliyun command line: aliyun configure',
      '  - the file ~/.alibabacloud/credentials, or the one that ALIBABA_CLOUD_CREDENTIALS_FILE names',
      '  - an address in ALIBABA_CLOUD_CREDENTIALS_URI',
      '  - the RAM role of the ECS instance that this runs on',
      'To check a file instead, give --inventory FILE.',
    ].join('\n'),
  });
}
