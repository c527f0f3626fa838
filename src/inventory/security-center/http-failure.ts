import type { IncomingMessage } from 'node:http';
import { retryAfterMs } from '../../network/retry-after.js';
import { type Failure, type Scene, whereabouts } from './failure.js';
import { token } from './redact.js';

/** What there is to tell of an answer that is not of the API's making: only its head is looked at. */
export function httpFailure(response: IncomingMessage | undefined, scene: Scene): Failure {
  const status = response?.statusCode ?? 0;
  const headers = response?.headers ?? {};
  const where = whereabouts(scene.target, `HTTP ${status}`, requestIdOf(response, scene));
  if (status >= 300 && status < 400) return redirected(headers.location, where, scene);
  if (status === 429 || status >= 500) {
    return {
      details: {
        code: status === 429 ? 'throttled' : 'server-error',
        message: `${status === 429 ? 'Security Center is asked too often' : 'Security Center, or a gateway before it, failed'} (${where})`,
        hint: 'Try again later. If it stays so, look at https://status.alibabacloud.com.',
      },
      transient: true,
      retryAfterMs: retryAfterMs(headers['retry-after']),
    };
  }
  const html = /\bhtml\b/i.test(headers['content-type'] ?? '');
  if (status === 200 && !html) return unreadable(where);
  return {
    details: {
      code: html ? 'html' : 'unexpected-status',
      message: html
        ? `a web page came in place of the API's answer (${where})`
        : `the answer is not one that the API gives (${where})`,
      hint: 'Check the endpoint. A proxy, a firewall or the log-in page of a network may have answered instead.',
    },
    transient: false,
  };
}

/** The id of the request that the gateway puts into a header. */
function requestIdOf(response: IncomingMessage | undefined, { redact }: Scene): string | undefined {
  const id = token(response?.headers['x-acs-request-id'], redact);
  return id === undefined ? undefined : `RequestId ${id}`;
}

function redirected(location: string | undefined, where: string, { redact }: Scene): Failure {
  const host = location && URL.canParse(location) ? token(new URL(location).host, redact) : undefined;
  return {
    details: {
      code: 'redirect',
      message: `the answer is a redirect${host ? ` to ${host}` : ''}, which is not followed (${where})`,
      hint: 'The API never redirects. Check the endpoint; the log-in page of a network may have answered instead.',
    },
    transient: false,
  };
}

function unreadable(where: string): Failure {
  return {
    details: {
      code: 'not-json',
      message: `the answer is not a JSON object, or was cut off (${where})`,
      hint: 'Try again. If it stays so, look whether a proxy on the way changes answers.',
    },
    transient: false,
  };
}
