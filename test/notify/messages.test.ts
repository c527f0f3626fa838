import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/messages/en.js';
import { zh } from '../../src/messages/zh.js';
import type { ComplianceReport } from '../../src/model/compliance.js';
import { serviceNames } from '../../src/notify/names.js';
import { notificationOf } from '../../src/notify/notification.js';
import { services } from '../../src/notify/services/services.js';
import { hostileStrings } from '../support/hostile.js';
import { checkers, reportUrl } from './checkers.js';
import { history, hostileReport, report } from './reports.js';

const messagesOf = ({ lang }: ComplianceReport) => (lang === 'zh' ? zh : en);

/** The request that a service is sent, as a server sees it. */
function requestFor(name: (typeof serviceNames)[number], one: ComplianceReport) {
  const { path, secret } = checkers[name];
  const endpoint = { url: new URL(path, 'https://service.example'), secret };
  const request = services[name].request(
    notificationOf(one, messagesOf(one), new URL(reportUrl)),
    endpoint,
    new Date(),
  );
  return { ...request, method: 'POST', url: request.url.pathname + request.url.search };
}

/** Texts that would be markup, mentions or links somewhere. */
const tricks = {
  ...hostileStrings,
  slack: '<!channel> <!here> <@U012AB3CD> <https://evil.example|click> &lt;!channel&gt; *b* _i_ ~s~ `c`',
  feishu: '<at id=all></at> <at user_id="all">all</at> **b** [x](https://evil.example)',
  wecom: '<@all> @all <font color="info">ok</font> [x](https://evil.example) `c` > q',
  dingtalk: '@all @13800000000 ![x](https://evil.example/x.png) # h1 ~~s~~ www.evil.example',
  closing: '**</font>** `]( >',
  references: '[a]: https://evil.example\n[a][a] &#64;all &commat;all',
} as const;

describe.each(serviceNames)('what %s is sent', (name) => {
  test.each(['en', 'zh'] as const)('is in its form, in %s', (lang) => {
    for (const one of [
      report({ lang }),
      report({ lang, history: history() }),
      report({ lang, findings: [], registries: [], standing: { ...report().standing, registries: 0 } }),
    ]) {
      checkers[name].check(requestFor(name, one));
    }
  });

  test.each(Object.keys(tricks) as (keyof typeof tricks)[])('is no more than text: %s', (trick) => {
    checkers[name].check(requestFor(name, hostileReport(tricks[trick])));
    checkers[name].check(requestFor(name, hostileReport(tricks[trick].repeat(40), { lang: 'zh' })));
  });

  test('is no more than text, whatever is in it', () => {
    const marks = fc.constantFrom(...'*_~`[]()<>!@#&|\\:/-+=.1a中 \n\t\r\u202e😀', '://', '<!', '</', '](');
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(marks, { maxLength: 60 }).map((some) => some.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => checkers[name].check(requestFor(name, hostileReport(text)))),
      { numRuns: 300 },
    );
  });

  test('fits, and ends in the link, however long it would be', () => {
    const lengths = [...Array(60).keys()].map((step) => 5 * step + 1);
    const long = ['x', '仓', '<', '&', '*', '😀', '\u202e'].map((text) => text.repeat(1000));
    for (const text of [...long, ...lengths.map((length) => '仓'.repeat(length))]) {
      const request = requestFor(name, hostileReport(text, { lang: 'zh' }));
      checkers[name].check(request);
      expect(request.body).toContain('reports.example');
      // Half a character, as JSON writes it.
      expect(request.body).not.toMatch(/\\ud[89a-f]/i);
    }
  });
});

/** The lines of a notification, as people read them. */
const linesOf = (one: ComplianceReport): readonly string[] =>
  notificationOf(one, messagesOf(one)).lines.map(({ kind, text }) => `${kind}: ${text}`);

describe('a notification', () => {
  test('tells the rate and its change, what is new, and the worst of it', () => {
    const one = report({ history: history() });
    expect(notificationOf(one, messagesOf(one)).title).toBe('Container registries: FAILED, 94.9 % compliant');
    expect(linesOf(one)).toEqual([
      'text: 949 of 1,000 registries compliant: 94.9 % (+0.9 points since 2026-11-23)',
      'text: 3 errors, 0 warnings, 0 notes, 1 open, 2 accepted',
      'text: Since 2026-11-23 01:00 UTC: 1 new, 1 reopened, 0 fixed',
      'head: The worst of what is new',
      'item: error require-https, production/legacy-harbor: The registry is reached over HTTP, HTTPS expected',
      'item: error default-credentials, production/acme_prod_1: A default password',
    ]);
  });

  test('is in Chinese, too', () => {
    const one = report({ lang: 'zh', history: history({ previousFailed: false }) });
    expect([notificationOf(one, messagesOf(one)).title, ...linesOf(one)].join('\n')).toMatchInlineSnapshot(`
      "镜像仓库检查：未通过，合规率 94.9 %
      text: 1,000 个镜像仓库中 949 个合规：94.9 %（与 2026-11-23 相比 +0.9 个百分点）
      text: 3 个错误，0 个警告，0 个提示，1 个未定，2 个已接受
      text: 门禁上次通过，这次未通过
      text: 与 2026-11-23 01:00 UTC 相比：1 个新增，1 个重现，0 个已修复
      head: 新增问题中最严重的
      item: 错误 require-https，production/legacy-harbor：The registry is reached over HTTP, HTTPS expected
      item: 错误 default-credentials，production/acme_prod_1：A default password"
    `);
  });

  test('says first which accounts could not be read', () => {
    const unread = ['a', 'b', 'c', 'd'].map((account) => ({ account, code: 'x', message: 'no permission' }));
    const one = report({ unread });
    expect(notificationOf(one, messagesOf(one)).title).toContain('NOT READ WHOLE');
    expect(linesOf(one).slice(0, 5)).toEqual([
      'alert: 4 accounts could not be read. Nothing below speaks of their registries.',
      'item: a: no permission',
      'item: b: no permission',
      'item: c: no permission',
      'item: and 1 more',
    ]);
  });

  test('says that it cannot tell changes where there is no earlier run, and shows the worst of all', () => {
    const { previous: _, ...first } = history();
    expect(linesOf(report())).toContain('text: There is no history, so nobody can tell what has changed');
    expect(linesOf(report({ history: first }))).toContain(
      'text: This is the first run of its history: there is nothing to compare it to',
    );
    expect(linesOf(report())).toContain(
      'item: open require-https, production/edge-quay: The registry is reached over HTTP, HTTPS expected',
    );
  });

  test('never rounds up to 100 %', () => {
    const standing = { ...report().standing, registries: 100_000, judged: 100_000, compliant: 99_999 };
    expect(notificationOf(report({ standing }), en).title).toContain('99.9 %');
    const all = { ...standing, compliant: 100_000 };
    expect(notificationOf(report({ standing: all }), en).title).toContain('100.0 %');
  });

  test('says of nothing that it passed where nothing can fail', () => {
    const one = report({ gate: { failOn: 'never', failOnOpen: true, failed: false, judged: true } });
    expect(notificationOf(one, messagesOf(one)).title).toBe('Container registries: 94.9 % compliant');
  });

  test('claims no compliance where there is no registry', () => {
    const standing = { ...report().standing, registries: 0, judged: 0, compliant: 0 };
    expect(notificationOf(report({ standing }), en).title).not.toContain('%');
    expect(linesOf(report({ standing }))[0]).toContain('nothing was checked');
  });
});
