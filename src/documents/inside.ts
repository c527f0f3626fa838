const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

/** Where the text itself begins: behind a quote, or below the first line of a block, which begins with | or >. */
function beginning(written: string): number {
  const [first] = written;
  if (first === '|' || first === '>') return written.indexOf('\n') + 1;
  return first === '"' || first === "'" ? 1 : 0;
}

/** How many characters stand for one in a text within quotes; 0 where what stands there is a space or a line. */
function escapeAt(written: string, at: number): { readonly length: number; readonly isSpace: boolean } {
  const quote = written[0];
  if (quote === "'" && written.startsWith("''", at)) return { length: 2, isSpace: false };
  if (quote !== '"' || written[at] !== '\\') return { length: 1, isSpace: isSpace(written[at]) };
  const kind = written[at + 1] ?? '';
  const digits = { x: 2, u: 4, U: 8 }[kind] ?? 0;
  return { length: 2 + digits, isSpace: /[tnrvfNLP_ \n\t]/.test(kind) };
}

/**
 * Where a character of a YAML text stands in its source. YAML folds, indents and breaks lines in many ways, all of
 * which are spaces, so what is counted are the characters that are none.
 *
 * @param written the source of the text, from its quote or the mark of its block on
 * @param value what it stands for
 * @param offset of a character in the value; its length, or more, for its end
 */
export function offsetInside(written: string, value: string, offset: number): number {
  const isInside = offset < value.trimEnd().length;
  let left = Array.from(value.slice(0, offset)).filter((character) => !isSpace(character)).length;
  let at = beginning(written);
  let end = at;
  while (at < written.length) {
    const { length, isSpace: skipped } = escapeAt(written, at);
    if (!skipped) {
      if (left === 0) break;
      // A character beyond the first 65536 is two in the source, and one in the count.
      at += length === 1 ? String.fromCodePoint(written.codePointAt(at) ?? 0).length : length;
      left--;
      end = at;
    } else at += length;
  }
  return isInside ? at : end;
}
