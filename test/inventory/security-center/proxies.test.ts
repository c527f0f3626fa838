import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { Authority } from './certificates.js';
import { buildProgram, run } from './program.js';
import {
  answer,
  errorOf,
  expectNoSecret,
  goodAnswer,
  listen,
  optionsFor,
  type Running,
  serve,
  serveRaw,
} from './support.js';

const authority = new Authority();
const identity = authority.issue('localhost');
const login = { user: 'worker', password: 'pr0xy/p@ss:word' };
const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
let program: string;

beforeAll(async () => {
  program = await buildProgram();
});

const serveTls = (): Promise<Running> =>
  serve((response) => answer(response, 200, goodAnswer), https.createServer(identity));

/** A proxy that lets those in who know the password. */
async function startProxy(server: http.Server = http.createServer()) {
  const tunnels: string[] = [];
  server.on('connect', (request, client) => {
    if (request.headers['proxy-authorization'] !== authorization) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\n');
      return;
    }
    const authority = request.url ?? '';
    tunnels.push(authority);
    const upstream = net.connect(Number(authority.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  const { port } = await listen(server);
  return { tunnels, port };
}

function proxyUrl(port: number, scheme = 'http'): string {
  return `${scheme}://${login.user}:${encodeURIComponent(login.password)}@localhost:${port}`;
}

describe('a listing through a proxy', () => {
  test.each([
    ['http', () => http.createServer()],
    ['https', () => https.createServer(identity)],
  ])('that speaks %s', async (scheme, server) => {
    const target = await serveTls();
    const proxy = await startProxy(server());
    const { exitCode, output, lingered } = await run(
      program,
      { endpoint: `https://localhost:${target.port}` },
      { NODE_EXTRA_CA_CERTS: authority.file, HTTPS_PROXY: proxyUrl(proxy.port, scheme), DEBUG: '*' },
    );
    expect(output).toContain('"RegistryName":"two"');
    expect([exitCode, target.seen.length]).toEqual([0, 1]);
    expect(proxy.tunnels).toEqual([`localhost:${target.port}`]);
    expectNoSecret(output);
    for (const secret of [login.password, encodeURIComponent(login.password), authorization]) {
      expect(output).not.toContain(secret);
    }
    expect(lingered).toBeLessThan(1_000);
  });

  test('is not made for a host in NO_PROXY', async () => {
    const target = await serveTls();
    const proxy = await startProxy();
    const { exitCode } = await run(
      program,
      { endpoint: `https://localhost:${target.port}` },
      {
        NODE_EXTRA_CA_CERTS: authority.file,
        HTTPS_PROXY: proxyUrl(proxy.port),
        NO_PROXY: 'x.example, localhost',
      },
    );
    expect([exitCode, target.seen.length]).toEqual([0, 1]);
    expect(proxy.tunnels).toEqual([]);
  });

  test('still checks the certificate of the server', async () => {
    const target = await serveTls();
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: proxyUrl(proxy.port) };
    const error = await errorOf(optionsFor(`https://localhost:${target.port}`, { env }));
    expect(error.code).toBe('certificate');
    expect(error.message).toContain('the certificate of Security Center');
    expect(target.seen).toHaveLength(0);
  });
});

describe('a proxy that does not open the way:', () => {
  const endpoint = 'https://localhost:9';

  test('it does not know the password', async () => {
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: `http://worker:wr0ng-hunter2@127.0.0.1:${proxy.port}` };
    const error = await errorOf(optionsFor(endpoint, { env }));
    expect(error.code).toBe('proxy-auth');
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} does not accept`);
    expect(error.describe()).not.toContain('hunter2');
  });

  test('it asks for a password', async () => {
    const proxy = await startProxy();
    const error = await errorOf(optionsFor(endpoint, { env: { https_proxy: `127.0.0.1:${proxy.port}` } }));
    expect(error.code).toBe('proxy-auth');
    expect(error.message).toContain('asks for a user name');
  });

  test.each([
    [403, 1],
    [503, 3],
    // An answer in place of a tunnel must not pass for the server's.
    [201, 1],
  ])('it answers with HTTP %i', async (status, calls) => {
    const body = JSON.stringify({ ImageRegistryInfos: [] });
    let connections = 0;
    const proxy = await serveRaw((socket) => {
      connections++;
      socket.once('data', () =>
        socket.write(`HTTP/1.1 ${status} No\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
      );
    });
    const error = await errorOf(optionsFor(endpoint, { env: { HTTPS_PROXY: proxy.endpoint } }));
    expect(error.code).toBe('proxy-refused');
    expect(error.message).toContain(`HTTP ${status}`);
    expect(connections).toBe(calls);
  });

  test('it hangs up', async () => {
    const proxy = await serveRaw((socket) => socket.once('data', () => socket.end()));
    const error = await errorOf(optionsFor(endpoint, { env: { HTTPS_PROXY: proxy.endpoint } }));
    expect(error.code).toBe('connection-broken');
    expect(error.message).toMatch(/the connection to the proxy 127\.0\.0\.1:\d+ broke .*, after 3 calls$/);
  });

  test('nobody listens there', async () => {
    const closed = net.createServer();
    const proxy = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const error = await errorOf(optionsFor(endpoint, { env: { HTTPS_PROXY: proxy.endpoint } }));
    expect(error.code).toBe('connection-refused');
    expect(error.message).toContain(`the proxy 127.0.0.1:${proxy.port} refused`);
  });

  test('it says nothing', async () => {
    let closed: () => void = () => undefined;
    const broken = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const proxy = await serveRaw((socket) => socket.on('close', closed).resume());
    const error = await errorOf(
      optionsFor(endpoint, { env: { HTTPS_PROXY: proxy.endpoint }, limits: { connectMs: 100 } }),
    );
    expect(error.code).toBe('connect-timeout');
    expect(error.message).toContain(`through the proxy 127.0.0.1:${proxy.port}`);
    await broken;
  });
});

test('plain http to this very machine goes through no proxy', async () => {
  const target = await serve((response) => answer(response, 200, {}));
  const error = await errorOf(optionsFor(target.endpoint, { env: { ALL_PROXY: 'http://127.0.0.1:9' } }));
  expect([error.code, target.seen.length]).toEqual(['malformed-answer', 1]);
});
