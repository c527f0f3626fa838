import { createHmac } from 'node:crypto';
import { bytes, fitted } from '../fitted.js';
import { fullWidth, markdownLink } from '../full-width.js';
import type { Line, Notification } from '../notification.js';
import { type Codes, refusalByCode } from './json-answer.js';
import type { Endpoint, Refusal, Service } from './service.js';

/**
 * The custom robot of a DingTalk group.
 * https://open.dingtalk.com/document/robots/custom-robot-access and …/customize-robot-security-settings
 */
export const dingtalk: Service = {
  title: 'DingTalk',
  request: (notification, endpoint, now) => ({
    url: signed(endpoint, now),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      msgtype: 'markdown',
      markdown: { title: notification.title, text: textOf(notification) },
      at: { isAtAll: false },
    }),
  }),
  refusal: (answer) => refusalByCode(answer, ({ errcode }) => errcode, codes),
};

/** The whole body may have 20,000 bytes; a text of this many leaves room for what JSON adds to it. */
const LIMIT = 16_000;

const token = {
  reason: 'it knows no robot with this token',
  hint: 'Copy the address of the robot again: it may have been removed, or its token renewed.',
};
const tooFast = {
  reason: 'the robot has been sent more than it takes, 20 messages a minute',
  hint: 'DingTalk takes nothing more for ten minutes. Let fewer programs use this robot.',
};

const codes: Codes = new Map<number, Refusal>([
  [-1, { reason: 'it is busy', transient: true }],
  [90030, tooFast],
  [130101, tooFast],
  [410100, tooFast],
  [300001, token],
  [300005, token],
  [460101, { reason: 'the message is too long for it' }],
  [
    310000,
    {
      reason: 'the security settings of the robot do not let the message in',
      hint: 'With signing on, set REGISTRY_LINT_DINGTALK_SECRET to the secret that begins with SEC, and check the clock. A keyword must be one that every message has, such as registries or 镜像仓库; a list of addresses must have this machine.',
    },
  ],
]);

/** The signature holds for an hour from its timestamp, in milliseconds. */
function signed({ url, secret }: Endpoint, now: Date): URL {
  const address = new URL(url);
  if (secret === undefined) return address;
  const timestamp = String(now.getTime());
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  address.searchParams.set('timestamp', timestamp);
  address.searchParams.set('sign', sign);
  return address;
}

function textOf({ title, lines, link }: Notification): string {
  const last = link ? [markdownLink(link.text, link.url)] : [];
  const room = { limit: LIMIT, measure: bytes, separator: '\n\n' };
  return fitted([`### ${fullWidth(title)}`, ...lines.map(markdown)], room, last);
}

function markdown({ kind, text }: Line): string {
  if (kind === 'alert' || kind === 'head') return `**${fullWidth(text)}**`;
  return kind === 'item' ? `- ${fullWidth(text)}` : fullWidth(text);
}
