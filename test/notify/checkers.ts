/** The services, as strict as their documents: what is wrong with a request, and how each answers it. */

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { micromark } from 'micromark';
import type { ServiceName } from '../../src/notify/names.js';
import { root } from '../cli/run.js';

/** A request as a server sees it. */
export interface Seen {
  readonly method?: string | undefined;
  /** Path and query. */
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A service of the tests. */
export interface Checker {
  /** Path and query of its address; they hold the token. */
  readonly path: string;
  readonly token: string;
  readonly secret: string | undefined;
  /** Throws where the service would refuse, or where something in the message would do more than be read. */
  readonly check: (seen: Seen) => void;
  readonly accepted: string;
  readonly refused: string;
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const bytes = (text: string): number => Buffer.byteLength(text);

const ajv = new Ajv({ allErrors: true, strict: true, formats: { uri: true } });

/** The schema of an object that has the given members and no others; a text stands for itself. */
function members(properties: Readonly<Record<string, object | string>>): object {
  const schemas = Object.entries(properties).map(([name, schema]) => [
    name,
    typeof schema === 'string' ? { const: schema } : schema,
  ]);
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties: Object.fromEntries(schemas),
  };
}

const text = (maxLength = 100_000): object => ({ type: 'string', minLength: 1, maxLength });

/** Reads the body of a request, which must be JSON and fit the schema. */
function readerOf<T>(schema: object): (seen: Seen) => T {
  const valid = ajv.compile<T>(schema);
  return ({ method, headers, body }) => {
    must(method === 'POST', 'not a POST');
    must(headers['content-type'] === 'application/json; charset=utf-8', 'not JSON in UTF-8');
    const value: unknown = JSON.parse(body);
    must(valid(value), JSON.stringify(valid.errors));
    return value;
  };
}

function same(found: unknown, wanted: unknown): void {
  must(
    JSON.stringify(found) === JSON.stringify(wanted),
    `${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`,
  );
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');

/** How far a clock may be off, in milliseconds. */
const HOUR = 3_600_000;

/** The one link that a message may have. */
export const reportUrl = 'https://reports.example/run?day=1&lang=en';

/** Markdown in which nothing but what this program itself writes is markup. */
function checkMarkdown(text: string): void {
  must(!text.includes('@'), 'somebody could be mentioned');
  must(!/:\/\/(?!reports\.example)/.test(text), 'an address could be opened');
  const own = text.replace(/<font color="warning">([^<>]*)<\/font>/g, '$1');
  must(!/[<>](?! )/.test(own.replaceAll(/^> /gm, '')), 'an element');
  const html = micromark(own);
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, url]) => url?.replaceAll('&amp;', '&'));
  must(links.every((url) => url === reportUrl) && links.length <= 1, `links: ${links}`);
  const elements = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name ?? ''));
  for (const allowed of ['h3', 'p', 'ul', 'li', 'strong', 'blockquote', 'a']) elements.delete(allowed);
  must(elements.size === 0, `elements: ${[...elements]}`);
  const strong = text.split('\n').filter((line) => line.includes('**'));
  must(
    strong.every((line) => /^\*\*[^*]+\*\*$/.test(line)),
    'emphasis that others wrote',
  );
}

const readDingtalk = readerOf<{ markdown: { text: string } }>(
  members({
    msgtype: 'markdown',
    markdown: members({ title: text(), text: text() }),
    at: members({ isAtAll: { const: false } }),
  }),
);

const dingtalk: Checker = {
  path: '/robot/send?access_token=dingtalk-token-0123456789',
  token: 'dingtalk-token-0123456789',
  secret: 'SECdingtalk-secret-0123',
  check(seen) {
    const url = new URL(seen.url ?? '', 'http://x');
    same(
      [url.pathname, [...url.searchParams.keys()]],
      ['/robot/send', ['access_token', 'timestamp', 'sign']],
    );
    same(url.searchParams.get('access_token'), dingtalk.token);
    const timestamp = url.searchParams.get('timestamp') ?? '';
    must(/^\d{13}$/.test(timestamp) && Math.abs(Date.now() - Number(timestamp)) < HOUR, 'timestamp');
    same(url.searchParams.get('sign'), hmac(dingtalk.secret ?? '', `${timestamp}\n${dingtalk.secret}`));
    must(bytes(seen.body) <= 20_000, 'message too long, exceed 20000 bytes');
    checkMarkdown(readDingtalk(seen).markdown.text);
  },
  accepted: '{"errcode":0,"errmsg":"ok"}',
  refused: '{"errcode":310000,"errmsg":"sign not match, more: [https://x.example]"}',
};

const readWecom = readerOf<{ markdown: { content: string } }>(
  members({ msgtype: 'markdown', markdown: members({ content: text() }) }),
);

const wecom: Checker = {
  path: '/cgi-bin/webhook/send?key=wecom-key-0123456789',
  token: 'wecom-key-0123456789',
  secret: undefined,
  check(seen) {
    same(seen.url, wecom.path);
    const { markdown } = readWecom(seen);
    must(bytes(markdown.content) <= 4096, 'markdown.content exceed max length 4096');
    checkMarkdown(markdown.content);
  },
  accepted: '{"errcode":0,"errmsg":"ok"}',
  refused:
    '{"errcode":93000,"errmsg":"invalid webhook url, hint: [1], from ip: 10.0.0.1, more info at https://x.example"}',
};

const plainText = members({ tag: 'plain_text', content: text() });

/** A card in which all texts are plain, and the one address is the report's. */
const card = members({
  config: members({ wide_screen_mode: { const: true } }),
  header: members({ title: plainText, template: { enum: ['red', 'orange', 'green', 'blue'] } }),
  elements: {
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: {
      oneOf: [
        members({ tag: 'div', text: plainText }),
        members({
          tag: 'action',
          actions: {
            type: 'array',
            minItems: 1,
            maxItems: 1,
            items: members({ tag: 'button', text: plainText, url: reportUrl, type: 'default' }),
          },
        }),
      ],
    },
  },
});

const readFeishu = readerOf<{ timestamp: string; sign: string }>(
  members({
    timestamp: { type: 'string', pattern: '^\\d{10}$' },
    sign: text(),
    msg_type: 'interactive',
    card,
  }),
);

const feishu: Checker = {
  path: '/open-apis/bot/v2/hook/feishu-token-0123456789',
  token: 'feishu-token-0123456789',
  secret: 'feishu-secret-0123',
  check(seen) {
    same(seen.url, feishu.path);
    must(bytes(seen.body) <= 20 * 1024, 'the body is larger than 20 KB');
    const { timestamp, sign } = readFeishu(seen);
    must(Math.abs(Date.now() - Number(timestamp) * 1000) < HOUR, 'timestamp');
    same(sign, hmac(`${timestamp}\n${feishu.secret}`, ''));
  },
  accepted: '{"code":0,"msg":"success","data":{},"Extra":null,"StatusCode":0,"StatusMessage":"success"}',
  refused: '{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}',
};

const readSlack = readerOf<{ text: string; blocks: readonly [object, { text: { text: string } }] }>(
  members({
    text: text(),
    blocks: {
      type: 'array',
      minItems: 2,
      maxItems: 2,
      additionalItems: false,
      items: [
        members({
          type: 'header',
          text: members({ type: 'plain_text', text: text(150), emoji: { const: false } }),
        }),
        members({
          type: 'section',
          text: members({ type: 'mrkdwn', text: text(3000), verbatim: { const: true } }),
        }),
      ],
    },
  }),
);

const slackLink = /<https:\/\/reports\.example\/run\?day=1&amp;lang=en\|[^<>|]+>$/;

const slack: Checker = {
  path: '/services/T00000000/B00000000/slack-token-0123456789',
  token: 'slack-token-0123456789',
  secret: undefined,
  check(seen) {
    same(seen.url, slack.path);
    const { text, blocks } = readSlack(seen);
    const rest = blocks[1].text.text.replace(slackLink, '');
    must(!/[<>]|&(?!amp;|lt;|gt;)/.test(rest + text), 'a mention or a link that others wrote');
    for (const line of rest.split('\n')) {
      must(!/[*~`]/.test(line.replace(/^\*(.+)\*$/, '$1')), 'emphasis that others wrote');
    }
  },
  accepted: 'ok',
  refused: 'no_service',
};

const schema = JSON.parse(readFileSync(join(root, 'schema', 'notification.schema.json'), 'utf8'));
const valid = ajv.compile(schema);

const webhook: Checker = {
  path: '/hooks/webhook-token-0123456789?a=b',
  token: 'webhook-token-0123456789',
  secret: 'webhook-secret-0123',
  check({ method, url, headers, body }) {
    same([method, url], ['POST', webhook.path]);
    const [, time = '', signature] =
      /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(String(headers['x-registry-lint-signature'])) ?? [];
    must(Math.abs(Date.now() - Number(time) * 1000) < HOUR, 'time');
    same(
      signature,
      createHmac('sha256', webhook.secret ?? '')
        .update(`${time}.${body}`)
        .digest('hex'),
    );
    must(valid(JSON.parse(body)), JSON.stringify(valid.errors));
    must(bytes(body) < 100_000, 'too large');
  },
  accepted: '',
  refused: 'go away',
};

/** Every service by its name. */
export const checkers: Readonly<Record<ServiceName, Checker>> = { dingtalk, feishu, wecom, slack, webhook };
