/**
 * The parts that patterns for a secret with a name are made of. They are put together as text, for
 * regular expressions with the flag `u`, and for texts whose letters are all small (`inSmallLetters`).
 */

/**
 * The text in small letters, and in those of ASCII that Unicode takes for the same: `ſ` is an s, `K` a k. That is
 * what the flag `i` is for, but with it V8 takes three times as long to compile a large pattern.
 */
export function inSmallLetters(text: string): string {
  return text
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replaceAll('\u017f', 's')
    .replaceAll('\u212a', 'k');
}

/** Quotes, which JSON inside JSON inside a text has with backslashes. */
export const QUOTE = String.raw`\\{0,8}["'’]`;

/** Spaces between a sign and a value, on one line or on two. */
export const SPACE = String.raw`\s{0,10}`;

/** Three stars in a value: an exporter blanks secrets so, in full or in part. */
const STARS = String.raw`[^\s"',;]{0,60}\*{3}`;

/**
 * A value that stands for a secret kept elsewhere is no credential: `${X}`, `$X`, `%X%`, `{{x}}`, `<x>`,
 * `credentials('x')`, `env.X`, stars, or nothing at all. `${X:-y}` is one, for `y` is the secret's default.
 */
export const REFERENCE = [
  `(?!(?:${QUOTE}){0,3}(?:`,
  [
    String.raw`\$(?!\{[\w.]{1,100}:-?[^\s}$?+"'-])(?![0-9])`,
    String.raw`%[a-z_]\w{0,60}%`,
    String.raw`@[\w.]{1,60}@`,
    String.raw`#?\{\{`,
    String.raw`<[/\w]`,
    String.raw`(?:credentials?|getenv|env|vault|lookup|readfile|file|secret|enc)\(`,
    String.raw`(?:os|env|params|secrets|vars|vault|system)[.:]\w`,
    String.raw`(?:null|none|nil|true|false|undefined|empty)(?![^\s"',;}\])\\])`,
    STARS,
  ].join('|'),
  '))',
].join('');

/** What goes by such a name is not the secret itself: `PASSWORD_FILE`, `credentialsId`, `tokenUrl`. */
const NOT_ITSELF = String.raw`(?!s?[_.-]?(?:ids?|file|path|dir|ur[il]|endpoint|name|len|length|ttl|expir\w{0,20}|timeout|policy|type|count|min|max|ref|keyref|stdin|iz\w{0,10}|ar(?:y|ies|iat)|required|enabled)(?:[_.-]\w{0,40})?(?![a-z0-9]))`;

/** What secrets are called in Chinese, in simplified and in traditional characters. */
export const CHINESE_NAMES = '密[码碼]|口令|密[钥鑰]|令牌';

/** The name of a secret, or the part of a name that tells it is one. */
export const NAME = [
  '(?:',
  [
    'pass(?:word|wd|phrase|code)',
    '(?<![a-z])(?:(?:user|db|admin|root|registry)[_-]?)?pass(?![a-z])',
    // A shell's own PWD and OLDPWD hold a folder.
    String.raw`pwd(?!["']?[:=]["']?(?:/|[a-z]:\\))`,
    '(?<![a-z])psw(?![a-z])',
    'secret|token|credential',
    '(?:api|app|access|auth|private|signing|encryption|encrypt|master|account|storage)[_. -]?key',
    CHINESE_NAMES,
  ].join('|'),
  `)${NOT_ITSELF}`,
].join('');

/** Between a name and its value. After a bare `NAME=` nothing may come: `NAME= OTHER=x` leaves NAME empty. */
export const ASSIGNMENT = [
  `(?:${QUOTE})?(?:`,
  [
    // JSON may have its value on the next line.
    `(?<=["'])${SPACE}[:=：]${SPACE}(?=${QUOTE})`,
    String.raw`[ \t]{0,10}(?::=?|：|=>)[ \t]{0,10}`,
    String.raw`[ \t]{1,10}=[ \t]{0,10}`,
    String.raw`=(?:[ \t]{1,10}(?=${QUOTE}))?`,
  ].join('|'),
  ')',
].join('');

/** The beginning of a value, in quotes or without. */
export const QUOTED_OR_BARE = String.raw`(?:${QUOTE}(?!\\{0,8}["'])[^\n"']|[^\s"'’\\,;&{}[\]()=>|#])`;

/** A value that has been blanked out. */
export const MASKED = `(?:${QUOTE}){0,3}${STARS}`;
