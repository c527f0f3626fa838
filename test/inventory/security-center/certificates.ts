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

/** A certificate authority of the tests, made anew for each file of tests. */
export class Authority {
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

  #request(file: string, how: readonly string[], kind = 'pem'): void {
    this.#openssl(
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${file}.key`],
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
