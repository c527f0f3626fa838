/**
 * The parts that the patterns of forms.ts are made of: text for regular expressions with the flag `u`, for views in
 * lower case. Every repetition is bounded, or cannot overlap with what follows it, so that the time taken grows with
 * the length of the text and no faster, whatever the text is.
 */

/** Quotes, which JSON inside JSON inside a text has with backslashes. */
export const QUOTE = String.raw`\\{0,8}["'\x60]`;

/** Spaces between a sign and a value, on one line or on two. */
export const SPACE = String.raw`\s{0,10}`;

/** Three stars in a value: an exporter blanks secrets so, in full or in part. */
const STARS = String.raw`[^\s"',;]{0,60}\*{3}`;

/**
 * A value that refers to a secret kept elsewhere is no credential: `${X}`, `$X`, `%X%`, `{{x}}`, `<x>`,
 * `credentials('x')`, `env.X`, or nothing at all. `${X:-y}` is one, for `y` is the secret's default.
 */
export const REFERENCE = [
  `(?!(?:${QUOTE}){0,3}(?:`,
  [
    String.raw`\$\{(?![\w.]{1,100}:-?[^\s}$?+"'-])`,
    String.raw`\$\(`,
    String.raw`\$(?:env:)?[a-z_][a-z_]{0,60}(?![\w!@#$%^&*+~-])`,
    String.raw`%[a-z_]\w{0,60}%`,
    String.raw`@[\w.]{1,60}@`,
    String.raw`#?\{\{`,
    String.raw`<[/\w]`,
    String.raw`(?:credentials?|getenv|env|vault|lookup|readfile|file|secret|enc)\(`,
    String.raw`(?:os|env|params|secrets|vars|vault|system)[.:]\w`,
    String.raw`(?:null|none|nil|true|false|undefined|empty)(?![^\s"',;}\])\\])`,
  ].join('|'),
  '))',
].join('');

/** Matches at the beginning of a value that has been blanked out. */
export const BLANKED = new RegExp(`(?:${QUOTE}){0,3}${STARS}`, 'uy');

/** What goes by such a name is not the secret itself: `PASSWORD_FILE`, `credentialsId`, `tokenUrl`. */
const NOT_ITSELF = String.raw`(?!s?[_.-]?(?:ids?|file|path|dir|ur[il]|endpoint|name|len|length|ttl|expir\w{0,20}|timeout|policy|type|count|min|max|ref|keyref|stdin|iz\w{0,10}|ar(?:y|ies|iat)|required|enabled|set|short|wellknown|hascredential)(?:[_.-]\w{0,40})?(?![a-z0-9]))`;

/** What secrets are called in Chinese, in simplified and in traditional characters, and in Japanese and Korean. */
export const CHINESE_NAMES =
  '密[码碼]|口令|[密秘私][钥鑰]|令牌|[凭憑][证證据據]|暗号|暗號|パスワード|비밀번호';

/** What a password is called, and nothing else. */
export const PASSWORD_NAMES =
  '(?:passw(?:or)?ds?|passwrd|passphrase|passcode|(?<![a-z])(?:pass|pswd|psw|pwd|pw)(?![a-z]))';

/** The name of a secret, or the part of a name that shows it is one. */
export const NAME = [
  '(?:',
  [
    'pass(?:word|wd|wrd|phrase|code)',
    '(?<![a-z])(?:(?:user|db|admin|root|registry|harbor|docker)[_-]?)?(?:pass|pw|creds?|authtoken)(?![a-z])',
    // The PWD and OLDPWD of a shell are directories.
    String.raw`pwd(?!["']?[:=]["']?(?:/|[a-z]:\\))`,
    '(?<![a-z])pswd?(?![a-z])',
    'secret|token|credential',
    '(?:api|app|access|auth|private|signing|encryption|encrypt|master|account|storage|security)[_. -]?key',
    CHINESE_NAMES,
  ].join('|'),
  `)${NOT_ITSELF}`,
].join('');

/** A part of every name of a secret. */
export const NAME_HINT = `(?:pass|pwd|pw|psw|secret|token|cred|key|${CHINESE_NAMES})`;

/** The value behind a name or an option, in quotes or without. It ends with its quote, or before a space. */
export const VALUE = [
  REFERENCE,
  '(?<secret>',
  String.raw`(?:${QUOTE}){1,3}(?!\\{0,8}["'\x60])[^\s"'\x60,;)\]}][^\n"'\x60]*`,
  String.raw`|[^\s"'\x60\\,;&{}[\]()=>|#<][^\s"'\x60,;&]*`,
  // One word in brackets, and what begins with another sign that a password can begin with.
  String.raw`|[\\{[(#|&<][a-z0-9*][^\s"'\x60,;=:&]*(?![\w"':=]))`,
].join('');

/** The beginning of a text that was drawn at random, as passwords are: letters and digits, and no sign of a path. */
export const RANDOM = String.raw`(?=[^\s"',;]{0,60}[0-9])(?=[^\s"',;]{0,60}[a-z])(?![\w.-]{1,100}[/:])[a-z0-9!@#$%^&*+=~?_-]{6,200}(?![\w.-])`;

/** What a registry or an image has behind its name and a colon: a port, or a tag. No password is called like one. */
export const PORT_OR_TAG = String.raw`(?<!(?:pass(?:word|wd|wrd|phrase|code)?|pwd|psw|pw|creds?|密[码碼]|口令):)(?:v?\d{1,5}(?:\.\d{1,5}){0,3}|latest|stable|main|master|dev|test|prod)(?![\w.@!#$%^&*+~-])`;
