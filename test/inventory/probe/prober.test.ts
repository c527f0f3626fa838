import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { unseenReasons } from '../../../src/model/probe.js';
import { facts, http, local, probe, tcp } from './servers.js';

test('the order of the registries is kept, and each target is probed once', async () => {
  const server = await http();
  const others = await http();
  const records = Array.from({ length: 50 }, (_, index) => ({
    Id: index,
    DomainName: `same.example.com:${index % 2 === 0 ? server.port : others.port}`,
  }));
  const registries = await probe(records);
  expect(registries.map(({ Id }) => Id)).toEqual(records.map(({ Id }) => String(Id)));
  expect(registries.every((registry) => registry['Probe.http.answers'] === true)).toBe(true);
  expect(server.requests).toHaveLength(1);
  expect(others.requests).toHaveLength(1);
});

test('no more registries than said are probed at once', async () => {
  let now = 0;
  let most = 0;
  const answer = (): Promise<string[]> => {
    most = Math.max(most, ++now);
    return new Promise((resolve) =>
      setImmediate(() => {
        now--;
        resolve([]);
      }),
    );
  };
  const records = Array.from({ length: 100 }, (_, Id) => ({ Id, DomainName: `r${Id}.example.com` }));
  await probe(records, { ...local, lookup: answer, concurrency: 5 });
  expect(most).toBe(5);
  most = 0;
  await probe(records, { ...local, lookup: answer });
  expect(most).toBe(16);
});

test('what is not done when the time for all is over is open', async () => {
  const silent = await tcp(() => {});
  const records = Array.from({ length: 20 }, (_, Id) => ({
    Id,
    DomainName: `r${Id}.example.com:${silent.port}`,
  }));
  const registries = await probe(records, { ...local, concurrency: 2, deadlineMs: 300, timeoutMs: 60_000 });
  const reasons = registries.map(({ unclear }) => unclear?.['Probe.https.answers']);
  expect(reasons.slice(0, 2)).toEqual([unseenReasons['timed-out'], unseenReasons['timed-out']]);
  expect(new Set(reasons.slice(4))).toEqual(new Set([unseenReasons['out-of-time']]));
});

test('how many were probed is told as it goes', async () => {
  const told: number[] = [];
  await probe([{ Id: 1 }, { Id: 2 }, { Id: 3 }], { ...local, onProgress: (count) => told.push(count) });
  expect(told).toEqual([1, 2, 3]);
});

test('a server that takes connections and is gone again ends no program', async () => {
  const server = createServer((_request, response) => response.socket?.resetAndDestroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const found = await facts(`gone.example.com:${port}`);
  expect(found['Probe.http.answers']).toBe(unseenReasons.ended);
  server.close();
});
