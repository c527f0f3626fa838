import type { Messages } from './en.js';
import { accounts } from './zh/accounts.js';
import { compliance } from './zh/compliance.js';
import { across } from './zh/cross-registry.js';
import { explain, explainPolicy } from './zh/explain.js';
import { history } from './zh/history.js';
import { html } from './zh/html.js';
import { notice } from './zh/notices.js';
import { notification } from './zh/notification.js';
import { expected, page, result } from './zh/results.js';
import { waivers } from './zh/waivers.js';

/** Simplified Chinese. */
export const zh: Messages = {
  language: 'zh',
  expected,
  result,
  page,
  waivers,
  across,
  accounts,
  compliance,
  html,
  notification,
  explain,
  explainPolicy,
  history,
  notice,
};
