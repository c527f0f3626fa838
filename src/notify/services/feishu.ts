import { createHmac } from 'node:crypto';
import type { Line, Notification } from '../notification.js';
import { type Codes, refusalByCode } from './json-answer.js';
import type { Endpoint, Refusal, Service } from './service.js';

/**
 * The custom robot of a Feishu or Lark group, which is told by a card. All texts of it are `plain_text`: in that
 * nothing is markup, and nobody can be mentioned.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export const feishu: Service = {
  title: 'Feishu',
  request: (notification, endpoint, now) => ({
    url: endpoint.url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      ...signature(endpoint, now),
      msg_type: 'interactive',
      card: cardOf(notification),
    }),
  }),
  // Answers of old had StatusCode alone; newer ones have both.
  refusal: (answer) => refusalByCode(answer, ({ code, StatusCode }) => code ?? StatusCode, codes),
};

const codes: Codes = new Map<number, Refusal>([
  [9499, { reason: 'it does not understand the message' }],
  [11232, { reason: 'it is sent more than it takes at a time', transient: true }],
  [
    19001,
    {
      reason: 'it knows no robot with this token',
      hint: 'Copy the address of the robot again: it may have been removed from its group.',
    },
  ],
  [
    19021,
    {
      reason: 'it does not accept the signature',
      hint: 'Set REGISTRY_LINT_FEISHU_SECRET to the secret of the robot, and check the clock of this machine: a signature holds for an hour.',
    },
  ],
  [
    19022,
    {
      reason: 'the robot does not take messages from this address',
      hint: "Add this machine's address to the robot's list, or turn the list off.",
    },
  ],
  [
    19024,
    {
      reason: 'the message has none of the keywords of the robot',
      hint: 'Make it one that every message has, such as registries or 镜像仓库, or sign instead.',
    },
  ],
]);

/** The text to sign is the key, and nothing is signed with it. The timestamp is in seconds. */
function signature({ secret }: Endpoint, now: Date): object {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

const colours = {
  failed: 'red',
  unread: 'orange',
  passed: 'green',
  reported: 'blue',
  nothing: 'orange',
} as const;

const plainText = (content: string): object => ({ tag: 'plain_text', content });

function cardOf({ title, state, lines, link }: Notification): object {
  const button = link && {
    tag: 'action',
    actions: [{ tag: 'button', text: plainText(link.text), url: link.url.href, type: 'default' }],
  };
  return {
    config: { wide_screen_mode: true },
    header: { title: plainText(title), template: colours[state] },
    elements: [
      ...lines.map((line) => ({ tag: 'div', text: plainText(shown(line)) })),
      ...(button ? [button] : []),
    ],
  };
}

function shown({ kind, text }: Line): string {
  if (kind === 'alert') return `⚠ ${text}`;
  return kind === 'item' ? `• ${text}` : text;
}
