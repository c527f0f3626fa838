import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../network/loopback.js';
import { GatewayError } from './errors.js';
import type { Parameters } from './signature.js';

/** Far more than any request of these actions has. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The target of a request that names its host, too, as those to a proxy do (RFC 9112, section 3.2.2). */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/is;

/**
 * Whether a request is addressed to this machine: its only `Host`, and the host of its target if there is one, are
 * loopback names. A web page whose domain is made to resolve to 127.0.0.1 (DNS rebinding) sends its own domain here.
 */
export function isForLoopback({ headersDistinct, url = '/' }: IncomingMessage): boolean {
  const hosts = headersDistinct.host ?? [];
  const [, authority] = ABSOLUTE.exec(url) ?? [];
  const named = authority === undefined ? hosts : [...hosts, authority];
  return hosts.length === 1 && named.every(isLoopbackAuthority);
}

/** A host with or without a port, and nothing else. */
function isLoopbackAuthority(authority: string): boolean {
  if (!/^(?:\[[0-9a-f:]+\]|[\w.-]+)(?::\d+)?$/i.test(authority)) return false;
  const url = `http://${authority}/`;
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** Where a request goes, and the parameters of its query. */
export function readTarget(request: IncomingMessage): { path: string; query: string } {
  const url = request.url ?? '/';
  const target = ABSOLUTE.exec(url)?.[2] ?? url;
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : target.slice(mark + 1) };
}

/** The parameters of a query and of a form. Where both have one, the query's counts. */
export function readParameters(query: string, form: string): Parameters {
  const parameters = new Map<string, string>();
  for (const source of [query, form].filter((text) => text !== '')) {
    for (const [name, value] of new URLSearchParams(source)) {
      if (!parameters.has(name)) parameters.set(name, value);
    }
  }
  return parameters;
}

/** The body of a request, as text. */
export function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What is too long is read to its end all the same, so that the client is there to hear of it.
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.once('end', () => {
      if (length > MAX_BODY_BYTES) reject(new GatewayError('RequestEntityTooLarge'));
      else resolve(Buffer.concat(chunks).toString());
    });
    request.once('error', reject);
    // Of a request that came whole it is the end already; of another there is not always an error.
    request.once('close', () => reject(new Error('the client has left')));
  });
}
