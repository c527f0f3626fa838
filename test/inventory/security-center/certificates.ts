import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A key and a certificate, as a TLS server takes them. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** What is special about a certificate. */
export interface CertificateOptions {
  readonly name: string;
  /** As OpenSSL's extension files write them: `DNS:a.test,IP:127.0.0.1`. */
  readonly alternatives?: string | undefined;
  /** Arguments of `openssl req -newkey`. */
  readonly key?: readonly string[];
  readonly digest?: string;
}

/** A certificate authority of the tests, made anew for each file of tests. */
export class Authority {
  #issued = 0;
  readonly #folder = mkdtempSync(join(tmpdir(), 'registry-lint-tls-'));
  /** For NODE_EXTRA_CA_CERTS. */
  readonly file = join(this.#folder, 'ca.pem');

  constructor() {
    afterAll(() => rmSync(this.#folder, { recursive: true }));
    this.#request('ca', ['-x509', '-days', '2', '-subj', '/CN=Authority of the tests']);
  }

  /** A certificate signed by nobody else. */
  selfSigned(): Identity {
    this.#request('self', ['-x509', '-days', '2', '-subj', '/CN=localhost']);
    return this.#identity('self');
  }

  /** A certificate for a name; with a negative number of days it has expired. */
  issue(name: string, days = 2): Identity {
    const file = `${name}${days}`;
    this.#request(file, ['-subj', `/CN=${name}`], 'csr');
    writeFileSync(join(this.#folder, 'names'), `subjectAltName=DNS:${name}`);
    this.#openssl(
      ...['x509', '-req', '-in', `${file}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', String(days), '-extfile', 'names', '-out', `${file}.pem`],
    );
    return this.#identity(file);
  }

  /** A certificate with a key, names and a signature of any kind. Without `alternatives` it has a common name alone. */
  issueWith({ name, alternatives, key = [], digest = 'sha256' }: CertificateOptions): Identity {
    const file = `special${this.#issued++}`;
    this.#request(file, ['-subj', `/CN=${name}`], 'csr', key);
    writeFileSync(
      join(this.#folder, 'names'),
      alternatives ? `subjectAltName=${alternatives}` : 'basicConstraints=CA:FALSE',
    );
    this.#openssl(
      ...[
        'x509',
        '-req',
        `-${digest}`,
        '-in',
        `${file}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
      ],
      ...['-days', '2', '-extfile', 'names', '-out', `${file}.pem`],
    );
    return this.#identity(file);
  }

  #request(file: string, how: readonly string[], kind = 'pem', key: readonly string[] = []): void {
    const newKey = key.length > 0 ? key : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    this.#openssl(
      ...['req', '-newkey', ...newKey, '-nodes', '-keyout', `${file}.key`],
      ...['-out', `${file}.${kind}`, ...how],
    );
  }

  #identity(file: string): Identity {
    const read = (kind: string): string => readFileSync(join(this.#folder, `${file}.${kind}`), 'utf8');
    return { key: read('key'), cert: read('pem') };
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'pipe' });
  }
}
