import { bytes, fitted } from '../fitted.js';
import { fullWidth, markdownLink } from '../full-width.js';
import type { Line, Notification } from '../notification.js';
import { type Codes, refusalByCode } from './json-answer.js';
import type { Refusal, Service } from './service.js';

/** The robot of a WeCom group. https://developer.work.weixin.qq.com/document/path/91770 */
export const wecom: Service = {
  title: 'WeCom',
  request: (notification, { url }) => ({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ msgtype: 'markdown', markdown: { content: contentOf(notification) } }),
  }),
  refusal: (answer) => refusalByCode(answer, ({ errcode }) => errcode, codes),
};

/** Bytes of `markdown.content` in UTF-8. */
const LIMIT = 4096;

const codes: Codes = new Map<number, Refusal>([
  [-1, { reason: 'it is busy', transient: true }],
  [40058, { reason: 'it does not understand the message' }],
  [
    45009,
    {
      reason: 'the robot has been sent more than it takes, 20 messages a minute',
      hint: 'Let fewer programs use this robot, or run at another minute.',
    },
  ],
  [
    93000,
    {
      reason: 'it knows no robot with this key',
      hint: 'Copy the address of the robot again: it may have been removed from its group.',
    },
  ],
]);

function contentOf({ title, lines, link }: Notification): string {
  const last = link ? [markdownLink(link.text, link.url)] : [];
  const room = { limit: LIMIT, measure: bytes, separator: '\n' };
  return fitted([`### ${fullWidth(title)}`, ...lines.map(markdown)], room, last);
}

/** WeCom has colours and quotations, and no lists. */
function markdown({ kind, text }: Line): string {
  const shown = fullWidth(text);
  switch (kind) {
    case 'alert':
      return `<font color="warning">${shown}</font>`;
    case 'head':
      return `**${shown}**`;
    case 'item':
      return `> ${shown}`;
    case 'text':
      return shown;
  }
}
