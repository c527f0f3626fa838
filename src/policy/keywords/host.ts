import { isFlag, isListOf, isText, keyword, ofText } from './keyword.js';

/** How long a label and a name may be (RFC 1035 §2.3.4), and a name with a dot and a port behind it. */
const LONGEST = { label: 63, name: 253, text: 260 };

/**
 * Labels of letters, digits and hyphens, no hyphen at their ends (RFC 1123 §2.1), with nothing behind them but a dot
 * and a port. Sticky, so that it tells by `lastIndex` where the name ends.
 */
const NAME = /[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*(?:\.[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*)*(?=\.?(?::[0-9]{1,5})?$)/y;

/** How many characters of a text such as `harbor.example.com.:8443` are its host name; 0 when it holds none. */
function hostNameLength(text: string): number {
  NAME.lastIndex = 0;
  if (text.length > LONGEST.text || !NAME.test(text)) return 0;
  const length = NAME.lastIndex;
  // Nearly every name is right then: those few that need a closer look are told by their length or last character.
  const needsLook = length > LONGEST.label || isDigit(text.charCodeAt(length - 1));
  return needsLook && !isName(text.slice(0, length)) ? 0 : length;
}

const isDigit = (code: number): boolean => code <= 0x39;

/** Whether its lengths are right. A last label of digits alone is an address, or wants to be taken for one. */
function isName(name: string): boolean {
  const labels = name.split('.');
  return (
    name.length <= LONGEST.name &&
    labels.every(({ length }) => length <= LONGEST.label) &&
    /[^0-9]/.test(labels.at(-1) ?? '')
  );
}

/** The host name in a text such as `harbor.example.com:8443`, in lower case; undefined when it holds none. */
export function hostNameOf(text: string): string | undefined {
  const length = hostNameLength(text);
  return length === 0 ? undefined : text.slice(0, length).toLowerCase();
}

/** A domain in lower case; of one that begins with `*.`, what the names below it end in. */
interface Wanted {
  readonly text: string;
  readonly isBelow: boolean;
}

function wantedOf(domain: string): Wanted {
  const isBelow = domain.startsWith('*.');
  return { text: (isBelow ? domain.slice(1) : domain).toLowerCase(), isBelow };
}

function isMeant(name: string, { text, isBelow }: Wanted): boolean {
  return isBelow ? name.length > text.length && name.endsWith(text) : name === text;
}

/** Keywords for host names, with or without a port. `domain` cannot judge a text that is none. */
export const hostKeywords = {
  hostName: keyword('true or false', isFlag, (wanted) =>
    ofText((text) => hostNameLength(text) > 0 === wanted),
  ),
  domain: keyword('a list of host names', isListOf(isText), (domains) => {
    const wanted = domains.map(wantedOf);
    return ofText((text) => {
      const name = hostNameOf(text);
      return name === undefined ? undefined : wanted.some((one) => isMeant(name, one));
    });
  }),
} as const;
