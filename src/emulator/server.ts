import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Accounts, type EmulatedAccount } from './accounts.js';
import { startFault } from './faults.js';
import { Gateway } from './gateway.js';
import type { RecordInput } from './records.js';

/** The key that the emulator knows unless it is given another. Obviously no real one. */
export const defaultKey = { id: 'emulator', secret: 'not-a-secret-emulator' } as const;

export interface EmulatorOptions {
  /** Raw records in the API's own shape, or the JSON text of an answer or a list: ids keep all digits. */
  readonly records?: RecordInput | undefined;
  /** Further accounts, each with an access key and registries of its own. */
  readonly accounts?: readonly EmulatedAccount[] | undefined;
  /** Speaks TLS with this key and certificate, in PEM. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** 0, the default, takes any port that is free. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  /** When set, requests must carry it, as those with temporary credentials do. */
  readonly securityToken?: string | undefined;
  /** What goes wrong, by a name of `faults`: `reset`, `flaky:2`. */
  readonly fault?: string | undefined;
  /** How long every answer takes. */
  readonly latencyMs?: number | undefined;
  /** The clock against which the times of requests are checked. */
  readonly now?: (() => Date) | undefined;
  /** Is told of each request when it is over, in one line without secrets. */
  readonly onRequest?: ((line: string) => void) | undefined;
}

/** A local Security Center that is listening. */
export interface Emulator {
  /** Without a slash at its end: `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** How many requests have come so far. */
  readonly requests: number;
  /** From the next request on; what the fault counts begins anew. Undefined ends the fault. */
  setFault(fault: string | undefined): void;
  /** Stops listening and ends every connection, whatever it is in the middle of. */
  close(): Promise<void>;
}

/** Starts an emulator. It keeps the program alive until it is closed. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', fault, port = 0 } = options;
  const gateway = new Gateway(
    {
      accounts: new Accounts([...ownAccount(options), ...(options.accounts ?? [])]),
      now: options.now ?? (() => new Date()),
      latencyMs: options.latencyMs ?? 0,
      onRequest: options.onRequest ?? (() => undefined),
    },
    fault === undefined ? undefined : startFault(fault),
  );
  const handle = (request: IncomingMessage, response: ServerResponse) => gateway.handle(request, response);
  const server = options.tls ? createTlsServer(options.tls, handle) : createServer(handle);
  const actualPort = await listen(server, port, host);
  return {
    url: `http${options.tls ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${actualPort}`,
    port: actualPort,
    get requests() {
      return gateway.requests;
    },
    setFault(next) {
      gateway.fault = next === undefined ? undefined : startFault(next);
    },
    close: () => close(server),
  };
}

/** The account of those who serve but one. */
function ownAccount(options: EmulatorOptions): readonly EmulatedAccount[] {
  const { records, accessKeyId, accessKeySecret, securityToken } = options;
  if (records === undefined) return [];
  return [
    {
      accessKeyId: accessKeyId ?? defaultKey.id,
      accessKeySecret: accessKeySecret ?? defaultKey.secret,
      securityToken,
      records,
    },
  ];
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Closing twice is not an error: a test's clean-up may do it after the test. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
