import tls from 'node:tls';
import { type TlsVersion, tlsVersions, type UnseenReason } from '../../model/probe.js';
import { type Clock, connectTls, type Door, type Failure, reasonFor } from './connection.js';
import { type Answer, askForApi } from './request.js';

/** What a server that speaks TLS shows. */
export interface Certified {
  readonly version: TlsVersion | undefined;
  readonly acceptsOld: boolean | UnseenReason;
  readonly nameValid: boolean;
  readonly trusted: boolean;
  /** OpenSSL's code of what is wrong with the chain; empty where nothing is. */
  readonly fault: string;
  /** ISO 8601, UTC; undefined where the certificate has no such date. */
  readonly expires: string | undefined;
  readonly answer: Answer | Failure;
}

/** TLS 1.0 and 1.1, for which OpenSSL 3 has to be told that weak is fine. Nothing is sent over such a connection. */
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
export async function seeTls(
  door: Door,
  clock: Clock,
  ca: readonly string[] | undefined,
): Promise<Certified | Failure> {
  const trust = ca && { ca: [...tls.rootCertificates, ...ca] };
  const modern = await connectTls(door, clock, trust);
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
  const certificate = socket.getPeerCertificate();
  const fault = socket.authorized ? '' : faultOf(socket.authorizationError);
  return {
    version,
    nameValid: isFor(name, certificate),
    trusted: socket.authorized,
    fault,
    expires: dateOf(certificate.valid_to),
  };
}

/** The types say `Error`; what Node gives is OpenSSL's code. */
function faultOf(error: unknown): string {
  const text = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return /^[A-Z0-9_]{1,80}$/.test(text) ? text : 'CERT_UNTRUSTED';
}

/** What is in a certificate is its maker's to choose, and the check throws for what it cannot read. */
function isFor(name: string, certificate: tls.PeerCertificate): boolean {
  try {
    return tls.checkServerIdentity(name, certificate) === undefined;
  } catch {
    return false;
  }
}

function dateOf(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
