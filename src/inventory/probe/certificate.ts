import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * Whether a certificate is for a host name or an address. Only its subject alternative names count, and a wildcard only
 * as a complete first label; the common name does not (RFC 9525 §6.3).
 */
export function isFor(name: string, certificate: X509Certificate): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined;
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined;
}

/** When a certificate ends: ISO 8601, UTC; undefined where it has no such date. */
export function endOf({ validTo }: X509Certificate): string | undefined {
  const time = Date.parse(validTo);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Types of key that have 112 bits of security from this many bits on (NIST SP 800-57 Part 1, table 2). */
const FACTORING = new Set(['rsa', 'rsa-pss', 'dsa']);
const SHORTEST = 2048;

/**
 * What is weak in a chain, as OpenSSL names it; undefined where nothing is. Node's releases come with different
 * security levels, so the figures are compared here and every release gives the same answer.
 *
 * @param chain from the server's certificate to the authority, whose signature of itself proves nothing and is skipped
 */
export function weaknessOf(chain: readonly X509Certificate[]): string | undefined {
  for (const [depth, certificate] of chain.entries()) {
    if (hasShortKey(certificate)) return depth === 0 ? 'EE_KEY_TOO_SMALL' : 'CA_KEY_TOO_SMALL';
  }
  const signed = chain.filter((certificate) => certificate.issuer !== certificate.subject);
  return signed.some(hasWeakSignature) ? 'CA_MD_TOO_WEAK' : undefined;
}

function hasShortKey({ publicKey }: X509Certificate): boolean {
  const { modulusLength = 0 } = publicKey.asymmetricKeyDetails ?? {};
  return FACTORING.has(publicKey.asymmetricKeyType ?? '') && modulusLength < SHORTEST;
}

/** Object identifiers of signatures over MD2, MD4, MD5 and SHA-1 (RFC 3279 §2.2, RFC 5758), in DER. */
const WEAK_SIGNATURES: ReadonlySet<string> = new Set([
  '2a864886f70d010102', // md2WithRSAEncryption
  '2a864886f70d010103', // md4WithRSAEncryption
  '2a864886f70d010104', // md5WithRSAEncryption
  '2a864886f70d010105', // sha1WithRSAEncryption
  '2b0e03021d', // sha1WithRSASignature
  '2a8648ce380403', // dsa-with-sha1
  '2a8648ce3d0401', // ecdsa-with-SHA1
]);

/** `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { algorithm OBJECT IDENTIFIER, … }, … }` (RFC 5280 §4.1). */
function hasWeakSignature({ raw }: X509Certificate): boolean {
  const signed = contentOf(raw);
  const algorithm = signed && contentOf(signed.subarray(lengthOf(signed)));
  const identifier = algorithm && contentOf(algorithm);
  return identifier !== undefined && WEAK_SIGNATURES.has(identifier.toString('hex'));
}

/** The content of the element with which DER begins. */
function contentOf(der: Buffer): Buffer | undefined {
  const header = headerOf(der);
  return header && der.subarray(header.length, header.length + header.content);
}

const lengthOf = (der: Buffer): number => {
  const header = headerOf(der);
  return header ? header.length + header.content : der.length;
};

/** Bytes of an element's tag and length, and of its content (X.690 §8.1.3). */
function headerOf(der: Buffer): { readonly length: number; readonly content: number } | undefined {
  const first = der[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { length: 2, content: first };
  const bytes = first & 0x7f;
  if (bytes === 0 || bytes > 4 || der.length < 2 + bytes) return undefined;
  return { length: 2 + bytes, content: der.readUIntBE(2, bytes) };
}
