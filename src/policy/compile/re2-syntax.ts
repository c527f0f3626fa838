/** Spells a pattern of ECMAScript with the flag u as RE2 does, where the two differ. */

import type { PatternMistake } from './linear-pattern.js';

/** White space as ECMAScript has it, and all that is none, as parts of a character class. RE2's `\s` is ASCII. */
const SPACE =
  '\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NO_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}' +
  '\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

/** `.` stops at four line ends; RE2's stops at one. */
const DOT = '[^\\n\\r\\x{2028}\\x{2029}]';

const ESCAPE =
  /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<|\d+|[\s\S])/
    .source;

/** One step of a pattern: an escape, the head of a group, the start of a class, or a character. */
const PLAIN_STEP = new RegExp(`${ESCAPE}|\\(\\?(?:<?[=!]|<[^>]*>|:|)|\\[\\^?\\]?|[\\s\\S]`, 'uy');

/** One step inside a class, where brackets and dots are characters. */
const CLASS_STEP = new RegExp(`${ESCAPE}|[\\s\\S]`, 'uy');

/** A pattern as RE2 spells it, or what RE2 has no word for. */
export interface Re2Pattern {
  readonly text: string;
  readonly unknown?: PatternMistake;
}

/** @param pattern a regular expression of ECMAScript with the flag u */
export function toRe2(pattern: string): Re2Pattern {
  let text = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; ) {
    const step = stepAt(pattern, at, inClass);
    const unknown = unknownIn(step, inClass);
    if (unknown) return { text: '', unknown };
    text += inClass ? classStep(step) : plainStep(step);
    inClass = inClass ? step !== ']' : step === '[' || step === '[^';
    at += step.length;
  }
  return { text };
}

function stepAt(pattern: string, at: number, inClass: boolean): string {
  const expression = inClass ? CLASS_STEP : PLAIN_STEP;
  expression.lastIndex = at;
  return expression.exec(pattern)?.[0] ?? pattern.charAt(at);
}

const LINEAR = 'Patterns run in linear time, whatever the name they meet';

function unknownIn(step: string, inClass: boolean): PatternMistake | undefined {
  if (!inClass && /^\(\?<?[=!]/.test(step)) {
    return {
      message: `this pattern looks ${step.includes('<') ? 'behind' : 'ahead'} with ${step}…), which is not known here`,
      hint: `${LINEAR}, so they cannot look around. Join two conditions instead: allOf: [{ pattern: … }, { not: { pattern: … } }].`,
    };
  }
  if (/^\\(?:[1-9]|k<)/.test(step)) {
    return {
      message: `this pattern refers back with ${step}${step === '\\k<' ? '…>' : ''}, which is not known here`,
      hint: `${LINEAR}, so they cannot compare two parts of it. Write the alternatives out, as in ^(?:eu-.*-eu|us-.*-us)$.`,
    };
  }
  if (!inClass && step === '(?') {
    return {
      message: 'this pattern has a group that begins with (? and is not known here',
      hint: 'Groups are (…), (?:…) and (?<name>…). For upper and lower case write [Aa].',
    };
  }
  return undefined;
}

function plainStep(step: string): string {
  if (step === '.') return DOT;
  if (step === '\\s') return `[${SPACE}]`;
  if (step === '\\S') return `[${NO_SPACE}]`;
  if (step === '[]') return '[^\\x{0}-\\x{10ffff}]';
  if (step === '[^]') return '[\\x{0}-\\x{10ffff}]';
  // Names may be any word in ECMAScript, and nobody asks for them.
  if (step.startsWith('(?<')) return '(?:';
  return escaped(step);
}

function classStep(step: string): string {
  if (step === '\\s') return SPACE;
  if (step === '\\S') return NO_SPACE;
  if (step === '\\b') return '\\x{8}';
  // In RE2 `[` may begin a name such as [:alpha:].
  if (step === '[') return `\\${step}`;
  return escaped(step);
}

/** What has the same meaning inside a class and outside. */
function escaped(step: string): string {
  if (!step.startsWith('\\')) return step;
  const kind = step.charAt(1);
  if (kind === 'p' || kind === 'P') return step.replace(/\{(?:Script|sc|General_Category|gc)=/, '{');
  if (kind === 'c') return hex(step.charCodeAt(2) % 32);
  if (kind === '0') return hex(0);
  if (kind === 'x' || kind === 'u') return hex(codePoint(step));
  return step;
}

const hex = (code: number): string => `\\x{${code.toString(16)}}`;

/** The character of `\x41`, `\u0041`, `\u{41}`, or of two escapes that are one character. */
function codePoint(step: string): number {
  const digits = step.match(/[0-9a-fA-F]+/g) ?? [];
  const units = digits.map((text) => Number.parseInt(text, 16));
  return units.length === 2 ? (String.fromCharCode(...units).codePointAt(0) ?? 0) : (units[0] ?? 0);
}
