import { doubt } from './doubt.js';
import { rememberLast } from './remember.js';

const HYPHEN = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;

/** How long a label and a name may be (RFC 1035 §2.3.4). */
const LONGEST = { label: 63, name: 253 };

/**
 * How many characters of a text such as `harbor.example.com.:8443` are its host name (RFC 1123 §2.1): labels of
 * letters, digits and hyphens, no hyphen at their ends; 0 when it holds none. A last label of digits alone is an
 * address, or wants to be taken for one. Goes through the text once, since every record has such a name.
 */
function hostNameLength(text: string): number {
  let start = 0;
  let isNumber = true;
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) continue;
    if (isLetter(code) || (code === HYPHEN && at > start)) isNumber = false;
    else if (code === DOT && isLabel(text, start, at) && !isEnd(text, at + 1)) {
      start = at + 1;
      isNumber = true;
    } else break;
  }
  const isName = !isNumber && isLabel(text, start, at);
  return isName && isEnd(text, text.charCodeAt(at) === DOT ? at + 1 : at) ? at : 0;
}

/** Whether what consists of letters, digits and hyphens, the first of them no hyphen, is a label. */
function isLabel(text: string, from: number, to: number): boolean {
  return to > from && to - from <= LONGEST.label && text.charCodeAt(to - 1) !== HYPHEN;
}

/** Whether nothing, or nothing but a port, follows. */
function isEnd(text: string, at: number): boolean {
  return at === text.length || (text.charCodeAt(at) === COLON && /^:[0-9]{1,5}$/.test(text.slice(at)));
}

/** Of ASCII. Setting the bit makes upper case lower case. */
function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

const recentLength = rememberLast((text) => {
  const length = hostNameLength(text);
  return length <= LONGEST.name ? length : 0;
});

/** The host name in a text such as `harbor.example.com:8443`, as it is written; undefined when it holds none. */
function writtenHostName(text: string): string | undefined {
  const length = recentLength(text);
  return length === 0 ? undefined : text.slice(0, length);
}

/** The same in lower case. */
export function hostNameOf(text: string): string | undefined {
  return writtenHostName(text)?.toLowerCase();
}

/** `hostName`: the text is a host name, with or without a port, or for `false` is none. */
export function hostName(text: string, wanted: boolean): boolean {
  return recentLength(text) > 0 === wanted;
}

/** `domain`: the host name is one of these, or stands below one that begins with `*.`. */
export function domain(text: string, domains: readonly string[]): boolean {
  const name = writtenHostName(text);
  if (name === undefined) return doubt();
  const wanted = wantedOf(domains);
  // Nearly all names are in lower case already, which takes longer to make than to compare.
  return wanted.some((one) => isMeant(name, one)) || wanted.some((one) => isMeant(name.toLowerCase(), one));
}

/** A domain in lower case; of one that begins with `*.`, what the names below it end in. */
interface Wanted {
  readonly text: string;
  readonly isBelow: boolean;
}

const prepared = new WeakMap<readonly string[], readonly Wanted[]>();

function wantedOf(domains: readonly string[]): readonly Wanted[] {
  const known = prepared.get(domains);
  if (known) return known;
  const wanted = domains.map((domain) => {
    const isBelow = domain.startsWith('*.');
    return { text: (isBelow ? domain.slice(1) : domain).toLowerCase(), isBelow };
  });
  prepared.set(domains, wanted);
  return wanted;
}

function isMeant(name: string, { text, isBelow }: Wanted): boolean {
  return isBelow ? name.length > text.length && name.endsWith(text) : name === text;
}
