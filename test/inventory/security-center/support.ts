import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import net from 'node:net';
import { inspect } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import type { RawRecord } from '../../../src/inventory/decode/record.js';
import type { Limits } from '../../../src/inventory/security-center/limits.js';
import { type LiveOptions, liveSource } from '../../../src/inventory/security-center/source.js';
import { InventoryError } from '../../../src/model/error.js';

export const key = {
  accessKeyId: 'LTAI5tKeyIdOfTheTests',
  accessKeySecret: 'KeySecret/Of+TheTests=',
  securityToken: 'CAISToken/Of+The/Tests==',
};

export const secretsOfRecords = { Password: 'Harbor-hunter2-pass', Token: '0da12bce-cc36-tok-2215' };

/** Limits with which a test of a failure is quick. */
export const quick: Partial<Limits> = {
  connectMs: 2_000,
  readMs: 2_000,
  totalMs: 5_000,
  retries: 2,
  backoffMs: 10,
};

export const records = [
  { Id: 1, RegistryName: 'one', RegistryType: 'harbor', ...secretsOfRecords },
  { Id: 2, RegistryName: 'two', RegistryType: 'quay', ...secretsOfRecords },
];

export const goodAnswer = { RequestId: 'BE120DAB-F4E7-4C53-ADC3-A97578AB0001', ImageRegistryInfos: records };

/** A request as the server saw it. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A server that runs until the end of the test. */
export interface Running {
  readonly endpoint: string;
  readonly port: number;
  readonly seen: Seen[];
}

export type Handler = (response: http.ServerResponse, seen: Seen, count: number) => void;

/** Starts an HTTP server that hands each whole request to the handler. */
export async function serve(handler: Handler, server: Server = http.createServer()): Promise<Running> {
  const seen: Seen[] = [];
  server.on('request', async (request: http.IncomingMessage, response: http.ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    const one = { method, url, headers, body, params: Object.fromEntries(new URLSearchParams(body)) };
    seen.push(one);
    handler(response, one, seen.length);
  });
  return { ...(await listen(server)), seen };
}

/** Starts a server below HTTP; the answer is written once something has been received. */
export async function serveRaw(onSocket: (socket: Socket) => void): Promise<Omit<Running, 'seen'>> {
  return listen(net.createServer(onSocket));
}

/** Starts a server on a free port of 127.0.0.1, and ends it with the test. */
export async function listen(server: Server): Promise<{ endpoint: string; port: number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, port };
}

/** Answers with JSON; a text and bytes are sent as they are. */
export function answer(
  response: http.ServerResponse,
  status: number,
  json: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers });
  response.end(typeof json === 'string' || Buffer.isBuffer(json) ? json : JSON.stringify(json));
}

/** An answer with which the API refuses a call. */
export function refusal(Code: string, Message = 'refused'): object {
  return { RequestId: 'ABCD0123-0000-4C53-ADC3-000000000001', HostId: 'tds.example', Code, Message };
}

/** The options of a test: the test's key, an empty environment, quick limits. */
export function optionsFor(endpoint: string, more: LiveOptions = {}): LiveOptions {
  return {
    endpoint,
    credentials: { getCredentials: async () => key },
    env: {},
    ...more,
    limits: { ...quick, ...more.limits },
  };
}

/** Everything that is iterated over. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** All records of a live source. */
export async function list(options: LiveOptions): Promise<RawRecord[]> {
  const all: RawRecord[] = [];
  for await (const { records: some } of liveSource(options).batches())
    all.push(...some.map(({ raw }) => raw));
  return all;
}

/** The error that a listing ends in, once it is known to be fit for people and free of secrets. */
export async function errorOf(options: LiveOptions): Promise<InventoryError> {
  const error = await list(options).then(
    (found) => expect.fail(`no error, but ${found.length} records`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InventoryError)) throw error;
  expect(error.exitCode).toBe(3);
  expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(error.hint).toMatch(/\w/);
  expect(error.cause).toBeUndefined();
  expectNoSecret(everythingIn(error));
  return error;
}

/** All that could be read out of an error, hidden properties too. */
export function everythingIn(error: Error): string {
  const shown = inspect(error, { showHidden: true, depth: 20, getters: true });
  return [shown, JSON.stringify(error), error.stack, String(error)].join('\n');
}

/** No spelling of a secret of the call or of the inventory stands in a text, and no signature. */
export function expectNoSecret(text: string): void {
  for (const secret of [...Object.values(key), ...Object.values(secretsOfRecords)]) {
    for (const spelling of [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
    ]) {
      expect(text).not.toContain(spelling);
    }
  }
  expect(text).not.toMatch(/Signature(?:Nonce)?=|AccessKeyId=/);
}

/** The signature that a POST request must have (RPC style, HMAC-SHA1), made without the vendor's code. */
export function signatureOf(params: Readonly<Record<string, string>>, secret: string): string {
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const canonical = Object.keys(params)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${encode(name)}=${encode(params[name] ?? '')}`)
    .join('&');
  const text = `POST&%2F&${encode(canonical)}`;
  return createHmac('sha1', `${secret}&`).update(text).digest('base64');
}
