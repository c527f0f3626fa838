import { request } from 'node:http';
import net, { isIP } from 'node:net';
import { tool } from '../../model/tool.js';
import { systemCode } from '../../model/unreadable.js';
import { type Clock, connect, type Door, type Failure } from './connection.js';

/** What of an answer is looked at. Its body is never read. */
export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly contentType: string | undefined;
  /** The header by which registries say that they are one. */
  readonly apiVersion: string | undefined;
}

/** Bytes of the head of an answer, and of all that may come before it. */
const MOST_HEAD = 16 * 1024;

/** How every response begins (RFC 9112 §4). Clients skip empty lines before it (§2.2) and ignore its case. */
const STATUS_LINE = 'HTTP/';

/** The other side sent something, and it was not the beginning of a response. */
const NOT_HTTP = 'NOT_HTTP';

/** Looks at a server that may speak plain HTTP. */
export async function askPlain(door: Door, clock: Clock): Promise<Answer | Failure> {
  const socket = await connect(door, clock);
  return socket instanceof net.Socket ? askForApi(socket, door, false, clock) : socket;
}

/**
 * Whether a failure shows that the other side does not speak HTTP. A response that begins as HTTP and then breaks its
 * rules does not: clients more lenient than Node's parser read it.
 */
export function isNotHttp({ code }: Failure): boolean {
  return code === NOT_HTTP;
}

/**
 * Asks for the entrance of the registry API over a connection, without credentials, and ends the connection when the
 * head of the answer is there. Redirects are not followed.
 */
export function askForApi(
  socket: net.Socket,
  { name, port }: Door,
  isTls: boolean,
  clock: Clock,
): Promise<Answer | Failure> {
  const host = isIP(name) === 6 ? `[${name}]` : name;
  return new Promise((resolve) => {
    const asked = request({
      createConnection: () => socket,
      path: '/v2/',
      headers: {
        Host: port === (isTls ? 443 : 80) ? host : `${host}:${port}`,
        'User-Agent': `${tool.name}/${tool.version}`,
        Accept: '*/*',
        Connection: 'close',
      },
      maxHeaderSize: MOST_HEAD,
    });
    const end = (result: Answer | Failure): void => {
      clearTimeout(timer);
      asked.destroy();
      socket.destroy();
      resolve(result);
    };
    const fail = (code: string): void => end({ accepted: true, code });
    const timer = setTimeout(fail, clock.left, 'TIMED_OUT');
    // Any number of these may come before an answer.
    asked.on('information', () => {
      if (socket.bytesRead > MOST_HEAD) fail('HPE_HEADER_OVERFLOW');
    });
    asked.once('response', ({ statusCode = 0, headers }) =>
      end({
        status: statusCode,
        location: headers.location,
        contentType: headers['content-type'],
        apiVersion: textOf(headers['docker-distribution-api-version']),
      }),
    );
    let start = '';
    asked.once('socket', () =>
      socket.prependListener('data', (chunk: Buffer) => {
        if (start.length < STATUS_LINE.length)
          start = `${start}${chunk.toString('latin1', 0, 64)}`.trimStart();
      }),
    );
    asked.once('upgrade', () => fail('HPE_UPGRADE'));
    asked.once('close', () => fail('ENDED'));
    asked.on('error', (error) => {
      const code = systemCode(error) ?? 'ENDED';
      fail(code.startsWith('HPE_') && !beginsResponse(start) ? NOT_HTTP : code);
    });
    asked.end();
  });
}

const textOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join() : header;

function beginsResponse(start: string): boolean {
  const compared = Math.min(start.length, STATUS_LINE.length);
  return start.slice(0, compared).toUpperCase() === STATUS_LINE.slice(0, compared);
}
