import type { Texts } from './builtin.js';
import { textsJson } from './generated/builtin-texts.js';

/** The texts of the built-in rules, by the rule's id. Longer than the rest of a check's code, and seldom shown. */
export function parseTexts(): { readonly [id: string]: Texts } {
  return JSON.parse(textsJson);
}
