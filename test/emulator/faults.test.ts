import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { faults, startFault } from '../../src/emulator/faults.js';
import { call, closeAll, get, rightParameters, signed, start } from './client.js';

afterEach(closeAll);

/** Runs a signed GET against an emulator with this fault. */
async function getWith(fault: string) {
  return get(await start({ fault }));
}

describe('faults that answer', () => {
  it.each([
    ['no-permission', 403, 'NoPermission', 'caller has no permission'],
    ['server-error', 500, 'ServerError', 'ServerError'],
    ['throttle', 400, 'Throttling.User', 'Request was denied due to user flow control.'],
    ['unavailable', 503, 'ServiceUnavailable', expect.any(String)],
  ])('%s answers %i %s, every time', async (fault, status, Code, Message) => {
    const emulator = await start({ fault });
    for (let time = 0; time < 3; time++) {
      const answer = await get(emulator);
      expect(answer.status).toBe(status);
      expect(JSON.parse(answer.body)).toMatchObject({ Code, Message });
    }
  });

  it("reach the vendor's client", async () => {
    const emulator = await start({ fault: 'no-permission' });
    await expect(call(emulator)).rejects.toMatchObject({ code: 'NoPermission' });
  });

  it('of the service come after the gate, those of the network before it', async () => {
    const key = { accessKeySecret: 'wrong' };
    const service = await start({ fault: 'no-permission' });
    await expect(call(service, { key })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const network = await start({ fault: 'unavailable' });
    await expect(call(network, { key })).rejects.toMatchObject({ code: 'ServiceUnavailable' });
  });

  it('unavailable says when to come back', async () => {
    expect((await getWith('unavailable')).headers['retry-after']).toBe('1');
    expect((await getWith('unavailable:30')).headers['retry-after']).toBe('30');
  });

  it.each([
    ['throttle-once', [400, 200, 200]],
    ['flaky', [503, 200, 200]],
    ['flaky:2', [503, 503, 200]],
    ['flaky:0', [200, 200, 200]],
  ])('%s answers %j', async (fault, statuses) => {
    const emulator = await start({ fault });
    for (const status of statuses) expect((await get(emulator)).status).toBe(status);
  });

  it('empty-500 and list-500 have bodies without a Code', async () => {
    expect(await getWith('empty-500')).toMatchObject({ status: 500, body: '{}' });
    const { status, body } = await getWith('list-500');
    expect(status).toBe(500);
    expect(JSON.parse(body).ImageRegistryInfos).toHaveLength(3);
  });

  it('no-list and empty are successes', async () => {
    const noList = await getWith('no-list');
    expect(noList.status).toBe(200);
    expect(Object.keys(JSON.parse(noList.body))).toEqual(['RequestId']);
    const empty = await getWith('empty');
    expect(empty.status).toBe(200);
    expect(JSON.parse(empty.body)).toMatchObject({ ImageRegistryInfos: [] });
  });

  it('bad-json is whole for HTTP and not for JSON', async () => {
    const { status, body } = await getWith('bad-json');
    expect(status).toBe(200);
    expect(body).toMatch(/^\{"RequestId":"[0-9A-F-]+","ImageRegistryInfos":\[\{/);
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  it('html and redirect are those of something in between', async () => {
    const html = await getWith('html');
    expect(html).toMatchObject({ status: 502, headers: { 'content-type': 'text/html' } });
    expect(html.body).toContain('502 Bad Gateway');
    const redirect = await getWith('redirect');
    expect(redirect.status).toBe(302);
    expect(redirect.headers.location).toMatch(/^https:/);
  });
});

describe('faults of the connection', () => {
  it('slow answers late', async () => {
    const before = performance.now();
    expect((await getWith('slow:150')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(140);
  });

  it('silent never answers', async () => {
    const emulator = await start({ fault: 'silent' });
    await expect(call(emulator, { timeout: 150 })).rejects.toThrow(/ReadTimeout\(150\)/);
    expect(emulator.requests).toBe(1);
  });

  it.each(['cut-off', 'cut-off-chunked'])('%s ends in the middle of the body', async (fault) => {
    const emulator = await start({ fault });
    const seen = await new Promise<{ length: string | undefined; body: string; end: string }>((resolve) => {
      const outgoing = request(`${emulator.url}/?${signed(rightParameters())}`, (response) => {
        let body = '';
        const done = (end: string) => resolve({ length: response.headers['content-length'], body, end });
        response.on('data', (chunk) => {
          body += String(chunk);
        });
        response.on('end', () => done('end'));
        response.on('error', ({ message }) => done(message));
      });
      outgoing.end();
    });
    expect(seen.end).toBe('aborted');
    expect(seen.body).toMatch(/^\{"RequestId"/);
    if (fault === 'cut-off') expect(Number(seen.length)).toBeGreaterThan(seen.body.length);
    else expect(seen.length).toBeUndefined();
  });

  it('reset resets', async () => {
    await expect(getWith('reset')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it.each([{ records: undefined }, { records: [] }])('huge does not end: $records', async ({ records }) => {
    const emulator = await start({ fault: 'huge', ...(records && { records }) });
    const head = await new Promise<string>((resolve) => {
      const outgoing = request(`${emulator.url}/?${signed(rightParameters())}`, (response) => {
        let length = 0;
        let first = '';
        response.on('data', (chunk: Buffer) => {
          if (length === 0) first = chunk.toString();
          length += chunk.length;
          if (length > 20_000_000) outgoing.destroy();
        });
        response.on('error', () => resolve(first));
      });
      outgoing.end();
    });
    expect(head).toMatch(/^\{"RequestId":"[^"]+","ImageRegistryInfos":\[\{/);
    emulator.setFault(undefined);
    expect((await get(emulator)).status).toBe(200);
  });
});

describe('the choice of a fault', () => {
  it('can change while the emulator runs, and counts anew', async () => {
    const emulator = await start();
    expect((await get(emulator)).status).toBe(200);
    emulator.setFault('flaky:1');
    expect((await get(emulator)).status).toBe(503);
    expect((await get(emulator)).status).toBe(200);
    emulator.setFault('flaky:1');
    expect((await get(emulator)).status).toBe(503);
    expect(() => emulator.setFault('flakey')).toThrow();
  });

  it('is told with a line each', () => {
    expect(faults.map(({ usage }) => usage)).toEqual([
      'no-permission',
      'server-error',
      'empty-500',
      'list-500',
      'throttle',
      'throttle-once',
      'flaky[:N]',
      'unavailable[:SECONDS]',
      'slow[:MS]',
      'silent',
      'cut-off',
      'cut-off-chunked',
      'bad-json',
      'html',
      'redirect',
      'no-list',
      'empty',
      'huge',
      'reset',
    ]);
    for (const { name, about } of faults) {
      expect(about).toMatch(/^[^\n]{5,80}$/);
      expect(startFault(name).name).toBe(name);
    }
  });

  it.each([
    ['flakey:2', 'there is no fault "flakey". Did you mean flaky? The faults are: no-permission, '],
    ['Trottle', 'Did you mean throttle?'],
    ['cutoff', 'Did you mean cut-off?'],
    ['toString', 'there is no fault "toString"'],
    ['xyzzyxyzzyxyzzy', 'there is no fault "xyzzyxyzzyxyzzy". The faults are: '],
    ['', 'there is no fault "". The faults are: '],
    ['flaky:two', 'N of flaky:N must be a whole number, not "two"'],
    ['slow:', 'MS of slow:MS must be a whole number'],
    ['slow:-1', 'MS of slow:MS must be a whole number'],
    ['reset:2', 'the fault reset takes no number'],
  ])('%s is refused', async (text, message) => {
    expect(() => startFault(text)).toThrow(message);
    await expect(start({ fault: text })).rejects.toThrow(message);
  });
});
