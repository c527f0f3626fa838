import { afterEach, describe, expect, it } from 'vitest';
import { call, closeAll, get, rightParameters, send, signed, start } from './client.js';

afterEach(closeAll);

const guid = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;

function at(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

describe("the vendor's client", () => {
  it.each(['GET', 'POST'] as const)('is let in with %s', async (method) => {
    const emulator = await start();
    const answer = await call(emulator, { method, params: { RegistryType: 'CI/CD' } });
    expect(answer).toMatchObject({ ImageRegistryInfos: [{ Id: 2, RegistryName: 'two' }] });
  });

  it.each(['GET', 'POST'] as const)('is told of a wrong secret with %s', async (method) => {
    const emulator = await start();
    await expect(call(emulator, { method, key: { accessKeySecret: 'wrong' } })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      data: {
        Message: expect.stringContaining(
          `Specified signature is not matched with our calculation. server string to sign is:${method}&%2F&`,
        ),
      },
    });
  });

  it('is told of a wrong id, version and action', async () => {
    const emulator = await start();
    await expect(call(emulator, { key: { accessKeyId: 'someone' } })).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
    });
    await expect(call(emulator, { version: '2014-05-26' })).rejects.toMatchObject({ code: 'InvalidVersion' });
    await expect(call(emulator, { action: 'DeletePrivateRegistry' })).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    });
  });

  it('needs the right security token where there is one, and none where there is none', async () => {
    const temporary = await start({ securityToken: 'token/+=' });
    await expect(call(temporary, { key: { securityToken: 'token/+=' } })).resolves.toBeDefined();
    await expect(call(temporary)).rejects.toMatchObject({ code: 'MissingSecurityToken' });
    const mismatch = { code: 'InvalidSecurityToken.MismatchWithAccessKey' };
    await expect(call(temporary, { key: { securityToken: 'other' } })).rejects.toMatchObject(mismatch);
    await expect(call(await start(), { key: { securityToken: 'x' } })).rejects.toMatchObject(mismatch);
  });

  it('may have a key of its own', async () => {
    const key = { accessKeyId: 'mine', accessKeySecret: 'FAKE-mine' };
    const emulator = await start(key);
    await expect(call(emulator, { key })).resolves.toBeDefined();
    await expect(call(emulator)).rejects.toMatchObject({ code: 'InvalidAccessKeyId.NotFound' });
  });
});

describe('the gate', () => {
  it.each([
    [{ Action: undefined }, 400, 'MissingParameter'],
    [{ Version: undefined }, 400, 'MissingParameter'],
    [{ Version: '2018-12-04' }, 400, 'InvalidVersion'],
    [{ Action: 'listPrivateRegistryList' }, 404, 'InvalidAction.NotFound'],
    [{ Action: 'toString' }, 404, 'InvalidAction.NotFound'],
    [{ Format: undefined }, 400, 'InvalidParameter.Format'],
    [{ Format: 'XML' }, 400, 'InvalidParameter.Format'],
    [{ AccessKeyId: undefined }, 400, 'MissingAccessKeyId'],
    [{ AccessKeyId: '' }, 400, 'MissingAccessKeyId'],
    [{ AccessKeyId: 'someone' }, 404, 'InvalidAccessKeyId.NotFound'],
    [{ SignatureMethod: undefined }, 400, 'MissingParameter'],
    [{ SignatureMethod: 'HMAC-SHA256' }, 400, 'InvalidSignatureMethod'],
    [{ SignatureVersion: undefined }, 400, 'MissingParameter'],
    [{ SignatureVersion: '2.0' }, 400, 'InvalidParameter'],
    [{ SignatureNonce: undefined }, 400, 'MissingParameter'],
    [{ Timestamp: undefined }, 400, 'MissingParameter'],
    [{ Timestamp: 'yesterday' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-02-30T10:00:00Z' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-02-28T10:00:00.000Z' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2026-02-28T10:00:00+08:00' }, 400, 'InvalidTimeStamp.Format'],
    [{ Timestamp: at(-16) }, 400, 'InvalidTimeStamp.Expired'],
    [{ Timestamp: at(16) }, 400, 'InvalidTimeStamp.Expired'],
    [{ RegistryType: 'Harbor' }, 400, 'InvalidParameter'],
  ])('answers %j with %i %s', async (changes, status, code) => {
    const emulator = await start();
    const answer = await get(emulator, changes);
    expect(answer.status).toBe(status);
    const body: unknown = JSON.parse(answer.body);
    expect(body).toEqual({
      RequestId: expect.stringMatching(guid),
      HostId: `127.0.0.1:${emulator.port}`,
      Code: code,
      Message: expect.any(String),
      Recommend: expect.stringContaining(
        `https://api.aliyun.com/troubleshoot?q=${code}&product=Sas&requestId=`,
      ),
    });
    expect(body).toMatchObject({ RequestId: answer.headers['x-acs-request-id'] });
  });

  it('names the parameter that is missing', async () => {
    const { body } = await get(await start(), { SignatureNonce: undefined });
    expect(body).toContain('The input parameter \\"SignatureNonce\\" that is mandatory');
  });

  it('takes a time up to 15 minutes away, by its own clock', async () => {
    const emulator = await start({ now: () => new Date('2030-01-01T12:00:00Z') });
    expect((await get(emulator, { Timestamp: '2030-01-01T11:45:00Z' })).status).toBe(200);
    expect((await get(emulator, { Timestamp: '2030-01-01T12:15:00Z' })).status).toBe(200);
    expect((await get(emulator, { Timestamp: '2030-01-01T11:44:59Z' })).status).toBe(400);
  });

  it('refuses a request without a signature, and one with a changed parameter', async () => {
    const emulator = await start();
    const parameters = rightParameters();
    const unsigned = await send(emulator, `/?${new URLSearchParams([...parameters])}`);
    expect(unsigned.body).toContain('MissingParameter');
    const changed = await send(emulator, `/?${signed(parameters)}&RegistryType=harbor`);
    expect(changed.body).toContain('SignatureDoesNotMatch');
  });

  it('refuses a replay, and does not let a wrong signature use a nonce up', async () => {
    const emulator = await start();
    const parameters = rightParameters();
    const forged = `/?${new URLSearchParams([...parameters, ['Signature', 'x']])}`;
    expect((await send(emulator, forged)).body).toContain('SignatureDoesNotMatch');
    const target = `/?${signed(parameters)}`;
    expect((await send(emulator, target)).status).toBe(200);
    const replay = await send(emulator, target);
    expect(replay.status).toBe(400);
    expect(JSON.parse(replay.body)).toMatchObject({ Code: 'SignatureNonceUsed' });
  });

  it('reads parameters from the query, the form, and both', async () => {
    const emulator = await start();
    const form = signed(rightParameters(), 'POST');
    expect((await send(emulator, '/', 'POST', form)).status).toBe(200);
    const query = signed(rightParameters(), 'POST');
    expect((await send(emulator, `/?${query}`, 'POST')).status).toBe(200);
    const [first = '', ...rest] = signed(rightParameters(), 'POST').split('&');
    expect((await send(emulator, `/?${first}`, 'POST', rest.join('&'))).status).toBe(200);
  });

  it('knows one path, two methods, and no end of a body', async () => {
    const emulator = await start();
    expect((await send(emulator, `/api?${signed(rightParameters())}`)).status).toBe(404);
    expect((await send(emulator, `/?${signed(rightParameters(), 'PUT')}`, 'PUT')).status).toBe(405);
    expect((await send(emulator, '/', 'POST', 'x'.repeat(2_000_000))).status).toBe(413);
  });
});
