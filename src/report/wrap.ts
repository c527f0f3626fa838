import { eastAsianWidth } from 'get-east-asian-width';

/** ASCII and the signs of our own words, which take one column each. */
const NARROW = /^[ -~·×…–✖▲●✔○]*$/;

/** How many columns of a terminal a text takes. */
export function columns(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** What is shown on the character before it takes no column. */
function characterWidth(character: string): number {
  if (NARROW.test(character)) return 1;
  return isMark(character) ? 0 : eastAsianWidth(character.codePointAt(0) ?? 0);
}

let mark: RegExp | undefined;

function isMark(character: string): boolean {
  mark ??= /\p{M}/u;
  return mark.test(character);
}

/** A word with wide characters in it, in parts between which a line may break. */
function wideParts(word: string): readonly string[] {
  return word.match(/ *[!-~]+| *[^ -~](?:\p{M}|[，。、；：！？）」』…])*/gu) ?? [];
}

/** The text with spaces after it, up to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

/** Words, with the spaces before each; between wide characters a line may break anywhere. */
function* pieces(text: string): Iterable<string> {
  for (const word of text.match(/ *[^ ]+/g) ?? []) {
    if (NARROW.test(word)) yield word;
    else yield* wideParts(word);
  }
}

/** A word that no line can hold, in parts that one can. */
function* split(word: string, width: number): Iterable<string> {
  let part = '';
  let used = 0;
  for (const character of word) {
    const more = characterWidth(character);
    if (used + more > width && part !== '') {
      yield part;
      part = '';
      used = 0;
    }
    part += character;
    used += more;
  }
  yield part;
}

/** The text in lines of at most `width` columns. No line begins or ends with a space. */
export function wrap(text: string, width: number): string[] {
  if (text.length <= width && NARROW.test(text)) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of pieces(text)) {
    const added = line === '' ? piece.trimStart() : piece;
    if (used + columns(piece) <= width) {
      line += added;
      used += columns(added);
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = [...split(piece.trimStart(), width)];
    line = parts.pop() ?? '';
    used = columns(line);
    lines.push(...parts);
  }
  return line === '' ? lines : [...lines, line];
}

/** Wrapped lines, all of them but the first behind an indent. */
export function hang(text: string, width: number, indent: number): string {
  return wrap(text, Math.max(20, width - indent)).join(`\n${' '.repeat(indent)}`);
}
