import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { ProbeOptions } from '../../../src/inventory/probe/options.js';
import { probed } from '../../../src/inventory/probe/probed.js';
import type { Registry } from '../../../src/model/registry.js';
import { registriesOf } from '../../support/inventories.js';
import type { Identity } from '../security-center/certificates.js';

/** A server of a test: gone after it, with all its connections. */
export interface Running {
  readonly port: number;
  /** How many connections it has been asked for. */
  readonly connections: () => number;
  /** The heads of the requests that came over plain HTTP or TLS, as they were sent. */
  readonly requests: string[];
}

async function running(server: Server, requests: string[] = []): Promise<Running> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => connections, requests };
}

/** A registry that asks for authentication. */
export const asking: RequestListener = (_request, response) =>
  response
    .writeHead(401, {
      'Docker-Distribution-Api-Version': 'registry/2.0',
      'WWW-Authenticate': 'Bearer realm="https://harbor.example.com/service/token"',
    })
    .end();

/** A registry that lets everybody in. */
export const open: RequestListener = (_request, response) =>
  response
    .writeHead(200, {
      'Docker-Distribution-Api-Version': 'registry/2.0',
      'Content-Type': 'application/json',
    })
    .end('{}');

/** A page that leads elsewhere. */
export const leadingTo =
  (location: string, status = 301): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { Location: location }).end();

/** A page for every path, and no registry. */
export const page: RequestListener = (_request, response) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>');

const noting =
  (requests: string[], answer: RequestListener): RequestListener =>
  (request, response) => {
    const { method, url, rawHeaders } = request;
    requests.push([`${method} ${url}`, ...rawHeaders].join('\n'));
    answer(request, response);
  };

export function https(
  identity: Identity,
  answer: RequestListener = asking,
  options: TlsOptions = {},
): Promise<Running> {
  const requests: string[] = [];
  return running(createHttpsServer({ ...identity, ...options }, noting(requests, answer)), requests);
}

export function http(answer: RequestListener = asking): Promise<Running> {
  const requests: string[] = [];
  return running(createHttpServer(noting(requests, answer)), requests);
}

/** Anything that accepts connections. */
export function tcp(talk: (socket: Socket) => void): Promise<Running> {
  return running(createServer(talk));
}

/** A TLS server that refuses clients without a certificate. Returns its port. */
export async function demandingCertificate({ key, cert }: Identity, version: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-server-'));
  writeFileSync(join(folder, 'key'), key);
  writeFileSync(join(folder, 'cert'), cert);
  const port = await closedPort();
  const args = [
    's_server',
    '-accept',
    `127.0.0.1:${port}`,
    '-key',
    'key',
    '-cert',
    'cert',
    '-Verify',
    '1',
    version,
  ];
  const server = spawn('openssl', args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  onTestFinished(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });
  // It prints ACCEPT when it listens.
  for await (const text of server.stdout.setEncoding('utf8'))
    if (String(text).includes('ACCEPT')) return port;
  throw new Error('openssl s_server does not start');
}

/** A port at which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Allows what the tests listen at, and resolves every name to it. */
export const local: ProbeOptions = {
  allow: ['127.0.0.0/8'],
  lookup: async () => ['127.0.0.1'],
  timeoutMs: 4000,
};

/** Probes records, and gives the registries. */
export async function probe(
  records: readonly Readonly<Record<string, unknown>>[],
  options: ProbeOptions = local,
): Promise<readonly Registry[]> {
  const registries = registriesOf(records);
  const inventory = {
    origin: { kind: 'memory' },
    async *batches() {
      yield registries;
    },
  } as const;
  const found: Registry[] = [];
  for await (const batch of probed(inventory, options).batches()) found.push(...batch);
  return found;
}

/** What a probe found of a registry under a name and port: its facts, and what was not seen as `field: reason`. */
export async function facts(
  DomainName: string,
  options: ProbeOptions = local,
): Promise<Record<string, unknown>> {
  const [registry] = await probe([{ Id: 1, DomainName }], options);
  const seen = Object.entries(registry ?? {}).filter(
    ([name, value]) => name.startsWith('Probe.') && value !== undefined,
  );
  return { ...Object.fromEntries(seen), ...registry?.unclear };
}
