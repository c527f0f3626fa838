import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { tool } from '../model/tool.js';
import { systemCode } from '../model/unreadable.js';
import type { ProxyServer } from '../network/proxy.js';
import { loadProxyAgent } from '../network/proxy-agent.js';
import { retryAfterMs } from '../network/retry-after.js';
import { MAX_ANSWER_BYTES } from './limits.js';
import type { Answer, ServiceRequest } from './services/service.js';

/** What came of one request. Errors of Node stay in here: they can show the address. */
export type Posted =
  | ({ readonly kind: 'answer'; readonly retryAfterMs: number | undefined } & Answer)
  | { readonly kind: 'broken'; readonly code: string | undefined }
  | { readonly kind: 'timeout' | 'too-large' }
  | { readonly kind: 'proxy'; readonly status: number };

/** Posts, and waits for the whole answer. Never throws, and leaves nothing open behind it. */
export async function post(
  { url, headers, body }: ServiceRequest,
  proxy: ProxyServer | undefined,
  limitMs: number,
): Promise<Posted> {
  const agent = proxy && new (await loadProxyAgent())(proxy.url, { rejectUnauthorized: true });
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'));
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      ...headers,
      'content-length': Buffer.byteLength(body),
      'user-agent': `${tool.name}/${tool.version}`,
      connection: 'close',
    },
    ...(agent ? { agent } : {}),
  };
  try {
    const sent = request(url, options);
    sent.end(body);
    return await answered(sent, limitMs);
  } catch (error) {
    return { kind: 'broken', code: systemCode(error) };
  }
}

function answered(request: ClientRequest, limitMs: number): Promise<Posted> {
  return new Promise((resolve) => {
    const end = (posted: Posted): void => {
      clearTimeout(timer);
      resolve(posted);
      request.destroy();
    };
    const timer = setTimeout(() => end({ kind: 'timeout' }), limitMs);
    // A proxy's refusal would otherwise be taken for the service's answer.
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) end({ kind: 'proxy', status: statusCode });
    });
    // Not `once`: breaking a request off can make more errors, which would end the process.
    request.on('error', (error) => end({ kind: 'broken', code: systemCode(error) }));
    request.once('response', (response) => void read(response).then(end));
  });
}

async function read(response: IncomingMessage): Promise<Posted> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) return { kind: 'too-large' };
      chunks.push(chunk);
    }
  } catch (error) {
    return { kind: 'broken', code: systemCode(error) };
  }
  return {
    kind: 'answer',
    status: response.statusCode ?? 0,
    body: Buffer.concat(chunks).toString('utf8'),
    retryAfterMs: retryAfterMs(response.headers['retry-after']),
  };
}
