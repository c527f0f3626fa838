import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { InventoryError } from '../../model/error.js';
import { whyUnreadable } from '../../model/unreadable.js';
import { type CredentialRequest, credentialFailure, refusalIn } from './credential-failure.js';
import type { Credentials } from './credentials.js';
import { loadCredentials } from './sdk.js';

/** Calls to the security token service after the first, for transient failures. */
const RETRIES = 3;

/** The pause before the second call, in milliseconds; it doubles with each one after that. */
const BACKOFF_MS = 400;

/** The default name of this program's sessions. */
const SESSION = 'registry-lint';

/** How a role is assumed. */
export interface RoleRequest {
  /** ARN of the role. */
  readonly role: string;
  readonly sessionName?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly externalId?: string | undefined;
  readonly policy?: string | undefined;
  /** Where the security token service is; by default the SDK's host, in `stsRegion` if that is set. */
  readonly sts?: URL | undefined;
  readonly stsRegion?: string | undefined;
  readonly isVpc?: boolean | undefined;
  /** Names the source in an error, such as ` (the profile "a" in …)`. */
  readonly origin?: string | undefined;
}

const CHECK_ROLE =
  "Check the role's ARN and its trust policy, which must name the caller, and the external ID if the policy has one. The caller needs sts:AssumeRole.";

/**
 * Assumes a role with an access key.
 *
 * @throws InventoryError
 */
export async function assumeRole(request: RoleRequest, base: Credentials): Promise<Credentials> {
  const { RAMRoleARNCredentialsProvider, StaticAKCredentialsProvider, StaticSTSCredentialsProvider } =
    await loadCredentials();
  const key = base.securityToken
    ? StaticSTSCredentialsProvider.builder().withSecurityToken(base.securityToken)
    : StaticAKCredentialsProvider.builder();
  const builder = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(
      key.withAccessKeyId(base.accessKeyId).withAccessKeySecret(base.accessKeySecret).build(),
    )
    .withRoleArn(request.role)
    .withRoleSessionName(request.sessionName || SESSION);
  if (request.externalId) builder.withExternalId(request.externalId);
  if (request.policy) builder.withPolicy(request.policy);
  if (request.durationSeconds) builder.withDurationSeconds(checkedDuration(request));
  if (request.stsRegion) builder.withStsRegionId(request.stsRegion);
  if (request.isVpc) builder.withEnableVpc(true);
  if (request.sts) builder.withStsEndpoint(request.sts.host);
  const provider = builder.build();
  if (request.sts?.protocol === 'http:') requestInClear(provider);
  for (let attempt = 0; ; attempt++) {
    try {
      return await provider.getCredentials();
    } catch (error) {
      if (!isTransient(error) || attempt === RETRIES)
        throw credentialFailure(error, ofSts(request, builder.stsEndpoint, CHECK_ROLE));
    }
    await pause(BACKOFF_MS * 2 ** attempt * (0.5 + Math.random() / 2));
  }
}

/** How a role is assumed with an OIDC token. */
export interface TokenRoleRequest extends RoleRequest {
  readonly providerArn: string;
  readonly tokenFile: string;
  /** Names the token file in an error: `the file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names`. */
  readonly tokenFileName: string;
}

const CHECK_OIDC =
  "Check both ARNs, the OIDC provider's client ID (audience), that the token has not expired, and the role's trust policy: its condition on oidc:sub must match. No other credentials are tried: they could belong to another account.";

/**
 * Assumes a role with an OIDC token in a file.
 *
 * @throws InventoryError
 */
export async function assumeRoleWithToken(request: TokenRoleRequest): Promise<Credentials> {
  checkToken(request);
  const { OIDCRoleArnCredentialsProvider } = await loadCredentials();
  const builder = OIDCRoleArnCredentialsProvider.builder()
    .withRoleArn(request.role)
    .withOIDCProviderArn(request.providerArn)
    .withOIDCTokenFilePath(request.tokenFile)
    .withRoleSessionName(request.sessionName || SESSION);
  if (request.durationSeconds) builder.withDurationSeconds(checkedDuration(request));
  if (request.stsRegion) builder.withStsRegionId(request.stsRegion);
  if (request.isVpc) builder.withEnableVpc(true);
  if (request.sts) builder.withStsEndpoint(request.sts.host);
  const provider = builder.build();
  if (request.sts?.protocol === 'http:') requestInClear(provider);
  try {
    return await provider.getCredentials();
  } catch (error) {
    throw credentialFailure(error, ofSts(request, builder.stsEndpoint, CHECK_OIDC));
  }
}

function ofSts({ role, origin = '' }: RoleRequest, host: string, check: string): CredentialRequest {
  const what = `the role ${role} could not be assumed${origin}`;
  return { what, service: 'the security token service', host, check };
}

/** A token is some thousand characters. */
const MAX_TOKEN_BYTES = 1024 * 1024;

/** The SDK would send an empty token, and reports a missing file by its bare path. */
function checkToken(request: TokenRoleRequest): void {
  const why = tokenTrouble(request.tokenFile);
  if (why === undefined) return;
  throw new InventoryError({
    code: 'no-oidc-token',
    message: `the role ${request.role} could not be assumed${request.origin ?? ''}: ${request.tokenFileName} ${why}`,
    hint: 'Write the OIDC token of this job to that file before the run. No other credentials are tried: they could belong to another account.',
  });
}

function tokenTrouble(file: string): string | undefined {
  try {
    const stats = statSync(file);
    if (stats.isFIFO()) return undefined;
    if (!stats.isFile()) return 'is not a file';
    if (stats.size > MAX_TOKEN_BYTES) return 'is too large for a token';
    return readFileSync(file, 'utf8').trim() === '' ? 'is empty' : undefined;
  } catch (error) {
    return `cannot be read: ${whyUnreadable(error)}`;
  }
}

/** The SDK's own error for this does not name the role. */
function checkedDuration({ role, durationSeconds = 0, origin = '' }: RoleRequest): number {
  if (durationSeconds >= 900) return durationSeconds;
  throw new InventoryError({
    code: 'credentials-refused',
    message: `the role ${role} could not be assumed${origin}: a session lasts at least 900 seconds, not ${durationSeconds}`,
    hint: 'Set the duration to 900 or more.',
  });
}

/** The SDK uses HTTPS alone, and the emulator speaks plain HTTP. The host was checked to be this machine. */
function requestInClear(provider: object): void {
  const doRequest: unknown = Reflect.get(provider, 'doRequest');
  if (typeof doRequest !== 'function') return;
  Reflect.set(provider, 'doRequest', (request: object) => {
    Reflect.set(request, 'protocol', 'http');
    return Reflect.apply(doRequest, provider, [request]);
  });
}

/** Whether another call may well succeed: throttling, failures of the service, connections that broke. */
function isTransient(error: unknown): boolean {
  const code = refusalIn(error);
  if (code !== undefined) return /^(?:Throttling|ServiceUnavailable|InternalError|ServerError)\b/i.test(code);
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EAI_AGAIN'].includes(system);
}
