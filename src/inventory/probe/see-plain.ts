import net from 'node:net';
import { type Clock, connect, type Door, type Failure } from './connection.js';
import { type Answer, askForApi } from './request.js';

/** Looks at a server that may speak plain HTTP. */
export async function seePlain(door: Door, clock: Clock): Promise<Answer | Failure> {
  const socket = await connect(door, clock);
  return socket instanceof net.Socket ? askForApi(socket, door, false, clock) : socket;
}

/** Whether a failure shows that the other side speaks something else than HTTP. */
export function isNotHttp({ code }: Failure): boolean {
  return code.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW';
}
