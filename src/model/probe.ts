import { type FieldName, fieldNames, fieldSpec } from './field.js';

/** A fact that only a probe can find. */
export type ProbeField = Exclude<Extract<FieldName, `Probe.${string}`>, 'Probe.address'>;

/** The facts of a probe, in the order in which people are shown them. */
export const probeFields: readonly ProbeField[] = fieldNames.filter(isProbeField);

/** Whether a field is one that only a probe can find. */
export function isProbeField(name: FieldName): name is ProbeField {
  return fieldSpec(name).probe === true;
}

/** The versions of TLS that a probe tells apart. */
export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** A version of TLS, as OpenSSL writes it. */
export type TlsVersion = (typeof tlsVersions)[number];

/** Why a probe could not see something. Each stands behind a colon. */
export const unseenReasons = {
  'no-address': 'the record has neither a host name nor an address that could be asked',
  'not-allowed': 'its address is one that probes never contact',
  'not-resolved': 'its name leads to no address',
  refused: 'the connection is refused',
  unreachable: 'the network has no way there',
  'timed-out': 'no answer in time',
  ended: 'the connection is ended without an answer',
  'no-handshake': 'no TLS connection comes about',
  'no-https': 'HTTPS does not answer there',
  'not-http': 'what answers is not HTTP',
  malformed: 'its response breaks the rules of HTTP',
  'client-certificate': 'the server demands a client certificate',
  'not-testable': 'whether it would accept it cannot be told from here',
  'not-a-registry': 'what answers there is not the registry API',
  denied: 'access is denied, with or without authentication',
  redirected: 'it leads to another address, which probes do not follow',
  'out-of-time': 'the time for all probes was over before its turn',
  failed: 'the connection fails',
} as const;

/** Why a probe could not see something. */
export type UnseenReason = keyof typeof unseenReasons;

/** Whether a text is the name of such a reason. */
export function isUnseenReason(value: unknown): value is UnseenReason {
  return typeof value === 'string' && Object.hasOwn(unseenReasons, value);
}

/** The reason that is told by a text in `Registry.unclear`; undefined where it tells something else. */
export function unseenReasonOf(text: string): UnseenReason | undefined {
  return Object.keys(unseenReasons)
    .filter(isUnseenReason)
    .find((reason) => unseenReasons[reason] === text);
}
