import type { RegistryType } from '../../model/field.js';
import { judgeAnswer, type Outcome } from './answer.js';
import { apiErrorIn, apiFailure } from './api-failure.js';
import { connectionFailure, systemCode } from './connection-failure.js';
import type { Credentials } from './credentials.js';
import type { Deadline } from './deadline.js';
import type { Failure, Scene } from './failure.js';
import { httpFailure } from './http-failure.js';
import { MAX_TIMER_MS } from './limits.js';
import { toPlain } from './plain.js';
import type { ConnectionPool } from './pool.js';
import { loadRpcClient } from './sdk.js';
import { troubleFailure } from './trouble.js';
import { Wire } from './wire.js';

const API_VERSION = '2018-12-03';
const ACTION = 'ListPrivateRegistryList';

/** What to ask, of whom, and as whom. */
export interface Call extends Scene {
  readonly credentials: Credentials;
  readonly registryType: RegistryType | undefined;
  /** Connections that other calls have used. */
  readonly pool?: ConnectionPool | undefined;
}

/** What the vendor's client did: it throws in a dozen ways, of which none may travel on. */
type Settled = { readonly json: unknown } | { readonly thrown: unknown };

/**
 * Makes the call once, with a time and nonce of its own. Never throws: errors of the client hold the
 * request, and those of its JSON parser the whole answer, so both end here.
 */
export async function callOnce(call: Call, deadline: Deadline): Promise<Outcome> {
  const wire = new Wire(call.limits, deadline);
  try {
    const settled = await Promise.race([request(call, wire), wire.broken]);
    if (wire.trouble) return failed(troubleFailure(wire.trouble, wire, call));
    if (settled && 'json' in settled) return judgeAnswer(settled.json, wire, call);
    return failed(thrownFailure(settled?.thrown, wire, call));
  } finally {
    wire.close();
  }
}

async function request(call: Call, wire: Wire): Promise<Settled> {
  try {
    const RpcClient = await loadRpcClient();
    const { target, credentials } = call;
    const client = new RpcClient({
      endpoint: target.endpoint,
      apiVersion: API_VERSION,
      accessKeyId: credentials.accessKeyId,
      accessKeySecret: credentials.accessKeySecret,
      ...(credentials.securityToken ? { securityToken: credentials.securityToken } : {}),
    });
    const patience = Math.min(call.limits.connectMs + call.limits.readMs + 1_000, MAX_TIMER_MS);
    const params = call.registryType === undefined ? {} : { RegistryType: call.registryType };
    const json = await client.request<unknown>(ACTION, params, {
      // With GET, key id, token and signature would stand in the URL.
      method: 'POST',
      agent: await wire.agent(call, call.pool),
      // Whatever the environment says: the answer holds passwords.
      rejectUnauthorized: true,
      // The wire keeps the time. httpx takes a slow answer for a slow connection.
      connectTimeout: patience,
      readTimeout: patience,
      beforeRequest: uncompressed,
    });
    return { json: toPlain(json) };
  } catch (thrown) {
    return { thrown };
  }
}

function uncompressed<T extends { readonly headers: object }>(options: T): T {
  return { ...options, headers: { ...options.headers, 'accept-encoding': 'identity' } };
}

function thrownFailure(thrown: unknown, wire: Wire, scene: Scene): Failure {
  const refusal = apiErrorIn(thrown);
  if (refusal) return apiFailure(refusal, wire.response, scene);
  // Only a parser fails on an answer that came whole.
  if (wire.response?.complete) return httpFailure(wire.response, scene);
  return connectionFailure(systemCode(thrown), wire, scene);
}

function failed(failure: Failure): Outcome {
  return { kind: 'failure', failure };
}
