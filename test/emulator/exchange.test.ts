import { once } from 'node:events';
import { createServer, get, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { pause } from '../../src/emulator/exchange.js';
import { endless } from '../../src/emulator/fault-plays.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Sends one request to a server of its own, and does not read the answer. */
async function ask(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const outgoing = get({ host: '127.0.0.1', port }, (response) => response.pause());
  outgoing.on('error', () => undefined);
  await once(server, 'request');
  return outgoing;
}

it('a pause ends when the client leaves, so that nothing keeps the program alive', async () => {
  let over = false;
  const outgoing = await ask(async (_request, response) => {
    await pause(60_000, { response, requestId: '', hostId: '' });
    over = true;
  });
  expect(over).toBe(false);
  outgoing.destroy();
  await expect.poll(() => over).toBe(true);
});

it('an endless answer is made only while the client reads, and ends with it', async () => {
  let waiting = () => 0;
  let over = false;
  const outgoing = await ask(async (_request, response) => {
    waiting = () => response.writableLength;
    await endless({ response, requestId: 'X', hostId: '' }, { list: 'L', items: ['{"a":1}'] });
    over = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(waiting()).toBeGreaterThan(0);
  expect(waiting()).toBeLessThan(1_000_000);
  outgoing.destroy();
  await expect.poll(() => over).toBe(true);
});
