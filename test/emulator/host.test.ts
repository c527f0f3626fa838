import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { faults } from '../../src/emulator/faults.js';
import { closeAll, get, sample, start } from './client.js';

afterEach(closeAll);

/** What comes back for a request that is written by hand, head and body. */
async function raw(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}`);
  return text(socket);
}

const status = (answer: string): string => /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? answer;

describe('the host of a request', () => {
  it.each([
    'localhost',
    'LOCALHOST:4010',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.8.9.10',
    '[::1]',
    '[::1]:4010',
    'security-center.localhost:4010',
  ])('may be %s', async (host) => {
    const { port } = await start();
    // Past the check of the host, the gateway finds that nothing is asked for.
    expect(status(await raw(port, ['GET / HTTP/1.1', `Host: ${host}`]))).toBe('400');
    expect(status(await raw(port, [`GET http://${host}/ HTTP/1.1`, `Host: ${host}`]))).toBe('400');
  });

  it.each([
    'evil.example',
    'evil.example:4010',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1@evil.example',
    'evil.example@127.0.0.1',
    'evil.example#127.0.0.1',
    '10.0.0.1',
    '0.0.0.0',
    '[::]',
    '[::ffff:10.0.0.1]',
    '127.0.0.1:port',
    '127.0.0.1, evil.example',
    '127.0.0.999',
    'localhost/',
    '',
  ])('cannot be %j', async (host) => {
    const { port } = await start();
    const answer = await raw(port, ['GET /?Action=ListPrivateRegistryList HTTP/1.1', `Host: ${host}`]);
    expect(status(answer)).toBe('421');
    expect(answer).toContain('answers only requests whose Host is');
    for (const { RegistryName } of sample) expect(answer).not.toContain(RegistryName);
  });

  it('is named once, and also in a target that names it', async () => {
    const { port } = await start();
    const refused = [
      ['GET http://evil.example/ HTTP/1.1', 'Host: 127.0.0.1'],
      ['GET http://127.0.0.1/ HTTP/1.1', 'Host: evil.example'],
      ['GET https://evil.example HTTP/1.1', 'Host: 127.0.0.1'],
      ['GET / HTTP/1.1', 'Host: 127.0.0.1', 'Host: evil.example'],
      ['GET / HTTP/1.1', 'Host: 127.0.0.1', 'Host: 127.0.0.1'],
      ['GET / HTTP/1.0'],
    ];
    for (const lines of refused) expect([lines, status(await raw(port, lines))]).toEqual([lines, '421']);
    // Node itself refuses these two: no host at all in HTTP/1.1, and a proxy's CONNECT.
    expect(status(await raw(port, ['GET / HTTP/1.1']))).toBe('400');
    expect(await raw(port, ['CONNECT evil.example:80 HTTP/1.1', 'Host: evil.example'])).toBe('');
  });

  it('is looked at before any fault, and for every action and method', async () => {
    const { port, ...emulator } = await start();
    for (const fault of [undefined, ...faults.map(({ name }) => name)]) {
      emulator.setFault(fault);
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const line = `${method} /?Action=AssumeRole&Version=2015-04-01 HTTP/1.1`;
        const answer = await raw(port, [line, 'Host: evil.example', 'Origin: http://evil.example']);
        expect([fault, method, status(answer)]).toEqual([fault, method, '421']);
        expect(answer).not.toMatch(/access-control/i);
      }
    }
  });

  it('is told in the log', async () => {
    const lines: string[] = [];
    const emulator = await start({ onRequest: (line) => lines.push(line) });
    await raw(emulator.port, ['GET / HTTP/1.1', 'Host: evil.example']);
    await expect.poll(() => lines).toEqual(['GET: 421']);
    expect((await get(emulator)).status).toBe(200);
  });
});
