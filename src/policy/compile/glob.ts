import type { Glob } from '../../model/selector.js';

const WILDCARD = /[*?]/;

/** Whether a text has a wildcard in it. */
export function isGlob(text: string): boolean {
  return WILDCARD.test(text);
}

/**
 * Compiles a glob: `*` is any text, `?` is one character, upper and lower case differ. Only the last `*` is ever
 * tried again, so a match takes at most the product of both lengths, and that of a glob has a limit.
 */
export function compileGlob(glob: string): Glob {
  return (text) => {
    let at = 0;
    let of = 0;
    let star = -1;
    let from = 0;
    while (at < text.length) {
      if (glob[of] === '*') {
        star = of++;
        from = at;
      } else if (glob[of] === '?' || glob[of] === text[at]) {
        at += glob[of++] === '?' ? characterLength(text, at) : 1;
      } else if (star >= 0) {
        of = star + 1;
        at = ++from;
      } else return false;
    }
    while (glob[of] === '*') of++;
    return of === glob.length;
  };
}

/** A character beyond the first 65,536 takes two units. */
const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
