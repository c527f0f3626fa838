import type { IncomingMessage } from 'node:http';
import { GatewayError } from './errors.js';
import type { Parameters } from './signature.js';

/** Far more than any request of these actions has. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Where a request goes, and the parameters of its query. */
export function readTarget(request: IncomingMessage): { path: string; query: string } {
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
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
