import type { Language } from '../model/language.js';
import { en, type Messages } from './en.js';

export type { Messages };

/** The messages in a language; default: English. Chinese is loaded only when someone reads it. */
export async function loadMessages(language: Language = 'en'): Promise<Messages> {
  return language === 'zh' ? (await import('./zh.js')).zh : en;
}
