import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { errorOf, goodAnswer, listen, optionsFor, serve, serveRaw } from './support.js';

const body = JSON.stringify(goodAnswer);

describe('a connection that breaks is made anew', () => {
  test.each([
    ['before an answer', '', 'connection-broken'],
    ['inside the headers', 'HTTP/1.1 200 OK\r\ncontent-le', 'connection-broken'],
    [
      'inside a body of known length',
      `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 90)}`,
      'cut-off',
    ],
    [
      'inside a body in chunks',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
      'cut-off',
    ],
  ])('when it ends %s', async (_, text, code) => {
    let calls = 0;
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(text, () => calls++)));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/, after 3 calls$/);
    expect(calls).toBe(3);
  });

  test('when it is reset', async () => {
    let calls = 0;
    const server = await serveRaw((socket) =>
      socket.once('data', () => {
        calls++;
        socket.resetAndDestroy();
      }),
    );
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe('connection-broken');
    expect(error.message).toContain('ECONNRESET');
    expect(calls).toBe(3);
  });
});

describe('is told, and not tried again:', () => {
  test('a body of unknown length that was cut off', async () => {
    let calls = 0;
    const server = await serveRaw((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n\r\n${body.slice(0, 90)}`, () => calls++)),
    );
    const error = await errorOf(optionsFor(server.endpoint));
    expect([error.code, calls]).toEqual(['not-json', 1]);
    expect(error.message).toContain('cut off');
  });

  test.each(['220 smtp.example ESMTP\r\n', 'HTTP/1.1 200 OK\r\n\u0000: x\r\n\r\n'])(
    'what is not HTTP: %j',
    async (text) => {
      const server = await serveRaw((socket) => socket.once('data', () => socket.end(text)));
      expect((await errorOf(optionsFor(server.endpoint))).code).toBe('not-http');
    },
  );

  test('a port on which nobody listens', async () => {
    const closed = net.createServer();
    const { endpoint } = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const error = await errorOf(optionsFor(endpoint));
    expect(error.code).toBe('connection-refused');
    expect(error.message).not.toContain('calls');
  });

  test('a host that does not exist', async () => {
    const error = await errorOf(optionsFor('https://tds.nowhere.invalid', { limits: { retries: 0 } }));
    expect(error.code).toBe('host-not-found');
    expect(error.message).toContain('tds.nowhere.invalid');
    expect(error.message).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test('a server that speaks no TLS', async () => {
    const server = await serve((response) => response.end());
    const error = await errorOf(optionsFor(`https://127.0.0.1:${server.port}`));
    expect(error.code).toBe('not-tls');
  });
});

describe('a time-out is told with what was waited for:', () => {
  test('a connection', async () => {
    // It accepts, and never answers the TLS greeting.
    const server = await serveRaw(() => undefined);
    const limits = { connectMs: 100 };
    const error = await errorOf(optionsFor(`https://127.0.0.1:${server.port}`, { limits }));
    expect(error.code).toBe('connect-timeout');
    expect(error.message).toContain('within 0.1 s (127.0.0.1');
  });

  test('an answer', async () => {
    const server = await serve(() => undefined);
    const error = await errorOf(optionsFor(server.endpoint, { limits: { readMs: 100 } }));
    expect(error.code).toBe('read-timeout');
    expect(error.message).toContain('0 bytes came');
    expect(server.seen).toHaveLength(1);
  });

  test('the end of an answer that drips', async () => {
    const server = await serve((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    });
    const error = await errorOf(optionsFor(server.endpoint, { limits: { connectMs: 50, readMs: 200 } }));
    expect(error.code).toBe('read-timeout');
    expect(error.message).toContain('; HTTP 200 had come)');
  });

  test('everything', async () => {
    const server = await serve(() => undefined);
    const error = await errorOf(optionsFor(server.endpoint, { limits: { totalMs: 100 } }));
    expect(error.code).toBe('total-timeout');
    expect(error.message).toContain('within 0.1 s in all');
  });
});

test('a slow answer is no slow connection', async () => {
  const server = await serve((response) => {
    setTimeout(() => response.end(JSON.stringify({ ImageRegistryInfos: 'none' })), 300);
  });
  const error = await errorOf(optionsFor(server.endpoint, { limits: { connectMs: 100 } }));
  expect(error.code).toBe('malformed-answer');
});
