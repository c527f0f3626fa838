import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { InventoryError, UsageError } from '../../src/model/error.js';
import { type ServiceName, serviceNames, variablesOf } from '../../src/notify/names.js';
import { createNotifier, type NotifyOptions } from '../../src/notify/notify.js';
import { listen } from '../inventory/security-center/support.js';
import { checkers } from './checkers.js';
import { finding, history, report } from './reports.js';
import { type Play, says, secretsOf, startService } from './support.js';

const quick = { requestMs: 2_000, totalMs: 5_000, retries: 2, backoffMs: 5 };
const reportUrl = 'https://reports.example/run?day=1&lang=en';

const notifierOf = (
  services: readonly ServiceName[],
  env: Record<string, string>,
  more?: Partial<NotifyOptions>,
) => createNotifier({ services, env, reportUrl, limits: quick, ...more });

/** Lets one service answer as it likes, and tells why it was not told; undefined where it was. */
async function failureWith(name: ServiceName, play: Play, limits = quick) {
  const service = await startService(name, play);
  const { sent, failed } = await notifierOf([name], service.env, { limits }).notify(report());
  expect(sent.length + failed.length).toBe(1);
  const [error] = failed;
  if (error) {
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(service.host);
    expect(secretsOf(inspect(error, { showHidden: true, depth: 9 }) + error.describe())).toEqual([]);
  }
  return { error, requests: service.seen.length };
}

describe.each(serviceNames)('%s', (name) => {
  test.each(['en', 'zh'] as const)('takes what it is sent, signature and form, in %s', async (lang) => {
    const service = await startService(name);
    const { sent, failed, changes } = await notifierOf([name], service.env).notify(report({ lang }));
    expect(service.problems).toEqual([]);
    expect(failed).toEqual([]);
    expect(sent).toEqual([expect.stringContaining(service.host)]);
    expect([changes, service.seen.length]).toEqual([undefined, 1]);
  });

  test('is not taken for told when it refuses', async () => {
    const status = name === 'slack' ? 404 : name === 'webhook' ? 410 : 200;
    const { error, requests } = await failureWith(name, says(status, checkers[name].refused));
    expect(error?.message).toMatch(/was not sent: /);
    expect(requests).toBe(1);
  });

  test.each([
    ['a page of a portal', says(200, '<html>Please log in</html>')],
    ['an empty answer', says(200, '')],
    ['a list', says(200, '[]')],
    ['a redirect', says(302, '', { location: 'http://127.0.0.1:1/' })],
    ['a refusal in HTTP', says(403, 'Forbidden')],
  ])('is not taken for told by %s', async (what, play) => {
    const { error, requests } = await failureWith(name, play);
    // Any 2xx is what a webhook of one's own says when it has taken it.
    const taken = name === 'webhook' && /page|empty|list/.test(what);
    expect([error === undefined, requests]).toEqual([taken, 1]);
  });

  test.each([
    ['429', says(429, '', { 'retry-after': '0' })],
    ['503', says(503)],
    ['a connection that breaks', (response: http.ServerResponse) => void response.socket?.destroy()],
  ])('is asked again after %s', async (_what, play) => {
    const { error, requests } = await failureWith(name, (response, count) =>
      count < 3 ? play(response, count) : says(200, checkers[name].accepted)(response, count),
    );
    expect([error, requests]).toEqual([undefined, 3]);
  });

  test('is not asked for ever', async () => {
    const { error, requests } = await failureWith(name, says(500));
    expect(error?.message).toMatch(/HTTP 500, after 3 requests$/);
    expect(requests).toBe(3);
  });

  test('is not asked again when it does not answer in time: it may have been told', async () => {
    const { error, requests } = await failureWith(name, () => undefined, { ...quick, requestMs: 300 });
    expect(error?.message).toMatch(/no whole answer within 0\.3 s$/);
    expect(requests).toBe(1);
  });

  test('is not listened to without an end', async () => {
    const { error } = await failureWith(name, (response) => {
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) {}
      };
      response.on('drain', write);
      write();
    });
    expect(error?.message).toMatch(/its answer is longer than any/);
  });

  test('needs an address that can be used', () => {
    const { url } = variablesOf(name);
    const bad = [
      '',
      ' ',
      'service.example/token-1',
      'http://service.example/token-1',
      'ftp://service.example/token-1',
    ];
    for (const value of [...bad, 'https://me:token-1@service.example/']) {
      let error: unknown;
      try {
        notifierOf([name], { [url]: value });
      } catch (thrown) {
        error = thrown;
      }
      if (!(error instanceof UsageError)) throw new Error(`${value} is taken`);
      expect(error.message).toContain(url);
      expect(error.describe()).not.toMatch(/token-1|service\.example/);
    }
  });
});

describe('a code of a service', () => {
  test.each([
    ['dingtalk', '{"errcode":130101,"errmsg":"send too fast"}', /more than it takes.*\(code 130101\)$/, 1],
    ['dingtalk', '{"errcode":-1,"errmsg":"system busy"}', /busy \(code -1\), after 3 requests$/, 3],
    ['dingtalk', '{"errcode":12345,"errmsg":"token dingtalk-token-0123456789"}', /the code 12345$/, 1],
    ['dingtalk', '{"errcode":"0"}', /not one that the service gives/, 1],
    ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}', /more than it takes.*\(code 45009\)$/, 1],
    ['feishu', '{"code":11232,"msg":"frequency limited"}', /\(code 11232\), after 3 requests$/, 3],
    ['feishu', '{"code":19024,"msg":"Key Words Not Found"}', /keywords of the robot \(code 19024\)$/, 1],
    ['slack', 'channel_is_archived', /the channel is archived \(channel_is_archived\)$/, 1],
    ['slack', 'slack-token-0123456789', /not one that the service gives \(HTTP 200\)$/, 1],
  ] as const)('%s %s', async (name, body, wanted, times) => {
    const { error, requests } = await failureWith(name, says(200, body));
    expect(error?.message).toMatch(wanted);
    expect(requests).toBe(times);
  });

  test('the older answer of Feishu is understood', async () => {
    const body = '{"Extra":null,"StatusCode":0,"StatusMessage":"success"}';
    expect((await failureWith('feishu', says(200, body))).error).toBeUndefined();
  });
});

test('a pause that the service asks for is kept, and one that is too long is not waited for', async () => {
  const { error, requests } = await failureWith('slack', says(429, '', { 'retry-after': '3600' }));
  expect(error?.describe()).toContain('It asks to wait 3600 s.');
  expect(requests).toBe(1);
});

test('one that cannot be reached keeps no other from being told', async () => {
  const slack = await startService('slack');
  const { port } = await listen(http.createServer());
  const closed = { REGISTRY_LINT_WEBHOOK_URL: `http://127.0.0.1:${port + 1}/hooks/token` };
  const { sent, failed } = await notifierOf(['webhook', 'slack'], { ...slack.env, ...closed }).notify(
    report(),
  );
  expect(sent).toEqual([`Slack (${slack.host})`]);
  expect(failed.map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^the notification to the webhook \(127\.0\.0\.1:\d+\) was not sent: no connection/,
    ),
  ]);
});

test('a server that nobody vouches for is not told', async () => {
  const { Authority } = await import('../inventory/security-center/certificates.js');
  const server = https.createServer(new Authority().selfSigned());
  const { port } = await listen(server);
  const env = { REGISTRY_LINT_SLACK_URL: `https://localhost:${port}/services/token` };
  const { failed } = await notifierOf(['slack'], env).notify(report());
  expect(failed[0]?.message).toMatch(/certificate is not to be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/);
});

describe('a proxy of the environment', () => {
  /** A proxy that opens a tunnel, or answers with a status. */
  async function startProxy(status: number) {
    const asked: string[] = [];
    const server = http.createServer();
    server.on('connect', (request, client) => {
      asked.push(`${request.method} ${request.url}`);
      client.on('error', () => undefined);
      client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 2\r\n\r\nok`);
    });
    const { port } = await listen(server);
    return { asked, HTTPS_PROXY: `http://user:proxy-password@127.0.0.1:${port}` };
  }

  test.each([
    [407, 1],
    [403, 1],
    [503, 3],
  ])('that answers %i is not taken for the service', async (status, times) => {
    const { asked, HTTPS_PROXY } = await startProxy(status);
    const env = { REGISTRY_LINT_SLACK_URL: 'https://hooks.slack.example/services/slack-token', HTTPS_PROXY };
    const { failed } = await notifierOf(['slack'], env).notify(report());
    expect(failed[0]?.message).toMatch(/the proxy 127\.0\.0\.1:\d+ did not let it through \(HTTP \d+\)/);
    expect(failed[0]?.describe()).not.toMatch(/slack-token|proxy-password/);
    expect(asked).toEqual(Array(times).fill('CONNECT hooks.slack.example:443'));
  });

  test('is not used for a host in NO_PROXY', async () => {
    const { asked, HTTPS_PROXY } = await startProxy(200);
    const { port } = await listen(net.createServer((socket) => socket.destroy()));
    const env = {
      REGISTRY_LINT_SLACK_URL: `https://localhost:${port}/x`,
      HTTPS_PROXY,
      NO_PROXY: 'localhost',
    };
    const { failed } = await notifierOf(['slack'], env).notify(report());
    expect([failed.length, asked]).toEqual([1, []]);
  });
});

describe('only changes are told', () => {
  const quiet = history();
  const known = [finding(1, { state: 'known' })];
  const read = { account: 'a', code: 'no-permission', message: 'no' };
  const fixed = {
    rule: 'require-https',
    severity: 'error',
    fingerprint: '0'.repeat(32),
    account: 'a',
    registry: 'r',
    since: '2026-11-01',
    days: 3,
  } as const;

  test.each([
    ['nothing', report({ findings: known, history: quiet }), []],
    ['new', report({ findings: [...known, finding(5, { state: 'new' })], history: quiet }), ['new']],
    ['reopened', report({ findings: [finding(5, { state: 'reopened' })], history: quiet }), ['reopened']],
    [
      'new and accepted',
      report({
        findings: [...known, finding(5, { state: 'new', suppression: { kind: 'baseline', file: 'b' } })],
        history: quiet,
      }),
      [],
    ],
    ['fixed', report({ findings: known, history: history({ fixed: [fixed] }) }), ['fixed']],
    ['the gate', report({ findings: known, history: history({ previousFailed: false }) }), ['gate']],
    [
      'not accepted any more',
      report({
        findings: known,
        history: history({
          days: quiet.days.map((day) => ({ ...day, findings: { error: 3, warning: 0, note: 0 } })),
        }),
      }),
      ['not-accepted'],
    ],
    ['unread', report({ findings: known, history: quiet, unread: [read] }), ['unread']],
    [
      'not looked for: an account or a rule was taken away',
      report({ findings: known, history: history({ ...quiet, unchecked: 12 }) }),
      ['unchecked'],
    ],
    [
      'read again',
      report({
        findings: known,
        history: history({ days: quiet.days.map((day) => ({ ...day, unread: 1 })) }),
      }),
      ['read-again'],
    ],
  ])('%s', async (_what, one, changes) => {
    const service = await startService('webhook');
    const notified = await notifierOf(['webhook'], service.env).notify(one);
    expect(notified.changes).toEqual(changes);
    expect(service.seen.map(({ body }) => JSON.parse(body).changes)).toEqual(
      changes.length > 0 ? [changes] : [],
    );
    expect(service.problems).toEqual([]);
    await notifierOf(['webhook'], service.env, { always: true }).notify(one);
    expect(service.seen.length).toBe(changes.length > 0 ? 2 : 1);
  });
});

test.each([
  '',
  'report.html',
  'file:///x',
  'javascript:alert(1)',
  'https://a:b@x',
  `https://x/${'y'.repeat(1000)}`,
])('a notification cannot lead to %s', (url) => {
  expect(() => notifierOf([], {}, { reportUrl: url })).toThrow(UsageError);
});

test.each(serviceNames)('%s is told of a run that ended in an error, in both languages', async (name) => {
  const service = await startService(name);
  const error = new InventoryError({
    code: 'no-permission',
    message: 'this key may not list <!channel> @all',
  });
  for (const lang of ['en', 'zh'] as const) {
    const { sent } = await notifierOf([name], service.env).notifyError(error, { lang });
    expect(sent).toHaveLength(1);
  }
  expect(service.problems).toEqual([]);
  expect(service.seen[0]?.body).toContain('ended in an error');
  expect(service.seen[1]?.body).toContain('检查因错误而中止');
});
