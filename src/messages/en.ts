import type { Language } from '../model/language.js';
import type { Notice } from '../model/registry.js';
import { accounts } from './en/accounts.js';
import { compliance } from './en/compliance.js';
import { across } from './en/cross-registry.js';
import { explain, explainPolicy } from './en/explain.js';
import { history } from './en/history.js';
import { html } from './en/html.js';
import { notification } from './en/notification.js';
import { expected, page, result } from './en/results.js';
import { waivers } from './en/waivers.js';

/** English, which the other languages are checked against. */
export const en = {
  language: 'en' satisfies Language as Language,
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
  /** What is odd about the inventory. */
  notice: ({ text }: Notice): string => text,
};

/** All sentences that people read and that belong to no row of a table, in one language. */
export type Messages = typeof en;
