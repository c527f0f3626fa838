import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Answer, toBody } from './actions.js';
import { type ErrorCode, GatewayError } from './errors.js';
import { type Exchange, type Headers, pause, send, sendError } from './exchange.js';

/** What a fault does with a request. Says whether it dealt with it; else the answer is the usual one. */
type Play<Known extends readonly unknown[]> = (
  exchange: Exchange,
  ...known: Known
) => boolean | Promise<boolean>;

/** A fault of the way to the gateway, which knows nothing of who is asking for what. */
export type NetworkPlay = Play<[]>;

/** A fault of the product, which has the right answer and gives another, or gives it badly. */
export type ServicePlay = Play<[answer: Answer]>;

const HTML = { 'content-type': 'text/html' };

/** Always this error. */
export function refusal(code: ErrorCode, headers: Headers = {}): NetworkPlay {
  return (exchange) => {
    sendError(exchange, new GatewayError(code), headers);
    return true;
  };
}

/** The same for the first few requests, and then no more. */
export function firstTimes(times: number, play: NetworkPlay): NetworkPlay {
  let left = times;
  return (exchange) => left-- > 0 && play(exchange);
}

/** An answer that does not depend on the right one, but for its request's id. */
export function fixed(status: number, body: (requestId: string) => string): NetworkPlay {
  return (exchange) => {
    send(exchange, status, body(exchange.requestId));
    return true;
  };
}

/** The right answer with the wrong status. */
export function withStatus(status: number): ServicePlay {
  return (exchange, answer) => {
    send(exchange, status, toBody(exchange.requestId, answer));
    return true;
  };
}

/** The right answer, late. */
export function delay(ms: number): NetworkPlay {
  return async (exchange) => {
    await pause(ms, exchange);
    return false;
  };
}

/** Takes the request and says nothing, for as long as the client stays. */
export const silence: NetworkPlay = () => true;

/** What a client sees when something between it and the gateway drops the connection. */
export const reset: NetworkPlay = ({ response }) => {
  response.socket?.resetAndDestroy();
  return true;
};

/** The page of a proxy that cannot reach the gateway. */
export const proxyPage: NetworkPlay = (exchange) => {
  const body =
    '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>proxy</body></html>\n';
  send(exchange, 502, body, HTML);
  return true;
};

/** What a captive portal does. The address is a reserved name, which leads nowhere. */
export const redirect: NetworkPlay = (exchange) => {
  send(exchange, 302, '', { ...HTML, location: 'https://portal.example.invalid/login' });
  return true;
};

/** An answer with nothing on its list. */
export const emptyList: ServicePlay = (exchange, { list }) => {
  send(exchange, 200, toBody(exchange.requestId, { list, items: [] }));
  return true;
};

/** A whole answer by HTTP's measure, and half a one by JSON's. */
export const halfJson: ServicePlay = (exchange, answer) => {
  send(exchange, 200, half(toBody(exchange.requestId, answer)));
  return true;
};

/** Ends the connection in the middle of a body, with its length announced or in chunks. */
export function cutOff(announce: 'length' | 'chunks'): ServicePlay {
  return ({ response, requestId }, answer) => {
    const body = toBody(requestId, answer);
    response.writeHead(200, {
      'content-type': 'application/json;charset=utf-8',
      'x-acs-request-id': requestId,
      ...(announce === 'length' && { 'content-length': Buffer.byteLength(body) }),
    });
    response.write(half(body), () => response.destroy());
    return true;
  };
}

/** A list without end. It is made only as fast as the client reads it. */
export const endless: ServicePlay = async ({ response, requestId }, answer) => {
  response.writeHead(200, {
    'content-type': 'application/json;charset=utf-8',
    'x-acs-request-id': requestId,
  });
  // It ends in no other way than the client's leaving, which is then the error.
  await pipeline(Readable.from(endlessBody(requestId, answer)), response).catch(() => undefined);
  return true;
};

function* endlessBody(requestId: string, { list, items }: Answer): Generator<string> {
  const [item = '{}'] = items;
  yield toBody(requestId, { list, items: [item] }).slice(0, -2);
  const chunk = `,${item}`.repeat(Math.ceil(65_536 / (item.length + 1)));
  while (true) yield chunk;
}

function half(body: string): string {
  return body.slice(0, Math.ceil(body.length / 2));
}
