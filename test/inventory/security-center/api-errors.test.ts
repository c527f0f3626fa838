import { describe, expect, test } from 'vitest';
import {
  answer,
  errorOf,
  expectNoSecret,
  key,
  optionsFor,
  refusal,
  secretsOfRecords,
  serve,
} from './support.js';

describe('refusals that another call cannot mend', () => {
  test.each([
    [403, 'NoPermission', 'no-permission'],
    [403, 'Forbidden.RAM', 'no-permission'],
    [200, 'NoPermission', 'no-permission'],
    [404, 'InvalidAccessKeyId.NotFound', 'unknown-access-key'],
    [404, 'InvalidAccessKeyId', 'unknown-access-key'],
    [400, 'InvalidAccessKeyId.Inactive', 'inactive-access-key'],
    [400, 'SignatureDoesNotMatch', 'wrong-signature'],
    [400, 'IncompleteSignature', 'incomplete-signature'],
    [400, 'InvalidTimeStamp.Expired', 'wrong-clock'],
    [400, 'IllegalTimestamp', 'wrong-clock'],
    [400, 'InvalidSecurityToken.Expired', 'expired-security-token'],
    [400, 'InvalidSecurityToken.Malformed', 'bad-security-token'],
    [400, 'MissingSecurityToken', 'bad-security-token'],
    [400, 'UnsupportedOperation', 'unsupported'],
    [404, 'InvalidAction.NotFound', 'unsupported'],
    [400, 'SomethingNew', 'call-refused'],
    // A refusal stays one, whatever the status.
    [500, 'NoPermission', 'no-permission'],
  ])('HTTP %i with %s is %s', async (status, apiCode, code) => {
    const server = await serve((response) => answer(response, status, refusal(apiCode)));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(error.message).toContain(
      `(127.0.0.1:${server.port}, region cn-shanghai, ${apiCode}, HTTP ${status}, RequestId ABCD0123-0000-4C53-ADC3-000000000001)`,
    );
    expect(server.seen).toHaveLength(1);
  });
});

describe('refusals that pass', () => {
  test.each([
    [400, 'Throttling', 'throttled'],
    [400, 'Throttling.User', 'throttled'],
    [503, 'Throttling.Api', 'throttled'],
    [429, 'Busy', 'call-refused'],
    [503, 'ServiceUnavailable', 'service-unavailable'],
    [500, 'InternalError', 'server-error'],
    [500, 'ServerError', 'server-error'],
    [502, 'SomethingNew', 'server-error'],
    [400, 'SignatureNonceUsed', 'nonce-used'],
  ])('HTTP %i with %s is asked again, then %s', async (status, apiCode, code) => {
    const server = await serve((response) => answer(response, status, refusal(apiCode)));
    const error = await errorOf(optionsFor(server.endpoint));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\), after 3 calls$/);
    expect(server.seen).toHaveLength(3);
  });
});

test('a missing permission comes with a policy that can be pasted', async () => {
  const server = await serve((response) => answer(response, 403, refusal('NoPermission')));
  const { hint = '' } = await errorOf(optionsFor(server.endpoint));
  expect(hint).toContain('yundun-sas:ListPrivateRegistryList');
  expect(JSON.parse(hint.slice(hint.indexOf('{')))).toEqual({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: 'yundun-sas:ListPrivateRegistryList', Resource: '*' }],
  });
});

test.each([
  [-(3 * 60 + 12) * 60_000, '3 h 12 min ahead of'],
  [26 * 3_600_000, '1 d 2 h behind'],
])('a clock that differs by %i ms is told', async (ms, said) => {
  const date = new Date(Date.now() + ms).toUTCString();
  const server = await serve((response) =>
    answer(response, 400, refusal('InvalidTimeStamp.Expired'), { date }),
  );
  const { hint } = await errorOf(optionsFor(server.endpoint));
  expect(hint).toContain(`This machine's clock is ${said} the server's.`);
});

test('a clock that agrees is told too', async () => {
  const server = await serve((response) => answer(response, 400, refusal('IllegalTimestamp')));
  expect((await errorOf(optionsFor(server.endpoint))).hint).toContain('agrees with');
});

test('a text of the server is shown only without what could be secret', async () => {
  const { Password, Token } = secretsOfRecords;
  const said = async (text: string): Promise<string> => {
    const server = await serve((response) => answer(response, 400, refusal('SomethingNew', text)));
    return (await errorOf(optionsFor(server.endpoint))).message;
  };
  expect(await said('The parameter X is not valid.')).toContain('The parameter X is not valid.');
  const signed = encodeURIComponent(`AccessKeyId=${encodeURIComponent(key.accessKeyId)}&Action=X`);
  expectNoSecret(await said(`no match, server string to sign is:POST&%2F&${signed}`));
  expectNoSecret(await said(`key ${key.accessKeyId}, token ${encodeURIComponent(key.securityToken)}`));
  expectNoSecret(await said(`of registry with Password=${Password}`));
  expectNoSecret(await said(`{"Token":"${Token}"}`));
  expect(await said('a\u001b[31mred\r\nline\u202e')).toContain('refused the call: a [31mred line (');
  expect(await said('word '.repeat(500))).toHaveLength((await said('word '.repeat(5_000))).length);
  expect(await said('see https://x.example/?Signature=abc')).toContain('see [address]');
  expect(await said('signature OLeaidS1JvxuMvnyHOwuJ+uX5qY= is wrong')).not.toContain('OLeaidS1');
});

test('a short secret is taken out as well', async () => {
  const credentials = { getCredentials: async () => ({ accessKeyId: 'testid', accessKeySecret: 'te/st' }) };
  const text = 'testid and te/st, which is te%2Fst or te%252Fst';
  const server = await serve((response) => answer(response, 400, refusal('Key.testid', text)));
  const { message } = await errorOf(optionsFor(server.endpoint, { credentials }));
  expect(message).toContain('[redacted] and [redacted], which is [redacted] or [redacted] (');
  expect(message).not.toMatch(/testid/);
});

test('codes and ids that are not of their form are not shown', async () => {
  const server = await serve((response) =>
    answer(response, 400, { Code: 'a code with\u001b[31m blanks', RequestId: ['x'], Message: 7 }),
  );
  const { message } = await errorOf(optionsFor(server.endpoint));
  expect(message).toBe(
    `Security Center refused the call (127.0.0.1:${server.port}, region cn-shanghai, unknown, HTTP 400)`,
  );
});

test('records beside an error code reach nobody', async () => {
  const server = await serve((response) =>
    answer(response, 500, { ...refusal('NoPermission'), ImageRegistryInfos: [secretsOfRecords] }),
  );
  expect((await errorOf(optionsFor(server.endpoint))).code).toBe('no-permission');
});
