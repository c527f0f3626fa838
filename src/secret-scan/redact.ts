import { isLikeSeverity } from '../model/severity.js';
import { STARS } from '../model/stars.js';
import { type CredentialSpan, findCredentials } from './find.js';
import { CHINESE_NAMES } from './patterns.js';

/**
 * A text with stars, one for one, in the place of each credential. For texts of people and programs that are quoted,
 * and which should hold none.
 */
export function redact(text: string): string {
  return starred(text, findCredentials(text));
}

/**
 * The same for credentials that are known without their names, for texts that are full of such names for good reasons:
 * reports and our own errors.
 */
export function redactUnmistakable(text: string): string {
  return starred(
    text,
    findCredentials(text).filter(({ isUnmistakable }) => isUnmistakable),
  );
}

/**
 * What is called a secret in a line of YAML or JSON, also where the name is misspelt, up to the end of the line; not
 * where it is the name of a rule, with a severity behind it.
 */
const LINE = `(?<![\\w-])(?:x-)?[\\w.]{0,40}?(?:pass?w?(?:or|r)?d|pass(?:phrase|code)?|pwd|pw|creds?|secr?et|toke?n|credentials?|access[_-]?key(?:[_-]?(?:id|secret))?|(?:api|private|secret)[_-]?key|${CHINESE_NAMES})s?["']?\\s{0,10}[:=：]\\s{0,10}(?!["']?(?:error|warning|note|off|true|false|null|x{3,}|\\*{3,})["']?\\s*(?:[,}#]|$))(?<secret>[^\\s{[&*|>].*)$`;

let line: RegExp | undefined;

/** The same for a line of a file that is shown, and for all that a key of it calls a secret. */
export function redactLine(text: string): string {
  line ??= new RegExp(LINE, 'dig');
  const places = Array.from(text.matchAll(line), ({ indices }) => indices?.groups?.['secret']);
  const named = places.flatMap((place) => (place ? [{ start: place[0], end: place[1] }] : []));
  return starred(text, [...named, ...findCredentials(text).filter((span) => !isSeverity(text, span))]);
}

/** Keys of policies are names of rules, some of which are about secrets: `token: error`, `default-credentials: errr`. */
function isSeverity(text: string, { start, end }: Pick<CredentialSpan, 'start' | 'end'>): boolean {
  const value = text.slice(start, end);
  if (/^(?:error|warning|note|off)$/.test(value)) return true;
  // A misspelt severity is shown, so that one sees what is wrong with it.
  const key = text.slice(Math.max(0, start - 120), start);
  return isLikeSeverity(value) && /(?:^|[\s{,"'])[a-z]+(?:-[a-z]+)+["']?\s{0,10}:\s{0,10}$/.test(key);
}

/**
 * The name of a registry or an account that was written into a file before, by whatever wrote it; nothing of one with
 * a credential in it.
 */
export function harmlessName(name: string): string {
  return findCredentials(name, { kind: 'label' }).length === 0 ? name : STARS;
}

function starred(text: string, spans: readonly Pick<CredentialSpan, 'start' | 'end'>[]): string {
  let result = '';
  let last = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= last) continue;
    const from = Math.max(start, last);
    result += text.slice(last, from) + text.slice(from, end).replace(/\S/g, '*');
    last = end;
  }
  return result + text.slice(last);
}
