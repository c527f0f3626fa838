import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answer, errorOf, goodAnswer, list, optionsFor, records, serve, serveRaw } from './support.js';

describe('an answer that is not the list is a failure, with', () => {
  test.each<[number, unknown, string]>([
    [200, {}, 'malformed-answer'],
    [200, { RequestId: 'ABCD0123', TotalCount: 0 }, 'malformed-answer'],
    [200, { ImageRegistryInfos: null }, 'malformed-answer'],
    [200, { ImageRegistryInfos: { ImageRegistryInfo: records } }, 'malformed-answer'],
    [200, { ImageRegistryInfos: [...records, null] }, 'malformed-answer'],
    [200, { ImageRegistryInfos: ['text', ...records] }, 'malformed-answer'],
    [200, { ImageRegistryInfos: [records] }, 'malformed-answer'],
    [200, records, 'not-json'],
    [200, '"text"', 'not-json'],
    [200, 'null', 'not-json'],
    [200, '', 'not-json'],
    [200, JSON.stringify(goodAnswer).slice(0, -1), 'not-json'],
    [200, `${JSON.stringify(goodAnswer)}}`, 'not-json'],
    [200, '['.repeat(200_000), 'not-json'],
    [201, goodAnswer, 'unexpected-status'],
    [204, '', 'unexpected-status'],
    [400, {}, 'unexpected-status'],
    [403, goodAnswer, 'unexpected-status'],
    [404, 'not found', 'unexpected-status'],
  ])('HTTP %i %.40j', async (status, json, code) => {
    const server = await serve((response) => answer(response, status, json));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`(127.0.0.1:${server.port}, region cn-shanghai, HTTP ${status}`);
    expect(server.seen).toHaveLength(1);
  });
});

describe('an answer with a list is a failure all the same, where it', () => {
  const empty = { RequestId: 'ABCD0123', ImageRegistryInfos: [] };
  const one = JSON.stringify(records[0]);
  test.each<[string, unknown, string]>([
    [
      'says that the call failed',
      { ...goodAnswer, Success: false, Message: 'caller refused' },
      'call-refused',
    ],
    ['says so in a text', { ...empty, Success: 'false' }, 'call-refused'],
    ['has another status in it', { ...empty, HttpStatusCode: 403 }, 'call-refused'],
    ['has a code under another name', { ...empty, ErrorCode: 'NoPermission' }, 'no-permission'],
    ['has a code of 0', { ...empty, Code: 0 }, 'call-refused'],
    ['counts more than it lists', { ...goodAnswer, TotalCount: 3 }, 'partial-answer'],
    ['counts them in a text', { ...goodAnswer, TotalCount: '3' }, 'partial-answer'],
    ['is one page', { ...goodAnswer, PageInfo: { TotalCount: 3, Count: 2, PageSize: 2 } }, 'partial-answer'],
    ['has a next page', { ...goodAnswer, NextToken: 'AAAA' }, 'partial-answer'],
    ['was cut short', { ...goodAnswer, IsTruncated: true }, 'partial-answer'],
    ['has two lists', `{"ImageRegistryInfos":[${one}],"ImageRegistryInfos":[]}`, 'malformed-answer'],
    ['has two codes', '{"Code":"NoPermission","Code":"200","ImageRegistryInfos":[]}', 'malformed-answer'],
    ['has a field twice', `{"ImageRegistryInfos":[{"NetType":1,"NetType":2}]}`, 'malformed-answer'],
    [
      'hides a field twice behind an escaped colon',
      '{"ImageRegistryInfos":[{"NetType":1,"NetType":2,"RegistryName":"a\\u003ab"}]}',
      'malformed-answer',
    ],
    [
      'is no UTF-8',
      Buffer.from(`{"ImageRegistryInfos":[{"RegistryName":"caf\u00e9"}]}`, 'latin1'),
      'malformed-answer',
    ],
  ])('%s', async (_, json, code) => {
    const server = await serve((response) => answer(response, 200, json));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    { ...goodAnswer, Code: '200', Success: true, HttpStatusCode: 200 },
    { ...goodAnswer, Code: 'OK', Success: 'true', Message: '' },
    { ...goodAnswer, TotalCount: 2, NextToken: '', IsTruncated: false, PageInfo: { TotalCount: 2 } },
    { ImageRegistryInfos: [{ ...records[0], RegistryName: 'a:b', JenkinsEnv: '{"a":1,"a":2}' }, records[1]] },
  ])('but not %j', async (json) => {
    const server = await serve((response) => answer(response, 200, json));
    expect(await list(optionsFor(server.endpoint))).toHaveLength(2);
  });
});

describe('a server that failed is asked again, whatever it says:', () => {
  test.each<[number, unknown, string]>([
    [500, {}, 'server-error'],
    [500, goodAnswer, 'server-error'],
    [502, '<html>bad gateway</html>', 'server-error'],
    [503, '', 'server-error'],
    [429, {}, 'throttled'],
  ])('HTTP %i %.40j', async (status, json, code) => {
    const server = await serve((response) => answer(response, status, json));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(server.seen).toHaveLength(3);
  });
});

test('the RequestId is told from the body or the header', async () => {
  const body = await serve((response) => answer(response, 200, { RequestId: 'ABCD0123' }));
  expect((await errorOf(optionsFor(body.endpoint))).message).toContain('RequestId ABCD0123)');
  const header = await serve((response) => answer(response, 404, '', { 'x-acs-request-id': 'ABCD0124' }));
  expect((await errorOf(optionsFor(header.endpoint))).message).toContain('RequestId ABCD0124)');
});

test.each([200, 403])('a web page with HTTP %i is told as one', async (status) => {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  const server = await serve((response) => answer(response, status, '<!doctype html><p>Log in', html));
  const error = await errorOf(optionsFor(server.endpoint));
  expect([error.code, server.seen.length]).toEqual(['html', 1]);
});

test('a redirect is not followed, even one that does not end', async () => {
  const elsewhere = await serve((response) => answer(response, 200, goodAnswer));
  const location = `${elsewhere.endpoint}/login?token=hunter2`;
  const server = await serve((response) => {
    response.writeHead(302, { location });
    response.write('moved');
  });
  const error = await errorOf(optionsFor(server.endpoint));
  expect(error.code).toBe('redirect');
  expect(error.message).toContain(`a redirect to 127.0.0.1:${elsewhere.port},`);
  expect(error.message).not.toContain('hunter2');
  expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
});

test('a compressed answer is refused before it is unpacked', async () => {
  const packed = gzipSync(JSON.stringify(goodAnswer));
  const server = await serve((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(packed);
  });
  expect((await errorOf(optionsFor(server.endpoint))).code).toBe('answer-encoded');
});

describe('the size of an answer', () => {
  test('may be as large as the limit allows', async () => {
    const server = await serve((response) => answer(response, 200, goodAnswer));
    expect(await list(optionsFor(server.endpoint, { limits: { maxAnswerBytes: 2_000 } }))).toEqual(records);
  });

  test('ends the call when it is above the limit', async () => {
    const server = await serve((response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
      };
      more();
    });
    const limits = { maxAnswerBytes: 1_000_000 };
    const error = await errorOf(optionsFor(server.endpoint, { limits }));
    expect(error.code).toBe('answer-too-large');
    expect(error.message).toContain('more than 1000000 bytes');
    expect(server.seen).toHaveLength(1);
  });

  test('counts headers as well', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
      const more = (): void => {
        if (!socket.destroyed) socket.write('HTTP/1.1 103 Early\r\nx: y\r\n\r\n'.repeat(500), more);
      };
      socket.once('data', more);
    });
    const limits = { maxAnswerBytes: 100_000 };
    expect((await errorOf(optionsFor(server.endpoint, { limits }))).code).toBe('answer-too-large');
  });
});
