import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/server.js';
import type { Authority } from '../../inventory/security-center/certificates.js';

/** A permanent key that the emulator knows, and the temporary one that all services give. */
export const permanent = { id: 'LTAI-permanent', secret: 'secret-permanent' };
export const temporary = { id: 'STS.temporary', secret: 'secret-temporary', token: 'token-temporary' };

const Expiration = '2099-01-01T00:00:00Z';
const pascal = {
  AccessKeyId: temporary.id,
  AccessKeySecret: temporary.secret,
  SecurityToken: temporary.token,
  Expiration,
};

/** A request as a service saw it. */
export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

/** What a service answers; an object is JSON. */
export interface Answer {
  readonly status?: number;
  readonly body: object | string;
}

/** The services that give keys, and Security Center, which knows these keys. */
export interface Services {
  readonly emulator: Emulator;
  /** Everything that the services were asked, in order. */
  readonly asked: Asked[];
  /** `http://127.0.0.1:PORT` of the service that answers credentials URIs and CloudSSO. */
  readonly plain: string;
  readonly env: Readonly<Record<string, string>>;
}

const answers: Readonly<Record<string, (asked: Asked) => Answer>> = {
  'sts.aliyuncs.com': () => ({ body: { Credentials: pascal } }),
  'oauth.aliyun.com': () => ({
    body: {
      accessKeyId: temporary.id,
      accessKeySecret: temporary.secret,
      securityToken: temporary.token,
      expiration: Expiration,
    },
  }),
  '100.100.100.200': ({ path }) => {
    if (path === '/latest/api/token') return { body: 'metadata-token' };
    if (path.endsWith('/security-credentials/')) return { body: 'role-of-the-instance' };
    return { body: { Code: 'Success', ...pascal } };
  },
  plain: ({ path }) => ({
    body: path === '/cloud-credentials' ? { CloudCredential: pascal } : { Code: 'Success', ...pascal },
  }),
};

/**
 * Starts all services for one test.
 *
 * @param other what services answer in place of a key, by their host; `plain` is the one in clear text
 */
export async function startServices(
  authority: Authority,
  other: Readonly<Record<string, (asked: Asked) => Answer>> = {},
): Promise<Services> {
  const asked: Asked[] = [];
  const ports: Record<string, number> = {};
  for (const [host, usual] of Object.entries(answers)) {
    const answer = other[host] ?? usual;
    const handle = replyBy(host, (one) => {
      asked.push(one);
      return answer(one);
    });
    const isPlain = host === 'plain' || /^\d/.test(host);
    ports[host] = await listen(
      isPlain ? createServer(handle) : createTlsServer(authority.issue(host), handle),
    );
  }
  const records = [{ Id: 1, RegistryName: 'one', ProtocolType: 2 }];
  const emulator = await startEmulator({
    accounts: [
      { accessKeyId: permanent.id, accessKeySecret: permanent.secret, records },
      {
        accessKeyId: temporary.id,
        accessKeySecret: temporary.secret,
        securityToken: temporary.token,
        records,
      },
    ],
  });
  onTestFinished(() => emulator.close());
  return {
    emulator,
    asked,
    plain: `http://127.0.0.1:${ports['plain']}`,
    env: {
      NODE_EXTRA_CA_CERTS: authority.file,
      NODE_OPTIONS: `--require ${join(import.meta.dirname, 'lead-to-stand-ins.cjs')}`,
      STAND_INS: JSON.stringify(ports),
      // The environment of the other tests forbids it.
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'false',
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

const replyBy =
  (host: string, answer: (asked: Asked) => Answer) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const { status = 200, body } = answer({
      host,
      path: url.pathname,
      authorization: request.headers.authorization,
      query: url.searchParams,
      form: new URLSearchParams(text),
    });
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
