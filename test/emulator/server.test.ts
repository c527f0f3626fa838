import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultKey } from '../../src/emulator/server.js';
import { call, closeAll, get, sample, start } from './client.js';

afterEach(closeAll);

describe('the emulator', () => {
  it("gives the API page's own example back", async () => {
    const text = readFileSync('examples/sample-response.json', 'utf8');
    const example: unknown = JSON.parse(text);
    const { status, body, headers } = await get(await start({ records: text }));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json;charset=utf-8');
    expect(JSON.parse(body)).toEqual({
      ...Object(example),
      RequestId: headers['x-acs-request-id'],
    });
  });

  it('keeps all digits of an id on the wire', async () => {
    const emulator = await start({ records: '[{"Id":9223372036854775807,"AliUid":1766185894123457}]' });
    const { body } = await get(emulator);
    expect(body).toContain('"ImageRegistryInfos":[{"Id":9223372036854775807,"AliUid":1766185894123457}]');
  });

  it.each([
    ['harbor', [1, 3]],
    ['CI/CD', [2]],
    ['quay', []],
    ['', [1, 2, 3]],
  ])('filters by RegistryType "%s"', async (type, ids) => {
    const answer = await call(await start(), { params: { RegistryType: type } });
    expect(answer).toMatchObject({ ImageRegistryInfos: ids.map((Id) => ({ Id })) });
    expect(answer.ImageRegistryInfos).toHaveLength(ids.length);
  });

  it('counts registries by type', async () => {
    const answer = await call(await start(), { action: 'ListPrivateRegistryType', params: { Lang: 'en' } });
    expect(answer).toMatchObject({
      RegistryTypeInfos: [
        { RegistryType: 'harbor', Count: 2 },
        { RegistryType: 'CI/CD', Count: 1 },
      ],
    });
  });

  it('answers many at once, each with an id of its own', async () => {
    const emulator = await start();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => call(emulator, { method: index % 2 ? 'GET' : 'POST' })),
    );
    expect(new Set(answers.map((answer) => answer.RequestId)).size).toBe(100);
    const names = sample.map(({ RegistryName }) => RegistryName);
    for (const { ImageRegistryInfos } of answers) {
      expect(ImageRegistryInfos.map(({ RegistryName }) => RegistryName)).toEqual(names);
    }
    expect(emulator.requests).toBe(100);
  });

  it('takes its time when told to', async () => {
    const emulator = await start({ latencyMs: 120 });
    const before = performance.now();
    await get(emulator);
    expect(performance.now() - before).toBeGreaterThan(110);
  });

  it('tells of each request in one line without secrets', async () => {
    const lines: string[] = [];
    const emulator = await start({ securityToken: 'FAKE-token', onRequest: (line) => lines.push(line) });
    await call(emulator, { key: { securityToken: 'FAKE-token' }, params: { RegistryType: 'harbor' } });
    await get(emulator, { Action: 'a\u001b[2J\n' });
    emulator.setFault('silent');
    await call(emulator, { timeout: 100 }).catch(() => undefined);
    await expect.poll(() => lines).toHaveLength(3);
    expect(lines).toEqual([
      'POST ListPrivateRegistryList harbor: 200',
      'GET "a\\u001b[2J\\n": 404 InvalidAction.NotFound: Specified api is not found, please check your url and method.',
      'POST ListPrivateRegistryList: no answer (fault silent)',
    ]);
    const said = lines.join('\n');
    for (const secret of ['FAKE', defaultKey.id, defaultKey.secret]) expect(said).not.toContain(secret);
  });

  it('survives what is not HTTP and clients that leave in the middle', async () => {
    const emulator = await start({ latencyMs: 20 });
    for (const text of ['hello\r\n\r\n', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\nAction=']) {
      await new Promise<void>((resolve) => {
        const socket = connect(emulator.port, '127.0.0.1', () => {
          socket.write(text, () => setTimeout(() => socket.destroy(), 20));
        });
        socket.resume();
        socket.on('close', () => resolve());
      });
    }
    expect((await get(emulator)).status).toBe(200);
  });

  it('refuses a port that is taken', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('closes whatever is under way, and twice', async () => {
    const emulator = await start({ fault: 'slow:60000' });
    const waiting = get(emulator).catch((error: unknown) => error);
    await expect.poll(() => emulator.requests).toBe(1);
    await emulator.close();
    expect(await waiting).toMatchObject({ code: 'ECONNRESET' });
    await emulator.close();
    await expect(get(emulator)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
