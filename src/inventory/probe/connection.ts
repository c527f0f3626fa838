import net from 'node:net';
import tls from 'node:tls';
import type { UnseenReason } from '../../model/probe.js';
import { systemCode } from '../../model/unreadable.js';

/** Where to connect to: an address, never a name. */
export interface Door {
  readonly address: string;
  readonly port: number;
  /** For the certificate and the request: a host name or an address. */
  readonly name: string;
}

/** Time that is left, in milliseconds, and what ends when it is over. */
export class Clock {
  readonly #end: number;

  constructor(ms: number) {
    this.#end = performance.now() + ms;
  }

  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }
}

/** How a connection failed, as `net`, `tls` or `http` tell it, or for lack of time. */
export interface Failure {
  /** Whether the other side had accepted the connection. */
  readonly accepted: boolean;
  /** `ECONNREFUSED`, `ERR_SSL_WRONG_VERSION_NUMBER`, `HPE_INVALID_CONSTANT`, …, or `TIMED_OUT` or `ENDED`. */
  readonly code: string;
}

/** So much of the time that is left goes to connecting at most: behind a firewall that drops, all of it is lost. */
const CONNECT_SHARE = 0.5;

/** Opens a plain connection. */
export function connect({ address, port }: Door, clock: Clock): Promise<net.Socket | Failure> {
  const socket = net.connect({ host: address, port });
  return established(socket, 'connect', clock);
}

/** Opens a TLS connection. The certificate is looked at, and nothing secret is sent whatever it is. */
export function connectTls(
  { address, port, name }: Door,
  clock: Clock,
  options: Pick<tls.ConnectionOptions, 'minVersion' | 'maxVersion' | 'ciphers' | 'ca'> = {},
): Promise<tls.TLSSocket | Failure> {
  const socket = tls.connect({
    ...options,
    host: address,
    port,
    // RFC 6066 §3: an address is no server name.
    ...(net.isIP(name) === 0 && { servername: name }),
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
  });
  return established(socket, 'secureConnect', clock);
}

function established<Socket extends net.Socket>(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  clock: Clock,
): Promise<Socket | Failure> {
  return new Promise((resolve) => {
    let accepted = false;
    const end = (result: Socket | Failure): void => {
      clearTimeout(timer);
      if (result !== socket) socket.destroy();
      resolve(result);
    };
    const fail = (code: string): void => end({ accepted, code });
    let timer = setTimeout(fail, clock.left * CONNECT_SHARE, 'TIMED_OUT');
    socket.once('connect', () => {
      accepted = true;
      clearTimeout(timer);
      timer = setTimeout(fail, clock.left, 'TIMED_OUT');
    });
    socket.once(event, () => end(socket));
    socket.once('close', () => fail('ENDED'));
    // Whatever comes after the result must not end the program.
    socket.on('error', (error) => {
      const code = codeOf(error);
      fail(REFUSED_HANDSHAKE.test(code) && hasShownCertificate(socket) ? CLIENT_CERTIFICATE : code);
    });
  });
}

function hasShownCertificate(socket: net.Socket): boolean {
  return socket instanceof tls.TLSSocket && socket.getPeerX509Certificate() !== undefined;
}

/** The code of an error; where the system's stands for one of OpenSSL, that of OpenSSL. */
function codeOf(error: Error): string {
  const code = systemCode(error) ?? 'ENDED';
  if (code !== 'EPROTO' || !('reason' in error)) return code;
  return `ERR_SSL_${String(error.reason).toUpperCase().replaceAll(' ', '_')}`;
}

/** In TLS 1.2, a server that wants a client's certificate may refuse the handshake after it has shown its own. */
const CLIENT_CERTIFICATE = 'CLIENT_CERTIFICATE';
const REFUSED_HANDSHAKE = /_ALERT_HANDSHAKE_FAILURE$/;

const reasons: Readonly<Record<string, UnseenReason>> = {
  TIMED_OUT: 'timed-out',
  ETIMEDOUT: 'timed-out',
  ENDED: 'ended',
  ECONNRESET: 'ended',
  EPIPE: 'ended',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
};

/** Alerts about the certificate that this side did not send (RFC 5246 §7.2.2, RFC 8446 §6.2). */
const ASKS_FOR_CERTIFICATE =
  /_ALERT_(?:CERTIFICATE_REQUIRED|NO_CERTIFICATE|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/;

/** What a failure means to people. */
export function reasonFor({ code }: Failure): UnseenReason {
  if (code === CLIENT_CERTIFICATE || ASKS_FOR_CERTIFICATE.test(code)) return 'client-certificate';
  if (code.startsWith('HPE_')) return 'malformed';
  return reasons[code] ?? (code.startsWith('ERR_SSL_') || code === 'EPROTO' ? 'no-handshake' : 'failed');
}
