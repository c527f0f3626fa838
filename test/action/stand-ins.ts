import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Authority } from '../inventory/security-center/certificates.js';

/** The token that GitHub's stand-in gives for a job. */
export const idToken = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOmFjbWUvaW5mcmEifQ.c2lnbmF0dXJl';

/** What the runner gives a job with the permission `id-token: write`. */
const requestToken = 'request-token-of-the-tests';

/** Credentials that the stand-in of the security token service gives. */
export interface Assumed {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
  readonly SecurityToken: string;
}

/** A request, as a stand-in saw it. */
export interface Asked {
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

type Answer = (asked: Asked) => { readonly status: number; readonly body: object };

async function asked(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return {
    url: new URL(request.url ?? '/', 'http://stand-in'),
    authorization: request.headers.authorization,
    form: new URLSearchParams(body),
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
  (answer: Answer) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = answer(await asked(request));
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(body));
  };

/** Stands in for GitHub's token service. Returns the environment of a job that may ask it. */
export async function standInForGithub(answer: Answer): Promise<Record<string, string>> {
  const port = await listen(createServer(replyBy(answer)));
  return {
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
  };
}

/** What GitHub answers whoever may ask. */
export const givesToken: Answer = ({ authorization }) =>
  authorization === `Bearer ${requestToken}`
    ? { status: 200, body: { value: idToken } }
    : { status: 401, body: {} };

/**
 * Stands in for sts.aliyuncs.com, with TLS. The SDK cannot be told another address, so the program is started with
 * a script that leads connections there to this server, and trusts its certificate.
 */
export async function standInForSts(authority: Authority, answer: Answer): Promise<Record<string, string>> {
  const port = await listen(createTlsServer(authority.issue('sts.aliyuncs.com'), replyBy(answer)));
  return {
    NODE_EXTRA_CA_CERTS: authority.file,
    NODE_OPTIONS: `--require ${join(import.meta.dirname, 'lead-to-stand-in.cjs')}`,
    STAND_IN_PORT: String(port),
  };
}

/** Every file below a folder, with its permissions and those of its own folder. */
export function filesBelow(folder: string): { text: string; mode: number; folderMode: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      text: readFileSync(join(parentPath, name), 'utf8'),
      mode: statSync(join(parentPath, name)).mode & 0o777,
      folderMode: statSync(parentPath).mode & 0o777,
    }));
}
