import { counted } from '../../model/counted.js';
import type { ErrorDetails } from '../../model/error.js';
import { certificateFault } from './certificate.js';
import { type Failure, type Scene, whereabouts } from './failure.js';
import type { Wire } from './wire.js';

/** The code that Node gives to errors of the system, of TLS and of its HTTP parser. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(error.code) ? error.code : undefined;
}

/** Connections that broke: another call may well get through. */
const broken = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']);

/** Who is talked to, in words, and what to check when that fails. */
export interface Peer {
  readonly name: string;
  readonly host: string;
  readonly check: string;
  /** What its answer holds. */
  readonly holds: string;
}

function peerOf({ peer }: Wire, { target, proxy }: Scene): Peer {
  if (peer === 'server' || !proxy) {
    return { name: 'Security Center', host: target.host, check: 'Check the endpoint.', holds: REGISTRIES };
  }
  return {
    name: `the proxy ${proxy.host}`,
    host: proxy.url.hostname,
    check: 'Check HTTPS_PROXY, or put the endpoint into NO_PROXY.',
    holds: REGISTRIES,
  };
}

const REGISTRIES = 'passwords of registries';

/** What there is to tell of a connection that did not come about, or did not last. */
export function connectionFailure(code: string | undefined, wire: Wire, scene: Scene): Failure {
  const where = whereabouts(scene.target, code);
  const peer = peerOf(wire, scene);
  const fault = code && noConnection(code, peer);
  if (!fault) return breakage(code, peer, wire, scene);
  return { details: { ...fault, message: `${fault.message} (${where})` }, transient: code === 'EAI_AGAIN' };
}

/** What there is to tell of a connection to somebody else that did not come about or broke; undefined for other codes. */
export function unconnected(code: string, peer: Peer): ErrorDetails | undefined {
  const brokenOff = {
    code: 'connection-broken',
    message: `the connection to ${peer.name} broke before an answer came`,
    hint: 'Try again. If it stays so, look at the network, or at a firewall on the way.',
  };
  return noConnection(code, peer) ?? (broken.has(code) ? brokenOff : undefined);
}

function noConnection(code: string, peer: Peer): ErrorDetails | undefined {
  return certificateFault(code, peer) ?? faultOf(code, peer);
}

/** Connections that never came about; undefined for other codes. */
function faultOf(code: string, { name, host, check }: Peer): ErrorDetails | undefined {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        code: 'host-not-found',
        message: `the name ${host} ${code === 'ENOTFOUND' ? 'is not known' : 'could not be looked up'}`,
        hint: `${check} This machine may also be offline, or its name server may not answer for hosts outside.`,
      };
    case 'ECONNREFUSED':
      return {
        code: 'connection-refused',
        message: `${name} refused the connection`,
        hint: `${check} Nothing listens there.`,
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EACCES':
    case 'EADDRNOTAVAIL':
      return {
        code: 'unreachable',
        message: `there is no way from this machine to ${name}`,
        hint: `${check} Then look at this machine's network.`,
      };
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return {
      code: 'not-tls',
      message: `no TLS connection to ${name} came about`,
      hint: `${check} What answers there speaks no TLS, or no version of it that is still safe.`,
    };
  }
  if (!code.startsWith('HPE_')) return undefined;
  return { code: 'not-http', message: `what ${name} answered is not HTTP`, hint: check };
}

function breakage(code: string | undefined, peer: Peer, wire: Wire, { target }: Scene): Failure {
  const { response, bytes } = wire;
  const where = whereabouts(target, code, response && `HTTP ${response.statusCode}`);
  return {
    details: {
      code: response ? 'cut-off' : 'connection-broken',
      message: response
        ? `the answer was cut off after ${counted(bytes, 'byte')} (${where})`
        : `the connection to ${peer.name} broke before an answer came (${where})`,
      hint: 'Try again. If it stays so, look at the network, or at a proxy or firewall on the way.',
    },
    transient: code === undefined || broken.has(code),
  };
}
