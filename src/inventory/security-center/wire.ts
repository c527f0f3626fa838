import type { ClientRequest, Agent as HttpAgent, IncomingMessage } from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import type { AgentConnectOpts } from 'agent-base';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { loadProxyAgent } from '../../network/proxy-agent.js';
import { Body } from './body.js';
import type { Deadline } from './deadline.js';
import type { Scene } from './failure.js';
import type { Limits } from './limits.js';
import type { ConnectionPool } from './pool.js';
import { loadAgentBase } from './sdk.js';

/** Why this program itself broke a call off. */
export type Trouble =
  | { readonly kind: 'connect-timeout' | 'read-timeout' | 'total-timeout' }
  | { readonly kind: 'too-large' | 'encoded' | 'redirect' }
  | { readonly kind: 'proxy-refused'; readonly status: number };

/**
 * Everything below the vendor's client in one call: its connection, what can be seen of the answer, and
 * the power to break it off. The client has no time-out of its own that tells what was waited for, no
 * limit on an answer's size and no look at the HTTP status; and an error of its own shows the request.
 */
export class Wire {
  /** What is being talked to. Once the proxy has opened a tunnel, it is the server. */
  peer: 'proxy' | 'server' = 'server';
  /** Whether the connection to the server stands. */
  connected = false;
  /** Bytes received from the server, after decryption. */
  bytes = 0;
  response: IncomingMessage | undefined;
  body: Body | undefined;
  trouble: Trouble | undefined;
  /** Resolves when there is trouble. */
  readonly broken: Promise<void>;
  readonly #limits: Limits;
  readonly #callOff: () => void;
  #tunnel: HttpsProxyAgent<string> | undefined;
  #stopTunnel: () => void = () => undefined;
  #request: ClientRequest | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reportBroken: () => void = () => undefined;
  #leave: () => void = () => undefined;

  /** @param deadline of everything */
  constructor(limits: Limits, deadline: Deadline) {
    this.#limits = limits;
    this.broken = new Promise((resolve) => {
      this.#reportBroken = resolve;
    });
    this.#callOff = deadline.whenOver(() => this.#break({ kind: 'total-timeout' }));
  }

  /**
   * The agent to hand to the client, for one request.
   *
   * @param pool where there are connections that other calls have used
   */
  async agent({ target, proxy }: Pick<Scene, 'target' | 'proxy'>, pool?: ConnectionPool): Promise<HttpAgent> {
    if (pool && !proxy) return pool.agent(target, (request) => this.#follow(request, target.secure));
    if (proxy) {
      const ProxyAgent = await loadProxyAgent();
      this.peer = 'proxy';
      const stop = new AbortController();
      this.#stopTunnel = () => stop.abort();
      this.#tunnel = new ProxyAgent(proxy.url, { signal: stop.signal, rejectUnauthorized: true });
    }
    const connect = (request: ClientRequest, options: AgentConnectOpts) => this.#connect(request, options);
    const { Agent } = await loadAgentBase();
    class WireAgent extends Agent {
      // The base class would guess from a stack trace.
      override isSecureEndpoint(): boolean {
        return target.secure;
      }

      override connect(request: ClientRequest, options: AgentConnectOpts) {
        return connect(request, options);
      }
    }
    return new WireAgent();
  }

  /** Ends the call. Nothing of it keeps the process alive after this. */
  close(): void {
    clearTimeout(this.#timer);
    this.#callOff();
    this.#leave();
    // Of a call that has ended well Node has given the connection back by now. An error, with its trace, is dear.
    if (this.#request?.destroyed === false) this.#request.destroy(new Error('the call was ended'));
    this.#stopTunnel();
  }

  async #connect(request: ClientRequest, options: AgentConnectOpts): Promise<net.Socket> {
    if (this.trouble) throw new Error('the call was ended');
    this.#follow(request, options.secureEndpoint);
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => this.#tunnelled(statusCode));
    if (this.#tunnel) return this.#tunnel.connect(request, options);
    return options.secureEndpoint ? tls.connect(options) : net.connect(options);
  }

  #follow(request: ClientRequest, secure: boolean): void {
    this.#request = request;
    this.#within(this.#limits.connectMs, 'connect-timeout');
    request.on('error', ignore);
    request.once('socket', (socket) => this.#watch(socket, secure, request.reusedSocket));
    request.once('response', (response) => this.#inspect(response));
  }

  /** A proxy's refusal would otherwise be taken for the server's answer. */
  #tunnelled(status: number): void {
    if (status === 200) this.peer = 'server';
    else this.#break({ kind: 'proxy-refused', status });
  }

  /** By now the client listens for data itself, so that listening here takes none away from it. */
  #watch(socket: net.Socket, secure: boolean, isReused: boolean): void {
    const count = (chunk: Buffer): void => {
      this.bytes += chunk.length;
      if (this.bytes > this.#limits.maxAnswerBytes) this.#break({ kind: 'too-large' });
    };
    const connected = (): void => {
      this.connected = true;
      this.#within(this.#limits.readMs, 'read-timeout');
    };
    const event = secure ? 'secureConnect' : 'connect';
    socket.on('data', count);
    if (isReused) connected();
    else socket.once(event, connected);
    // The next call that uses the connection counts for itself.
    this.#leave = () => {
      socket.off('data', count);
      socket.off(event, connected);
    };
  }

  #inspect(response: IncomingMessage): void {
    this.response = response;
    this.body = new Body(response);
    response.on('error', ignore);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400) this.#break({ kind: 'redirect' });
    // None was asked for. Unpacked, a small answer could be of any size.
    else if (!['identity', ''].includes(headers['content-encoding'] ?? '')) this.#break({ kind: 'encoded' });
  }

  #within(ms: number, kind: 'connect-timeout' | 'read-timeout'): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break({ kind }), ms);
  }

  /**
   * At the next turn of the loop: an answer that fails before httpx has begun to read it would not stop
   * the timer that httpx then sets.
   */
  #break(trouble: Trouble): void {
    if (this.trouble) return;
    this.trouble = trouble;
    setImmediate(() => {
      this.close();
      this.#reportBroken();
    });
  }
}

/** Errors reach the caller through the client; without a listener they would end the process. */
function ignore(): void {}
