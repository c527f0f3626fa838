import type { ProxyServer } from '../network/proxy.js';
import type { SendLimits } from './limits.js';
import type { Posted } from './post.js';
import type { Refusal, Service } from './services/service.js';

/** Why a request did not bring the notification there, and how long the service asks to be left alone. */
export interface Failure extends Refusal {
  readonly retryAfterMs?: number | undefined;
}

/** Where requests go, and within what. */
export interface Scene {
  readonly service: Service;
  readonly proxy: ProxyServer | undefined;
  readonly limits: SendLimits;
}

/** Undefined where the service has taken the notification. */
export function failureOf(posted: Posted, scene: Scene): Failure | undefined {
  switch (posted.kind) {
    case 'answer':
      return answerFailure(posted, scene.service);
    case 'broken':
      return connectionFailure(posted.code, scene.proxy);
    case 'proxy':
      return proxyFailure(posted.status, scene.proxy);
    // No retry after these: the service may have taken it, and would take it twice.
    case 'timeout':
      return {
        reason: `there was no whole answer within ${scene.limits.requestMs / 1000} s`,
        hint: 'Check whether this machine may reach it; behind a firewall, set HTTPS_PROXY. It may have come through nevertheless.',
      };
    case 'too-large':
      return {
        reason: 'its answer is longer than any that the service gives',
        hint: 'Check the address, and whether something on the way answers in its place.',
      };
  }
}

function answerFailure(
  answer: Extract<Posted, { readonly kind: 'answer' }>,
  service: Service,
): Failure | undefined {
  const { status } = answer;
  if (status === 429) {
    return { reason: 'it is sent too much (HTTP 429)', transient: true, retryAfterMs: answer.retryAfterMs };
  }
  if (status >= 500) {
    return { reason: `it answered HTTP ${status}`, transient: true, retryAfterMs: answer.retryAfterMs };
  }
  if (status < 200 || (status >= 300 && status < 400)) {
    return {
      reason: `it answered HTTP ${status} and leads elsewhere, where nothing is sent`,
      hint: 'Set the address to where it leads, if that is the service.',
    };
  }
  return service.refusal(answer);
}

/** Connections that broke: another request may well get through. */
const passing = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

const certificate = /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/;

function connectionFailure(code: string | undefined, proxy: ProxyServer | undefined): Failure {
  // What Node calls errors holds no address; their messages do.
  const shown = code !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
  const way = proxy ? ` through the proxy ${proxy.host}` : '';
  if (code !== undefined && certificate.test(code)) {
    return {
      reason: `its certificate is not to be trusted${shown}`,
      hint: 'If a proxy of your company opens TLS, give its authority in a PEM file: NODE_EXTRA_CA_CERTS=/path/to/ca.pem.',
    };
  }
  if (code === undefined || passing.has(code)) {
    return { reason: `the connection${way} broke${shown}`, transient: true };
  }
  return {
    reason: `no connection${way} came about${shown}`,
    hint: 'Check the address, and whether this machine may reach it; behind a firewall, set HTTPS_PROXY.',
  };
}

function proxyFailure(status: number, proxy: ProxyServer | undefined): Failure {
  const reason = `the proxy ${proxy?.host ?? ''} did not let it through (HTTP ${status})`;
  if (status >= 500) return { reason, transient: true };
  return {
    reason,
    hint:
      status === 407
        ? 'Write the user name and password of the proxy into HTTPS_PROXY, special characters percent-encoded.'
        : 'Have the proxy allow CONNECT to the service, or put its host into NO_PROXY.',
  };
}
