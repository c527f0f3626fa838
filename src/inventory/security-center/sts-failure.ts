import { InventoryError } from '../../model/error.js';
import { type Peer, systemCode, unconnected } from './connection-failure.js';

/** Who asked the security token service, where, and what to look at when it refuses. */
export interface StsCall {
  /** Such as `the role`, with its ARN where there are several. */
  readonly role: string;
  readonly host: string;
  readonly check: string;
}

const WITHOUT_PROXY = 'The service is reached without HTTPS_PROXY, which the SDK does not know.';

/** Of the SDK's errors only a code of the service is kept: the rest can hold keys, tokens and whole files. */
export function refusalIn(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  if (text === 'the access key secret is invalid') return 'SignatureDoesNotMatch';
  return /"Code"\s*:\s*"([A-Za-z][\w.]{0,99})"/.exec(text)?.[1];
}

/** Why a role could not be assumed: that the service was not reached says nothing of the role. */
export function stsFailure(error: unknown, call: StsCall): InventoryError {
  const refusal = refusalIn(error);
  return (refusal === undefined ? notReached(error, call) : undefined) ?? refused(refusal, call);
}

function refused(code: string | undefined, { role, check }: StsCall): InventoryError {
  const said = code === undefined ? 'gave no credentials' : `answered ${code}`;
  return new InventoryError({
    code: 'role-refused',
    message: `${role} could not be assumed: the security token service ${said}`,
    hint: check,
  });
}

function notReached(error: unknown, { role, host }: StsCall): InventoryError | undefined {
  const code = systemCode(error);
  const fault = code === undefined ? timeoutOf(error) : unconnected(code, peerAt(host));
  if (!fault) return undefined;
  const where = code === undefined ? host : `${host}, ${code}`;
  return new InventoryError({
    code: 'sts-unreachable',
    message: `${role} could not be assumed: ${fault.message} (${where})`,
    hint: `${fault.hint} ${WITHOUT_PROXY}`,
  });
}

const peerAt = (host: string): Peer => ({
  name: 'the security token service',
  host: host.replace(/:\d+$/, ''),
  check: "Check this machine's way to it, and stsEndpoint where one is given.",
  holds: 'a key to the account',
});

/** The SDK's HTTP client says so by the name of its errors. */
function timeoutOf(error: unknown): { readonly message: string; readonly hint: string } | undefined {
  if (!(error instanceof Error) || error.name !== 'RequestTimeoutError') return undefined;
  const { check } = peerAt('');
  return error.message.includes('ConnectTimeout')
    ? { message: 'no connection to the security token service came about in time', hint: check }
    : { message: 'the security token service did not answer in time', hint: 'Try again later.' };
}
