import { Agent, type ClientRequest } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Target } from './endpoint.js';

/**
 * Connections that are used again: of a thousand accounts nearly all are asked at one host, and a connection with
 * TLS takes longer than an answer. What was sent on one is signed for one account, whoever used it before.
 */
export class ConnectionPool {
  readonly #agents = new Map<string, Agent>();

  /**
   * An agent for one call.
   *
   * @param onRequest is given the request before it is sent, with a connection that may have been used before
   */
  agent({ endpoint, secure }: Target, onRequest: (request: ClientRequest) => void): Agent {
    const shared = this.#agents.get(endpoint) ?? newAgent(secure);
    this.#agents.set(endpoint, shared);
    // What Node calls for each request. It is in no documentation, but all agents are made by way of it.
    const addRequest: unknown = Reflect.get(shared, 'addRequest');
    if (typeof addRequest !== 'function') return shared;
    const watching = (request: ClientRequest, ...rest: readonly unknown[]): void => {
      onRequest(request);
      Reflect.apply(addRequest, shared, [request, ...rest]);
    };
    return Object.create(shared, { addRequest: { value: watching } });
  }

  /** Ends the connections that nobody uses. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }
}

function newAgent(secure: boolean): Agent {
  // Whatever the environment says: the answer holds passwords.
  return secure
    ? new TlsAgent({ keepAlive: true, rejectUnauthorized: true })
    : new Agent({ keepAlive: true });
}
