import type { Account, Accounts } from './accounts.js';
import { VERSION, versionOf } from './actions.js';
import { GatewayError, invalidParameter, missingParameter } from './errors.js';
import { NonceMemory } from './nonces.js';
import { type Parameters, sameSecret, sign, stringToSign } from './signature.js';

/** How far a request's time may be from the gateway's, either way. */
const TOLERANCE_MS = 15 * 60 * 1000;

/** What the gateway checks of every request before a product sees it, in its order. */
export class Gate {
  readonly #accounts: Accounts;
  readonly #now: () => Date;
  /** Twice the tolerance: a request may come from as far in the future as it may from the past. */
  readonly #nonces = new NonceMemory(2 * TOLERANCE_MS);

  constructor(accounts: Accounts, now: () => Date) {
    this.#accounts = accounts;
    this.#now = now;
  }

  /** The account that a request is of. Throws a `GatewayError` unless it may go on to the product. */
  check(method: string, path: string, parameters: Parameters): Account {
    if (method !== 'GET' && method !== 'POST') throw new GatewayError('UnsupportedHTTPMethod');
    checkAction(path, parameters);
    checkPresence(parameters);
    const now = this.#now().getTime();
    checkTime(given(parameters, 'Timestamp'), now);
    const account = this.#accountOf(parameters);
    checkSignature(method, parameters, account);
    // Last, so that only whoever has the secret can use a nonce up.
    if (!this.#nonces.use(given(parameters, 'SignatureNonce'), now)) {
      throw new GatewayError('SignatureNonceUsed');
    }
    return account;
  }

  #accountOf(parameters: Parameters): Account {
    const account = this.#accounts.find(given(parameters, 'AccessKeyId'));
    if (!account) throw new GatewayError('InvalidAccessKeyId.NotFound');
    const { securityToken } = account;
    const token = given(parameters, 'SecurityToken');
    if (securityToken !== '' && token === '') throw new GatewayError('MissingSecurityToken');
    if (!sameSecret(token, securityToken)) {
      throw new GatewayError('InvalidSecurityToken.MismatchWithAccessKey');
    }
    return account;
  }
}

function checkSignature(method: string, parameters: Parameters, { accessKeySecret }: Account): void {
  const text = stringToSign(method, parameters);
  const expected = sign(text, accessKeySecret);
  if (sameSecret(given(parameters, 'Signature'), expected)) return;
  throw new GatewayError(
    'SignatureDoesNotMatch',
    `Specified signature is not matched with our calculation. server string to sign is:${text}`,
    'Specified signature is not matched with our calculation. Is it the secret of this key?',
  );
}

/** The gateway looks for the API first: a wrong action is told before a wrong key. */
function checkAction(path: string, parameters: Parameters): void {
  const action = given(parameters, 'Action');
  const version = given(parameters, 'Version');
  if (action === '') throw missingParameter('Action');
  if (version === '') throw missingParameter('Version');
  const known = versionOf(action);
  if (version !== VERSION && version !== known) throw new GatewayError('InvalidVersion');
  if (path !== '/' || known === undefined || version !== known)
    throw new GatewayError('InvalidAction.NotFound');
  // The gateway answers in XML unless told otherwise. Nothing here reads XML, so JSON has to be asked for.
  if (given(parameters, 'Format').toUpperCase() !== 'JSON') {
    throw new GatewayError('InvalidParameter.Format');
  }
}

function checkPresence(parameters: Parameters): void {
  if (given(parameters, 'AccessKeyId') === '') throw new GatewayError('MissingAccessKeyId');
  for (const name of ['SignatureMethod', 'SignatureVersion', 'Timestamp', 'SignatureNonce', 'Signature']) {
    if (given(parameters, name) === '') throw missingParameter(name);
  }
  if (given(parameters, 'SignatureMethod') !== 'HMAC-SHA1') {
    throw new GatewayError('InvalidSignatureMethod');
  }
  if (given(parameters, 'SignatureVersion') !== '1.0') throw invalidParameter('SignatureVersion');
}

function checkTime(timestamp: string, now: number): void {
  const time = Date.parse(timestamp);
  // The round trip refuses days such as 30 February, which `Date.parse` takes for 2 March.
  if (Number.isNaN(time) || new Date(time).toISOString() !== timestamp.replace(/Z$/, '.000Z')) {
    throw new GatewayError('InvalidTimeStamp.Format');
  }
  if (Math.abs(now - time) > TOLERANCE_MS) throw new GatewayError('InvalidTimeStamp.Expired');
}

/** The gateway makes no difference between a parameter that is empty and one that is absent. */
function given(parameters: Parameters, name: string): string {
  return parameters.get(name) ?? '';
}
