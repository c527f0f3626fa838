import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { type TlsVersion, tlsVersions, type UnseenReason } from '../../model/probe.js';
import { endOf, isFor, weaknessOf } from './certificate.js';
import { type Clock, connectTls, type Door, type Failure, reasonFor } from './connection.js';
import { type Answer, askForApi } from './request.js';

/** What a server that speaks TLS shows. */
export interface Certified {
  readonly version: TlsVersion | undefined;
  readonly acceptsOld: boolean | UnseenReason;
  readonly nameValid: boolean;
  readonly trusted: boolean;
  /** OpenSSL's code for what is wrong with the chain; empty if nothing is. */
  readonly fault: string;
  /** ISO 8601, UTC; undefined where the certificate has no such date. */
  readonly expires: string | undefined;
  readonly answer: Answer | Failure;
}

/**
 * Security levels differ between Node's releases, so a connection takes whatever the server offers and `weaknessOf`
 * decides about keys and signatures. No secret is sent.
 */
const current = { ciphers: `${tls.DEFAULT_CIPHERS}:@SECLEVEL=0` };

/** TLS 1.0 and 1.1. */
const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

/**
 * The codes of failures with which a server says no to old versions. Any other leaves it open: one that takes them
 * with ciphers alone that this machine has not says so by another alert.
 */
const REFUSAL = /_ALERT_PROTOCOL_VERSION$|^(?:ENDED|ECONNRESET|EPIPE)$/;

/**
 * Looks at a server that should speak TLS: first as clients do, so that the certificate is judged by their rules,
 * then with old versions alone. That works too where a server has nothing newer.
 */
export async function askTls(
  door: Door,
  clock: Clock,
  ca: readonly string[] | undefined,
): Promise<Certified | Failure> {
  const trust = ca && { ca: [...tls.rootCertificates, ...ca] };
  const modern = await connectTls(door, clock, { ...current, ...trust });
  if (modern instanceof tls.TLSSocket) {
    const shown = certificateOf(modern, door.name);
    const answer = await askForApi(modern, door, true, clock);
    return { ...shown, acceptsOld: await oldAccepted(door, clock), answer };
  }
  if (!isRefusedHandshake(modern)) return modern;
  const outdated = await connectTls(door, clock, { ...old, ...trust });
  if (!(outdated instanceof tls.TLSSocket)) return modern;
  const shown = certificateOf(outdated, door.name);
  return { ...shown, acceptsOld: true, answer: await askForApi(outdated, door, true, clock) };
}

/** Whether the other side may speak TLS, only not as it was asked to. */
function isRefusedHandshake({ accepted, code }: Failure): boolean {
  return accepted && code !== 'TIMED_OUT' && !isNotTls(code);
}

/** OpenSSL's codes for an answer that is no TLS, such as plain HTTP. */
const notTls: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_UNKNOWN_PROTOCOL',
]);

/** Whether a failure shows that the other side speaks something else than TLS. */
export function isNotTls(code: string): boolean {
  return notTls.has(code);
}

async function oldAccepted(door: Door, clock: Clock): Promise<boolean | UnseenReason> {
  const outdated = await connectTls(door, clock, old);
  if (outdated instanceof tls.TLSSocket) {
    outdated.destroy();
    return true;
  }
  if (outdated.accepted && REFUSAL.test(outdated.code)) return false;
  const reason = reasonFor(outdated);
  return reason === 'no-handshake' || reason === 'failed' ? 'not-testable' : reason;
}

function certificateOf(socket: tls.TLSSocket, name: string): Omit<Certified, 'acceptsOld' | 'answer'> {
  const version = tlsVersions.find((one) => one === socket.getProtocol());
  const [certificate, ...authorities] = chainOf(socket);
  if (!certificate)
    return { version, nameValid: false, trusted: false, fault: 'CERT_UNTRUSTED', expires: undefined };
  const weakness = weaknessOf([certificate, ...authorities]);
  const fault = socket.authorized ? (weakness ?? '') : faultOf(socket.authorizationError);
  return {
    version,
    nameValid: isFor(name, certificate),
    trusted: fault === '',
    fault,
    expires: endOf(certificate),
  };
}

/** The server's certificate and its issuers, as far as the server or this machine has them. */
function chainOf(socket: tls.TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let last: tls.DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (last?.raw) {
    chain.push(new X509Certificate(last.raw));
    // The last one is its own issuer.
    last = last.issuerCertificate === last ? undefined : last.issuerCertificate;
  }
  return chain;
}

/** The types say `Error`; Node gives OpenSSL's code. */
function faultOf(error: unknown): string {
  const text = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return /^[A-Z0-9_]{1,80}$/.test(text) ? text : 'CERT_UNTRUSTED';
}
