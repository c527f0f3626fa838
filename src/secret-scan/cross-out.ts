import { ISSUED_HINT, issuedKeys, issuedTokens, WORD } from './issued-tokens.js';

/** Made for the first text that needs them: nearly none does. */
let patterns: readonly RegExp[] | undefined;

function makePatterns(): readonly RegExp[] {
  const forms = Object.values({ ...issuedKeys, ...issuedTokens }).join('|');
  return [
    new RegExp(`${WORD}(?:${forms})[\\w.-]*`, 'g'),
    /(?<=:\/\/)[^\s/:@"']{0,200}:[^\s@"']{1,400}(?=@)/g,
    /(?<=-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-{0,5})[^"]+/g,
    /LS0tLS1CRUdJTi[\w+/=]+/g,
  ];
}

/**
 * A text with stars, one for one, in the place of each credential that is known by its form alone. For texts of people
 * and programs that are quoted, and which should hold none.
 */
export function crossedOut(text: string): string {
  if (!ISSUED_HINT.test(text)) return text;
  patterns ??= makePatterns();
  return patterns.reduce((left, pattern) => left.replace(pattern, stars), text);
}

const stars = (found: string): string => found.replace(/\S/g, '*');

/**
 * What is called a secret in a line of YAML or JSON, where neither the severity of a rule stands behind it nor what was
 * crossed out before.
 */
const NAMED =
  /(?<![\w-])((?:x-)?\w{0,40}?(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|access[_-]?key(?:[_-]?(?:id|secret))?|(?:api|private|secret)[_-]?key|密[码碼]|口令|密[钥鑰]|令牌)["']?\s{0,10}[:=：]\s{0,10})(?!["']?(?:error|warning|note|off|true|false|x{3,})["']?\s*(?:[,}#]|$))([^\s{[&*|>].*)$/i;

/** The same for a line of a file that is shown, and for what is called a secret in it. */
export function crossedOutLine(line: string): string {
  return crossedOut(line.replace(NAMED, (_, name: string, secret: string) => name + stars(secret)));
}
