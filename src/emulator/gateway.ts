import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Accounts } from './accounts.js';
import { ASSUME_ROLE, perform, toBody } from './actions.js';
import { GatewayError } from './errors.js';
import { type Exchange, pause, send, sendError } from './exchange.js';
import type { Fault } from './faults.js';
import { Gate } from './gate.js';
import { isForLoopback, readBody, readParameters, readTarget } from './request.js';
import type { Parameters } from './signature.js';

/** What a gateway is made of. */
export interface GatewayParts {
  readonly accounts: Accounts;
  readonly now: () => Date;
  readonly latencyMs: number;
  readonly onRequest: (line: string) => void;
}

const MISDIRECTED = 'The emulator answers only requests whose Host is localhost, 127.0.0.1 or [::1].\n';

const REFUSED = { 'content-type': 'text/plain;charset=utf-8', connection: 'close' };

/** The way of a request: read it, let a fault of the network have it, check it, answer it. */
export class Gateway {
  /** What goes wrong on purpose, if anything. */
  fault: Fault | undefined;
  /** How many requests have come. */
  requests = 0;
  readonly #parts: GatewayParts;
  readonly #gate: Gate;

  constructor(parts: GatewayParts, fault: Fault | undefined) {
    this.#parts = parts;
    this.#gate = new Gate(parts.accounts, parts.now);
    this.fault = fault;
  }

  /** Answers one request. Never throws and never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    // A client that leaves early is no error of this side.
    response.on('error', () => undefined);
    const exchange: Exchange = {
      response,
      requestId: randomUUID().toUpperCase(),
      hostId: request.headers.host ?? 'localhost',
    };
    try {
      await this.#answer(request, exchange);
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      sendError(exchange, error instanceof GatewayError ? error : new GatewayError('ServerError'));
    }
  }

  async #answer(request: IncomingMessage, exchange: Exchange): Promise<void> {
    const { method = '' } = request;
    const { path, query } = readTarget(request);
    // The same for both stages, even if another is set while this request is under way.
    let fault = this.fault;
    let parameters = readParameters(query, '');
    exchange.response.once('close', () => {
      this.#parts.onRequest(describe(method, parameters, exchange, fault));
    });
    // Before any fault, and whatever is asked for: to others the emulator does not exist.
    if (!isForLoopback(request)) return send(exchange, 421, MISDIRECTED, REFUSED);
    parameters = readParameters(query, await readBody(request));
    const { accounts, latencyMs, now } = this.#parts;
    const isSts = parameters.get('Action') === ASSUME_ROLE;
    // Whose it claims to be: what goes wrong on the way knows nothing of signatures.
    const claimed = isSts ? undefined : accounts.find(parameters.get('AccessKeyId') ?? '');
    fault ??= claimed?.fault;
    await pause(latencyMs + (claimed?.latencyMs ?? 0), exchange);

    if (fault?.stage === 'network' && (await fault.play(exchange))) return;
    const account = this.#gate.check(method, path, parameters);
    if (isSts) {
      const body = { RequestId: exchange.requestId, ...accounts.assume(parameters, now()) };
      return send(exchange, 200, JSON.stringify(body));
    }
    const answer = perform(parameters, account.records);
    if (fault?.stage === 'service' && (await fault.play(exchange, answer))) return;
    send(exchange, 200, toBody(exchange.requestId, answer));
  }
}

/** A request and what became of it, in one line, without its key, token or signature. */
function describe(
  method: string,
  parameters: Parameters,
  { response, refusal }: Exchange,
  fault: Fault | undefined,
): string {
  const asked = ['Action', 'RegistryType']
    .map((name) => parameters.get(name) ?? '')
    .filter((value) => value !== '')
    .map(printable);
  const said = response.headersSent ? String(response.statusCode) : 'no answer';
  const cut = response.headersSent && !response.writableFinished ? ', not to its end' : '';
  const why = fault === undefined ? '' : ` (fault ${fault.name})`;
  const refused = refusal && response.headersSent ? ` ${refusal.code}: ${refusal.reason}` : '';
  return `${[method, ...asked].join(' ')}: ${said}${refused}${cut}${why}`;
}

/** What a client sent, fit for a terminal: nothing in it can move the cursor or fill the screen. */
function printable(value: string): string {
  return /^[\w./-]{1,64}$/.test(value) ? value : JSON.stringify(value.slice(0, 64)).replace(/[^ -~]/g, '?');
}
