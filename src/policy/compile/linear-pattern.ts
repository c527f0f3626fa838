import { RE2JS } from 're2js';
import { toRe2 } from './re2-syntax.js';

/** What is wrong with a pattern, and what to write instead. */
export interface PatternMistake {
  readonly message: string;
  readonly hint: string;
}

/**
 * A pattern that takes time in proportion to the text it meets, whatever both are: the engine is RE2, which
 * follows all alternatives at once instead of trying one after the other. The meaning is that of ECMAScript with
 * the flag u.
 *
 * @throws Error for a pattern in which `patternMistake` finds something
 */
export function linearPattern(pattern: string): RE2JS {
  const { text, unknown } = toRe2(pattern);
  if (unknown) throw new Error(unknown.message);
  return RE2JS.compile(text);
}

/** Why a pattern cannot be run so; undefined when it can. */
export function patternMistake(pattern: string): PatternMistake | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/u?: /, '') : '';
    return {
      message: `this is not a regular expression: ${reason}`,
      hint: 'Patterns are those of ECMAScript with the flag u. In YAML, put them in single quotes.',
    };
  }
  const { unknown } = toRe2(pattern);
  return unknown ?? refusal(pattern);
}

/** What the engine itself refuses. */
function refusal(pattern: string): PatternMistake | undefined {
  try {
    linearPattern(pattern);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : '';
    const hint = Object.entries(hints).find(([start]) => reason.startsWith(start))?.[1];
    return {
      message: `this pattern cannot be run in linear time: ${reason}`,
      hint: hint ?? 'Patterns have the syntax of RE2: https://github.com/google/re2/wiki/Syntax.',
    };
  }
}

const hints: Readonly<Record<string, string>> = {
  'invalid repeat count': 'A count can be 1000 at most, and counts inside one another are multiplied.',
  'invalid character class range':
    'Of Unicode properties, general categories and scripts are known by their short names: \\p{Lu}, \\p{Han}.',
};
