/**
 * Finds where a text stops being JSON. `JSON.parse` tells it in some of its messages only, and those
 * quote the text, in which a password may stand.
 */

/** One token after any white space: a sign, a string, or a number or word. */
const TOKEN =
  /[\t\n\r ]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)(?![\w.+-]))/y;

/** What may come next. `first` and `firstName` stand behind an opening bracket, which may close at once. */
type Wanted = 'value' | 'first' | 'firstName' | 'name' | 'colon' | 'end' | 'nothing';

/** The offset of the first mistake in the text; its length where the text ends too early. */
export function jsonMistake(text: string): number {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  while (wanted !== 'nothing') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    const next = after(wanted, match[1] ?? (match[2] ? 'string' : 'other'), open);
    if (next === undefined) break;
    wanted = next;
    at += match[0].length;
  }
  return at + (/^[\t\n\r ]*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** What may come after a token, or undefined where the token may not come. Keeps the brackets that are open. */
function after(wanted: Wanted, token: string, open: string[]): Wanted | undefined {
  switch (token) {
    case '{':
    case '[':
      if (wanted !== 'value' && wanted !== 'first') return undefined;
      open.push(token);
      return token === '{' ? 'firstName' : 'first';
    case '}':
    case ']':
      return afterClosing(wanted, token, open);
    case ',':
      if (wanted !== 'end') return undefined;
      return open.at(-1) === '{' ? 'name' : 'value';
    case ':':
      return wanted === 'colon' ? 'value' : undefined;
    case 'string':
      if (wanted === 'name' || wanted === 'firstName') return 'colon';
      return afterScalar(wanted, open);
    default:
      return afterScalar(wanted, open);
  }
}

function afterClosing(wanted: Wanted, bracket: string, open: string[]): Wanted | undefined {
  const mayBeEmpty: Wanted = bracket === '}' ? 'firstName' : 'first';
  if (wanted !== 'end' && wanted !== mayBeEmpty) return undefined;
  if (open.at(-1) !== (bracket === '}' ? '{' : '[')) return undefined;
  open.pop();
  return open.length > 0 ? 'end' : 'nothing';
}

function afterScalar(wanted: Wanted, open: readonly string[]): Wanted | undefined {
  if (wanted !== 'value' && wanted !== 'first') return undefined;
  return open.length > 0 ? 'end' : 'nothing';
}
