import { expect, test } from 'vitest';
import type { LiveProgress } from '../../../src/inventory/security-center/progress.js';
import {
  answer,
  errorOf,
  goodAnswer,
  key,
  list,
  optionsFor,
  records,
  refusal,
  serve,
  signatureOf,
} from './support.js';

test('each call has its own nonce and signature', async () => {
  const server = await serve((response, _, count) =>
    count < 3 ? answer(response, 503, refusal('ServiceUnavailable')) : answer(response, 200, goodAnswer),
  );
  expect(await list(optionsFor(server.endpoint))).toEqual(records);
  expect(server.seen).toHaveLength(3);
  expect(new Set(server.seen.map(({ params }) => params['SignatureNonce'])).size).toBe(3);
  for (const { params } of server.seen) {
    expect(params['Signature']).toBe(signatureOf(params, key.accessKeySecret));
  }
});

test('a call after a pause is of its own time', async () => {
  const server = await serve((response, _, count) =>
    count < 2 ? answer(response, 400, refusal('Throttling')) : answer(response, 200, goodAnswer),
  );
  await list(optionsFor(server.endpoint, { limits: { backoffMs: 2_200 } }));
  const [first, second] = server.seen.map(({ params }) => Date.parse(params['Timestamp'] ?? ''));
  expect(second).toBeGreaterThan(first ?? 0);
});

test('pauses double, vary, and are told', async () => {
  const events: LiveProgress[] = [];
  const server = await serve((response) => answer(response, 500, refusal('InternalError')));
  await errorOf(
    optionsFor(server.endpoint, { limits: { retries: 3, backoffMs: 40 }, onProgress: (e) => events.push(e) }),
  );
  expect(events.map(({ phase, attempt }) => `${phase} ${attempt}`)).toEqual([
    ...['credentials 0', 'call 1', 'retry 1', 'call 2', 'retry 2', 'call 3', 'retry 3', 'call 4'],
  ]);
  const pauses = events.filter(({ phase }) => phase === 'retry');
  for (const [index, { waitMs, reason }] of pauses.entries()) {
    expect(waitMs).toBeGreaterThanOrEqual(20 * 2 ** index);
    expect(waitMs).toBeLessThanOrEqual(40 * 2 ** index);
    expect(reason).toContain('Security Center failed (127.0.0.1');
  }
});

test('no retries means one call', async () => {
  const server = await serve((response) => answer(response, 500, refusal('InternalError')));
  const { message } = await errorOf(optionsFor(server.endpoint, { limits: { retries: 0 } }));
  expect(message).not.toContain('calls');
  expect(server.seen).toHaveLength(1);
});

test('Retry-After is waited for', async () => {
  const times: number[] = [];
  const server = await serve((response, _, count) => {
    times.push(performance.now());
    if (count > 1) answer(response, 200, goodAnswer);
    else answer(response, 429, refusal('Throttling'), { 'retry-after': '1' });
  });
  await list(optionsFor(server.endpoint));
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test('Retry-After may be a date', async () => {
  const events: LiveProgress[] = [];
  const server = await serve((response, _, count) => {
    const date = new Date(Date.now() + 2_500).toUTCString();
    if (count > 1) answer(response, 200, goodAnswer);
    else answer(response, 503, '', { 'retry-after': date });
  });
  await list(optionsFor(server.endpoint, { onProgress: (event) => events.push(event) }));
  const waitMs = events.find(({ phase }) => phase === 'retry')?.waitMs;
  expect(waitMs).toBeGreaterThan(1_000);
  expect(waitMs).toBeLessThanOrEqual(2_500);
});

test('a Retry-After beyond the time that is left ends the listing at once', async () => {
  const server = await serve((response) =>
    answer(response, 429, refusal('Throttling.User'), { 'retry-after': '120' }),
  );
  const begun = performance.now();
  const error = await errorOf(optionsFor(server.endpoint));
  expect(error.code).toBe('throttled');
  expect(error.hint).toContain('The server asks to wait 120 s.');
  expect(server.seen).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(1_000);
});

test('the time for everything bounds the calls', async () => {
  const server = await serve((response, _, count) => {
    if (count === 1) answer(response, 503, refusal('ServiceUnavailable'));
  });
  const error = await errorOf(optionsFor(server.endpoint, { limits: { totalMs: 300 } }));
  expect(error.code).toBe('total-timeout');
  expect(error.message).toMatch(/, after 2 calls$/);
  expect(error.hint).toContain('The call before failed too: Security Center is not available just now');
});
