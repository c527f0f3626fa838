import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

/** Node tells of every HTTP request on this channel, in the context of the code that makes it. */
const CHANNEL = 'http.client.request.start';

const context = new AsyncLocalStorage<Leash>();

interface Leash {
  readonly requests: Set<ClientRequest>;
  readonly signal: AbortSignal;
}

/**
 * Waits for work until the signal aborts. The work is the vendor's and has no way to be stopped, so the
 * HTTP requests that it has made by then are broken off, and those that it goes on to make as well: none
 * of them keeps the process alive.
 *
 * @returns what the work found, or undefined when time was up
 */
export async function onLeash<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  const leash: Leash = { requests: new Set(), signal };
  const running = context.run(leash, async () => work());
  const hold = (message: unknown): void => holdRequest(leash, message);
  subscribe(CHANNEL, hold);
  // `hold` stays until the work has ended, which can be after this function has.
  const ended = running.finally(() => unsubscribe(CHANNEL, hold));
  ended.catch(() => undefined);
  let release: (() => void) | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    release = () => {
      for (const request of leash.requests) breakOff(request);
      resolve(undefined);
    };
    signal.addEventListener('abort', release, { once: true });
  });
  try {
    return await Promise.race([ended, timeUp]);
  } finally {
    if (release) signal.removeEventListener('abort', release);
  }
}

/** Others in this process make requests too: only those of the work itself are held. */
function holdRequest(leash: Leash, message: unknown): void {
  if (context.getStore() !== leash) return;
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  const { request } = message;
  if (!(request instanceof ClientRequest)) return;
  if (leash.signal.aborted) breakOff(request);
  leash.requests.add(request);
  request.once('close', () => leash.requests.delete(request));
}

function breakOff(request: ClientRequest): void {
  request.destroy(new Error('time is up'));
}
