/**
 * Tells of nearly every text that nothing in it can be a credential, at the cost of looking at each character once:
 * a million records have eight million texts. What is suspect is looked at with care in stray.ts.
 */

import { SHORTEST_TOKEN } from './issued-tokens.js';

/** What a byte of a text tells, or two that follow each other. */
export const kinds = {
  /** Not ASCII. */
  wide: 1,
  /** A credential has it beside it, or stars in its place. */
  sign: 2,
  /** Stands between a name and its secret. */
  separator: 4,
  /** A letter beyond f: the name of every secret has one, and no address. */
  letter: 8,
  /** In a long text: most tokens have it, and few names. */
  capital: 16,
  /** The two halves of the beginning of a GitLab token, each of which ordinary names have as well. */
  first: 32,
  second: 64,
  /** A text of JSON ends with it, or may not hold it as it is. */
  end: 128,
} as const;

/** One of the letters with which those tokens begin that may have no capital at all. For characters, not for bytes. */
const BEGINNING = 256;

/** Those tokens. */
const SMALL_TOKEN = /gl[a-z]{2,5}-|xox|hv[a-z]\./;

/** What each character of ASCII tells. */
const kindOfCharacter = new Uint16Array(128);
kindOfCharacter.fill(kinds.end | kinds.separator, 0, 0x20);
mark('"\\', kinds.end);
mark('@%=*', kinds.sign);
mark(' :<', kinds.separator);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ_', kinds.capital);
mark('GHIJKLMNOPQRSTUVWXYZghijklmnopqrstuvwxyz', kinds.letter);
mark('gxh', BEGINNING);

function mark(characters: string, kind: number): void {
  for (let at = 0; at < characters.length; at++) {
    const code = characters.charCodeAt(at);
    kindOfCharacter[code] = (kindOfCharacter[code] ?? 0) | kind;
  }
}

/** The colon of Chinese texts, and their `=` and `@`. */
const wideSigns: readonly number[] = [0xff1a, 0xff1d, 0xff20];

/** What each byte of UTF-8 tells. That colon has a first byte which no letter in common use has. */
export function kindOfByte(byte: number): number {
  if (byte >= 0x80) return kinds.wide | kinds.letter | (byte === 0xef ? kinds.separator : 0);
  return (kindOfCharacter[byte] ?? 0) & ~BEGINNING;
}

/** What some pairs of bytes tell beside what each of them does: tokens without a capital begin so. */
export function* tellingPairs(): Generator<readonly [first: number, second: number, kind: number]> {
  const pair = (two: string, kind: number) => [two.charCodeAt(0), two.charCodeAt(1), kind] as const;
  for (const two of ['gl', 'xo', 'ox', 'hv', 'vs', 'vb', 'vr']) yield pair(two, kinds.capital);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') yield pair(`l${letter}`, kinds.second);
  // Such a token begins a word. Where its first letter is the second of two, the next two begin with l.
  for (let first = 0; first < 256; first++) {
    if (!/[A-Za-z0-9]/.test(String.fromCharCode(first))) yield [first, 'g'.charCodeAt(0), kinds.first];
  }
}

/** Is suspect whatever its length; is suspect where the text is long. */
const ALWAYS = 1;
const LONG = 2;

/** How suspect a text is, by what all its bytes tell. */
export function suspicionOf(found: number): number {
  if ((found & kinds.sign) !== 0) return ALWAYS | LONG;
  if ((found & kinds.separator) !== 0 && (found & kinds.letter) !== 0) return ALWAYS | LONG;
  if ((found & kinds.capital) !== 0) return LONG;
  return (found & kinds.first) !== 0 && (found & kinds.second) !== 0 ? LONG : 0;
}

/** What of a suspicion counts for a text of this length. */
export function countsAt(length: number): number {
  return length < SHORTEST_TOKEN ? ALWAYS : ALWAYS | LONG;
}

/** Whether there may be a credential in a text, or stars in its place. Where not, there is none. */
export function isSuspect(text: string): boolean {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) found |= kindOfCharacter[code] ?? 0;
    else found |= wideSigns.includes(code) ? kinds.letter | kinds.separator : kinds.letter;
  }
  if ((suspicionOf(found) & countsAt(text.length)) !== 0) return true;
  return (found & BEGINNING) !== 0 && text.length >= SHORTEST_TOKEN && SMALL_TOKEN.test(text);
}
