/**
 * Strings that came from the API, a file or a policy are hostile when they are printed: they may hold
 * terminal escapes, line breaks, text that runs backwards, or commands to the log they end up in.
 */

/** What has to be looked at: all but plain ASCII and the signs of our own words, and what may begin a workflow command. */
const SUSPECT = /[^ -~·×…]|::|##/;

/**
 * What must not be printed as it is: controls, formats (bidirectional overrides among them), surrogates,
 * private and unassigned characters, everything that shows nothing, spaces that are not a space, and the
 * beginnings of GitHub's workflow commands `::name` and `##[name`. (An IPv6 address such as `::ffff:0:0`
 * is not one: no command is spelt in hexadecimal digits.) Made only where it is needed, since putting all those
 * characters together takes as long as checking a registry.
 */
const harmful = () => /[\p{C}\p{DI}\p{Zl}\p{Zp}]|(?! )\p{Zs}|::(?=[0-9a-f]*[g-z-])|##(?=\[)/giu;

/** The same for a text of characters that are all harmless; soon made. */
const harmfulCommand = /::(?=[0-9a-f]*[g-z-])|##(?=\[)/gi;

const HARMLESS = /^[ -~·×…]*$/;

const replaceHarmful = (text: string, shown: (found: string) => string): string =>
  text.replace(HARMLESS.test(text) ? harmfulCommand : harmful(), shown);

const codePoint = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

const show = (found: string): string =>
  found === '::' || found === '##' ? `${found.charAt(0)}${codePoint(found)}` : codePoint(found);

/** The text with everything that could harm a reader shown as `<U+202E>`: one line, plain to see. */
export function sanitise(text: string): string {
  return SUSPECT.test(text) ? replaceHarmful(text, show) : text;
}

/** The same for a text of which the line breaks are its own. */
export function sanitiseLines(text: string): string {
  return text.split('\n').map(sanitise).join('\n');
}

/** At most `limit` UTF-16 code units of a text, never half a character; `…` says that there was more. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** How much of a value is shown to people. Programs get it whole, from the JSON report. */
const VALUE_LIMIT = 120;

/** A value as people are shown it: short, on one line, harmless. */
export function showValue(text: string): string {
  return sanitise(shorten(text, VALUE_LIMIT));
}

/** How many items of a list people are shown. */
const LIST_LIMIT = 12;

/** The first items of a list; a last `…` says that there were more. */
export function shortList(items: readonly string[]): readonly string[] {
  return items.length <= LIST_LIMIT ? items : [...items.slice(0, LIST_LIMIT), '…'];
}

/** GitHub shows no more of a message than 1,024 characters, and nobody reads more. */
export const PROSE_LIMIT = 900;

/** Text of a policy, in which line breaks are only layout, as one harmless line. */
export function showProse(text: string): string {
  return shorten(sanitise(shorten(text, PROSE_LIMIT).replace(/\s+/g, ' ').trim()), PROSE_LIMIT);
}

/**
 * A value as JSON on one line that is also harmless when printed: the same characters as above are written
 * as `\u` escapes, so a program reads exactly what was there.
 */
export function safeJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError('not a value that JSON can hold');
  return escapeHarmful(json);
}

/** The same on several lines, for files and programs that people look at. */
export function prettyJson(value: unknown): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  return `${lines.map((line) => escapeHarmful(line)).join('\n')}\n`;
}

function escapeHarmful(json: string): string {
  return SUSPECT.test(json) ? replaceHarmful(json, escapeUnits) : json;
}

function escapeUnits(found: string): string {
  if (found === '::' || found === '##') return found.charAt(0) + escapeUnits(found.charAt(0));
  let escaped = '';
  for (let at = 0; at < found.length; at++) {
    escaped += `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
