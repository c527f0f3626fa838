import { characters, fitted } from '../fitted.js';
import type { Line, Link, Notification } from '../notification.js';
import type { Answer, Refusal, Service } from './service.js';

/** An incoming webhook of Slack. https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slack: Service = {
  title: 'Slack',
  request: (notification, { url }) => ({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ text: escaped(notification.title), blocks: blocksOf(notification) }),
  }),
  refusal: refusalOf,
};

/** Characters of the text of a section. */
const LIMIT = 3000;

const gone = 'Make a new webhook, and check whether its channel and its app are still there.';

/** What Slack answers in place of `ok`, as far as its documents tell. */
const reasons: Readonly<Record<string, Refusal>> = {
  invalid_payload: { reason: 'it does not understand the message' },
  invalid_blocks: { reason: 'it does not understand the message' },
  invalid_token: { reason: 'it does not know this webhook', hint: gone },
  no_service: { reason: 'the webhook is turned off or was removed', hint: gone },
  no_service_id: { reason: 'the address of the webhook is not whole', hint: 'Copy it again.' },
  no_team: { reason: 'the workspace is not there', hint: gone },
  team_disabled: { reason: 'the workspace is turned off', hint: gone },
  user_not_found: { reason: 'whom the webhook writes to is not there', hint: gone },
  channel_not_found: { reason: 'the channel is not there', hint: gone },
  channel_is_archived: { reason: 'the channel is archived', hint: gone },
  action_prohibited: { reason: 'an administrator of the workspace forbids it' },
  posting_to_general_channel_denied: { reason: 'an administrator lets nobody write to this channel' },
};

function refusalOf({ status, body }: Answer): Refusal | undefined {
  const word = body.trim();
  if (status === 200 && word === 'ok') return undefined;
  const known = Object.hasOwn(reasons, word) ? reasons[word] : undefined;
  if (known) return { ...known, reason: `${known.reason} (${word})` };
  return {
    reason: `its answer is not one that the service gives (HTTP ${status})`,
    hint: 'Check the address, and whether something on the way answers in its place.',
  };
}

/** The characters that mean something to Slack itself, as it wants them written. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text that is shown as it is. Slack has no way to write its marks of emphasis as themselves, so these take their
 * full-width form; an underscore within a word is none. `verbatim` keeps it from making mentions and links.
 */
function escaped(text: string): string {
  return text
    .replace(/[&<>]/g, (found) => entities[found] ?? '')
    .replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, (found) =>
      String.fromCharCode(found.charCodeAt(0) + 0xfee0),
    );
}

function blocksOf({ title, lines, link }: Notification): readonly object[] {
  const last = link ? [linkTo(link)] : [];
  const text = fitted(lines.map(mrkdwn), { limit: LIMIT, measure: characters, separator: '\n' }, last);
  return [
    { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
    { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
  ];
}

function mrkdwn({ kind, text }: Line): string {
  if (kind === 'alert' || kind === 'head') return `*${escaped(text)}*`;
  return kind === 'item' ? `• ${escaped(text)}` : escaped(text);
}

function linkTo({ text, url }: Link): string {
  const address = url.href.replaceAll('|', '%7C').replace(/[&<>]/g, (found) => entities[found] ?? '');
  return `<${address}|${escaped(text)}>`;
}
