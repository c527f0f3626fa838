import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, run } from './program.js';
import { answer, expectNoSecret, goodAnswer, refusal, serve, serveRaw } from './support.js';

let program: string;

beforeAll(async () => {
  program = await buildProgram();
});

describe('nothing is leaked by', () => {
  test.each(['*', 'httpx*', 'httpx:body,httpx:header', '* -nothing'])('DEBUG=%s', async (DEBUG) => {
    const server = await serve((response) => answer(response, 200, goodAnswer));
    const { exitCode, output } = await run(program, { endpoint: server.endpoint }, { DEBUG });
    expect(output).toContain('"RegistryName":"two"');
    expect([exitCode, server.seen.length]).toEqual([0, 1]);
    expectNoSecret(output);
    expect(output).not.toContain(server.seen[0]?.params['Signature']);
  });

  test('DEBUG=* and a refusal', async () => {
    const server = await serve((response) => answer(response, 403, refusal('NoPermission')));
    const { exitCode, output } = await run(program, { endpoint: server.endpoint }, { DEBUG: '*' });
    expect(output).toMatch(/^no-permission$/m);
    expect(exitCode).toBe(3);
    expectNoSecret(output);
  });
});

describe('the process ends with its work', () => {
  const quickly = { connectMs: 300, readMs: 300, totalMs: 2_000 };

  test('after an answer, though the server keeps the connection', async () => {
    const server = await serveRaw((socket) => {
      const body = JSON.stringify(goodAnswer);
      socket.once('data', () =>
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
      );
    });
    const { exitCode, lingered } = await run(program, { endpoint: server.endpoint });
    expect(exitCode).toBe(0);
    expect(lingered).toBeLessThan(500);
  });

  test.each([
    ['before its head', '', quickly, 'read-timeout'],
    ['inside its head', 'HTTP/1.1 200 OK\r\n', quickly, 'read-timeout'],
    ['inside its body', 'HTTP/1.1 200 OK\r\n\r\n{"a":', quickly, 'read-timeout'],
    [
      'inside its body',
      'HTTP/1.1 200 OK\r\n\r\n{"a":',
      { ...quickly, readMs: 9_000, totalMs: 300 },
      'total-timeout',
    ],
    ['after a redirect', 'HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n', { readMs: 9_000 }, 'redirect'],
    [
      'after too much',
      `HTTP/1.1 200 OK\r\n\r\n${' '.repeat(5_000)}`,
      { maxAnswerBytes: 999 },
      'answer-too-large',
    ],
  ])('when the answer stops %s', async (_, text, limits, code) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.write(text)));
    const { exitCode, output, lingered } = await run(program, { endpoint: server.endpoint, limits });
    expect(output).toMatch(new RegExp(`^${code}$`, 'm'));
    expect(exitCode).toBe(3);
    expect(lingered).toBeLessThan(500);
  });

  test('when TLS is never greeted', async () => {
    const server = await serveRaw(() => undefined);
    const { exitCode, output, lingered } = await run(program, {
      endpoint: `https://127.0.0.1:${server.port}`,
      limits: quickly,
    });
    expect(output).toMatch(/^connect-timeout$/m);
    expect(exitCode).toBe(3);
    expect(lingered).toBeLessThan(500);
  });

  test('when a proxy says nothing', async () => {
    const proxy = await serveRaw((socket) => socket.resume());
    const { exitCode, output, lingered } = await run(
      program,
      { endpoint: 'https://localhost:9', limits: quickly },
      { HTTPS_PROXY: proxy.endpoint },
    );
    expect(output).toMatch(/^connect-timeout$/m);
    expect(exitCode).toBe(3);
    expect(lingered).toBeLessThan(500);
  });

  test.each([
    ['a head', ''],
    ['a body', 'HTTP/1.1 200 OK\r\n\r\n{"a":'],
  ])('when a service for credentials stops at %s', async (_, text) => {
    const service = await serveRaw((socket) => socket.once('data', () => socket.write(text)));
    const { exitCode, output, lingered } = await run(
      program,
      { endpoint: 'http://127.0.0.1:9', limits: { totalMs: 400 } },
      {
        ALIBABA_CLOUD_ACCESS_KEY_ID: '',
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: '',
        ALIBABA_CLOUD_SECURITY_TOKEN: '',
        ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
        ALIBABA_CLOUD_CREDENTIALS_URI: service.endpoint,
        HOME: '/nonexistent',
      },
    );
    expect(output).toMatch(/^credentials-timeout$/m);
    expect(exitCode).toBe(3);
    expect(lingered).toBeLessThan(500);
  });
});

test('packages of others are imported in one file each, and only when they are needed', () => {
  const imports = (file: string): readonly (string | undefined)[] => {
    const text = readFileSync(new URL(`../../../src/${file}`, import.meta.url), 'utf8');
    expect(text).not.toMatch(/^import .* from '[^.]/m);
    return [...text.matchAll(/import\('([^']+)'\)/g)].map(([, name]) => name);
  };
  expect(imports('inventory/security-center/sdk.ts')).toEqual([
    '@alicloud/pop-core/lib/rpc.js',
    '@alicloud/credentials',
    '@alicloud/credentials/dist/src/providers/cloud_sso.js',
    '@alicloud/credentials/dist/src/providers/oauth.js',
    '@alicloud/credentials/dist/src/utils/command.js',
    'agent-base',
  ]);
  expect(imports('network/proxy-agent.ts')).toEqual(['https-proxy-agent']);
});
