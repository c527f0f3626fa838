import http from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { ConnectionPool } from '../../../src/inventory/security-center/pool.js';
import { answer, goodAnswer, list, listen, optionsFor, serve } from './support.js';

/** A server, and how many connections it was given. */
async function counted(handler: Parameters<typeof serve>[0]) {
  const server = http.createServer();
  let connections = 0;
  server.on('connection', () => {
    connections++;
  });
  return { ...(await serve(handler, server)), connections: () => connections };
}

test('calls one after another use one connection, and each counts its own bytes', async () => {
  const server = await counted((response) => answer(response, 200, goodAnswer));
  const pool = new ConnectionPool();
  // Less than two answers have.
  const limits = { maxAnswerBytes: 700 };
  for (let call = 0; call < 5; call++) {
    expect(await list(optionsFor(server.endpoint, { pool, limits }))).toHaveLength(2);
  }
  expect(server.connections()).toBe(1);
  pool.close();
});

test('a connection on which a call went wrong is not used again', async () => {
  const server = await counted((response, _, count) => {
    if (count === 1) response.writeHead(200, { 'content-type': 'application/json' }).write('{"Request');
    else answer(response, 200, goodAnswer);
  });
  const pool = new ConnectionPool();
  const limits = { readMs: 200 };
  await expect(list(optionsFor(server.endpoint, { pool, limits }))).rejects.toThrow(
    'did not finish its answer',
  );
  expect(await list(optionsFor(server.endpoint, { pool, limits }))).toHaveLength(2);
  expect(server.connections()).toBe(2);
  pool.close();
});

test('a connection that the server has ended in between is made anew', async () => {
  const sockets: Socket[] = [];
  const server = http.createServer((_request, response) => answer(response, 200, goodAnswer));
  server.on('connection', (socket) => sockets.push(socket));
  const { endpoint } = await listen(server);
  const pool = new ConnectionPool();
  expect(await list(optionsFor(endpoint, { pool }))).toHaveLength(2);
  // Without a word: the next call may find out only when it has sent its request.
  for (const socket of sockets) socket.resetAndDestroy();
  expect(await list(optionsFor(endpoint, { pool }))).toHaveLength(2);
  expect(sockets.length).toBeGreaterThan(1);
  pool.close();
});
