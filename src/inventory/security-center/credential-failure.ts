import { InventoryError } from '../../model/error.js';
import { type Peer, systemCode, unconnected } from './connection-failure.js';

/** A request for credentials that failed, as its error describes it. */
export interface CredentialRequest {
  /** What failed, as a clause: `the role acs:ram::1:role/x could not be assumed`. */
  readonly what: string;
  /** Who was asked: `the security token service`. */
  readonly service: string;
  /** Host, with its port if it has one. */
  readonly host: string;
  /** What to check if the service refuses. */
  readonly check: string;
}

const WITHOUT_PROXY = 'It is reached without HTTPS_PROXY, which the SDK does not support.';

/**
 * The service's error code in an error of the SDK. The rest of the SDK's text is never shown: it quotes answers, which can
 * hold keys and tokens.
 */
export function refusalIn(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  if (text === 'the access key secret is invalid') return 'SignatureDoesNotMatch';
  return /"(?:Error)?Code"\s*:\s*"([A-Za-z][\w.]{0,99})"/.exec(text)?.[1];
}

/** Why a service gave no credentials. That it was not reached is a different error from its refusal. */
export function credentialFailure(error: unknown, request: CredentialRequest): InventoryError {
  if (error instanceof InventoryError) return error;
  const reason = reasonIn(error);
  return (reason === undefined ? unreachable(error, request) : undefined) ?? refused(reason, request);
}

/** What the SDK's error reveals about the answer, in plain words. */
function reasonIn(error: unknown): string | undefined {
  const code = refusalIn(error);
  if (code !== undefined) return `answered ${code}`;
  const text = error instanceof Error ? error.message : '';
  const [status] = /(?<=httpStatus: |failed: GET \S+ |failed with |status code: )\d{3}/.exec(text) ?? [];
  if (status !== undefined) return `answered HTTP ${status}`;
  if (error instanceof SyntaxError || /json parse failed|unmarshal fail|not valid JSON/i.test(text))
    return 'answered with text that is not JSON';
  if (text === 'IMDS credentials is disabled') return 'is disabled by ALIBABA_CLOUD_ECS_METADATA_DISABLED';
  if (/error retrieving credentials|fail to get credentials|^get sts token failed(?: with OIDC)?$/.test(text))
    return 'answered without AccessKeyId, AccessKeySecret and SecurityToken';
  return undefined;
}

function refused(reason: string | undefined, { what, service, check }: CredentialRequest): InventoryError {
  return new InventoryError({
    code: 'credentials-refused',
    message: `${what}: ${service} ${reason ?? 'gave no credentials'}`,
    hint: check,
  });
}

function unreachable(error: unknown, request: CredentialRequest): InventoryError | undefined {
  const { what, service, host } = request;
  const peer: Peer = {
    name: service,
    host: host.replace(/:\d+$/, ''),
    check: 'Check the host, and the way to it from this machine.',
    holds: 'a key to the account',
  };
  const code = systemCode(error);
  const fault = code === undefined ? timeoutOf(error, peer) : unconnected(code, peer);
  if (!fault) return undefined;
  return new InventoryError({
    code: 'credentials-unreachable',
    message: `${what}: ${fault.message} (${code === undefined ? host : `${host}, ${code}`})`,
    hint: `${fault.hint} ${WITHOUT_PROXY}`,
  });
}

/** The SDK's HTTP client reports time-outs by the name of its errors. */
function timeoutOf(error: unknown, { name, check }: Peer) {
  if (!(error instanceof Error) || error.name !== 'RequestTimeoutError') return undefined;
  return error.message.includes('ConnectTimeout')
    ? { message: `no connection to ${name} within the time limit`, hint: check }
    : { message: `${name} did not answer within the time limit`, hint: 'Try again later.' };
}
