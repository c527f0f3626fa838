import type { ServerResponse } from 'node:http';
import type { GatewayError } from './errors.js';

/** One request that is being answered. */
export interface Exchange {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The host that the client believes to talk to. */
  readonly hostId: string;
  /** Why it is refused; set once it is. */
  refusal?: GatewayError;
}

/** Further headers of an answer. */
export type Headers = Readonly<Record<string, string>>;

/** Answers in JSON, unless the headers say otherwise. */
export function send(exchange: Exchange, status: number, body: string, headers: Headers = {}): void {
  const { response, requestId } = exchange;
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json;charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-acs-request-id': requestId,
    ...headers,
  });
  response.end(body);
}

/** Answers with an error in the gateway's shape. */
export function sendError(exchange: Exchange, error: GatewayError, headers: Headers = {}): void {
  const { requestId, hostId } = exchange;
  exchange.refusal = error;
  const help = new URLSearchParams({ q: error.code, product: 'Sas', requestId });
  const body = {
    RequestId: requestId,
    HostId: hostId,
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.aliyun.com/troubleshoot?${help}`,
  };
  send(exchange, error.status, JSON.stringify(body), headers);
}

/** Waits, but no longer than the client does: nothing may keep the program alive after `close()`. */
export function pause(ms: number, { response }: Exchange): Promise<void> {
  if (ms <= 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      response.off('close', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    response.once('close', over);
  });
}
