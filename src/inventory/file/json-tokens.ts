/** A sign, a number, or the beginning of a string. Words are left out, as nobody asks for them. */
const TOKEN = /[{}[\]:"]|-?[0-9][0-9.eE+-]*/g;

const BACKSLASH = 0x5c;

/** A piece of JSON, and where it stands. */
export interface JsonToken {
  readonly text: string;
  readonly offset: number;
}

/** The brackets, colons, strings and numbers of a valid JSON text, in time that grows with its length alone. */
export function* jsonTokens(text: string): Generator<JsonToken> {
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const offset = match.index;
    // By hand: a pattern for strings needs memory for each escape, and a hostile text has millions of them.
    if (match[0] === '"') pattern.lastIndex = endOfString(text, offset);
    yield { text: text.slice(offset, pattern.lastIndex), offset };
  }
}

/** The offset behind the quote that ends the string. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = at;
    while (text.charCodeAt(escapes - 1) === BACKSLASH) escapes--;
    if ((at - escapes) % 2 === 0) return at + 1;
  }
  return text.length;
}
