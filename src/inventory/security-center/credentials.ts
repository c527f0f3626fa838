import { InventoryError } from '../../model/error.js';
import type { Deadline } from './deadline.js';
import { seconds } from './failure.js';
import { onLeash } from './leash.js';
import { loadDefaultCredentials } from './sdk.js';

/** An access key, with a security token when it is a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** Whatever can tell the credentials: the SDK's own providers fit. */
export interface CredentialsProvider {
  getCredentials(): Promise<Credentials>;
  /** Whether it has them at hand, so that nothing is asked and nothing waited for. */
  readonly isLocal?: boolean;
}

/**
 * The credentials of the given provider, else of the environment, else of the SDK's default chain, which
 * begins with the environment as well.
 *
 * @throws InventoryError `no-credentials`, `bad-credentials` or `credentials-timeout`. The SDK's own error is dropped: it can
 * hold addresses, file contents and keys.
 */
export async function findCredentials(
  provider: CredentialsProvider | undefined,
  env: NodeJS.ProcessEnv,
  deadline: Deadline,
): Promise<Credentials> {
  let found: Credentials | undefined;
  try {
    // The leash makes Node follow every promise of the process from then on, which makes all of them slower.
    found = provider?.isLocal
      ? await provider.getCredentials()
      : await onLeash(() => ask(provider, env), deadline.signal);
  } catch (error) {
    // A provider of this program's own knows better than this why there are none.
    throw error instanceof InventoryError ? error : noCredentials(env);
  }
  if (deadline.isOver) throw tooSlow(deadline);
  if (!found?.accessKeyId || !found.accessKeySecret) throw noCredentials(env);
  const { accessKeyId, accessKeySecret, securityToken } = found;
  for (const value of [accessKeyId, accessKeySecret, securityToken || 'none']) {
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) throw badCredentials();
  }
  return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
}

async function ask(
  provider: CredentialsProvider | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Credentials | undefined> {
  if (provider) return provider.getCredentials();
  const found = fromEnvironment(env);
  if (found) return found;
  const DefaultCredentialsProvider = await loadDefaultCredentials();
  return DefaultCredentialsProvider.builder().build().getCredentials();
}

/** Spares the commonest case the loading of the SDK's chain. */
function fromEnvironment(env: NodeJS.ProcessEnv): Credentials | undefined {
  const accessKeyId = env['ALIBABA_CLOUD_ACCESS_KEY_ID'];
  const accessKeySecret = env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'];
  if (!accessKeyId || !accessKeySecret) return undefined;
  return { accessKeyId, accessKeySecret, securityToken: env['ALIBABA_CLOUD_SECURITY_TOKEN'] };
}

function tooSlow({ totalMs }: Deadline): InventoryError {
  return new InventoryError({
    code: 'credentials-timeout',
    message: `no credentials for Alibaba Cloud came within ${seconds(totalMs)}`,
    hint: 'The service asked for them does not answer. STS, the ECS metadata service and ALIBABA_CLOUD_CREDENTIALS_URI are reached without HTTPS_PROXY.',
  });
}

function badCredentials(): InventoryError {
  return new InventoryError({
    code: 'bad-credentials',
    message: 'the credentials hold a blank, a line break or another character that no access key has',
    hint: 'Copy the access key again. A secret saved in a CI system often ends in a line break.',
  });
}

function noCredentials(env: NodeJS.ProcessEnv): InventoryError {
  return new InventoryError({
    code: 'no-credentials',
    message: 'no credentials for Alibaba Cloud were found',
    hint: [
      ...almost(env),
      'Give them in one of these ways, the first found is used:',
      '  - environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, and ALIBABA_CLOUD_SECURITY_TOKEN for a temporary key',
      '  - OIDC: ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE',
      '  - a profile of the aliyun command line: aliyun configure',
      '  - the file ~/.alibabacloud/credentials, or the one that ALIBABA_CLOUD_CREDENTIALS_FILE names',
      '  - the RAM role of the ECS instance that this runs on',
      '  - an address in ALIBABA_CLOUD_CREDENTIALS_URI',
      'To check a file instead, give --inventory FILE.',
    ].join('\n'),
  });
}

/** What is set but did not lead to a key: names of variables only, never their values. */
function almost(env: NodeJS.ProcessEnv): string[] {
  const lines: string[] = [];
  if (env['ALIBABA_CLOUD_ACCESS_KEY_ID'] && !env['ALIBABA_CLOUD_ACCESS_KEY_SECRET']) {
    lines.push('ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not.');
  }
  if (!env['ALIBABA_CLOUD_ACCESS_KEY_ID'] && env['ALIBABA_CLOUD_ACCESS_KEY_SECRET']) {
    lines.push('ALIBABA_CLOUD_ACCESS_KEY_SECRET is set, but ALIBABA_CLOUD_ACCESS_KEY_ID is not.');
  }
  if (env['ALIBABA_CLOUD_ROLE_ARN']) {
    lines.push('ALIBABA_CLOUD_ROLE_ARN is set, but the role could not be assumed with the OIDC token.');
    lines.push('STS is asked for it without HTTPS_PROXY, which the SDK does not know.');
  }
  if (env['ALIBABA_CLOUD_CREDENTIALS_URI']) {
    lines.push('ALIBABA_CLOUD_CREDENTIALS_URI is set, but no key came from there.');
  }
  return lines;
}
