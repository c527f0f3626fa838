import type { ErrorDetails } from '../../model/error.js';
import type { Peer } from './connection-failure.js';

const untrusted = 'was signed by nobody whom this machine trusts';
const incomplete = 'cannot be traced to an authority whom this machine trusts';

/** What OpenSSL and Node call the faults of a certificate, and what they mean. */
const faults: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: incomplete,
  UNABLE_TO_GET_ISSUER_CERT: incomplete,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: incomplete,
  CERT_UNTRUSTED: untrusted,
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'was made out to another name',
};

/** What is wrong with a peer's certificate; undefined when the code is not about one. */
export function certificateFault(code: string, peer: Peer): ErrorDetails | undefined {
  const fault = faults[code] ?? (code.startsWith('CERT_') ? 'is not valid' : undefined);
  if (fault === undefined) return undefined;
  return {
    code: 'certificate',
    message: `the certificate of ${peer.name} ${fault}`,
    hint: hintFor(code, peer),
  };
}

function hintFor(code: string, { host, holds }: Peer): string {
  const warning = `The answer holds ${holds}, so it is read only from a server that proves its name.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return `Check this machine's clock first. ${warning}`;
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `Another server answers for ${host}. Check it. ${warning}`;
  return `If a proxy of your company opens TLS, give its authority in a PEM file: NODE_EXTRA_CA_CERTS=/path/to/ca.pem. ${warning}`;
}
