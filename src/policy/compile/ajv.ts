import { Ajv } from 'ajv';
import { addKeywords } from '../keywords/vocabulary.js';

/** What runs the regular expressions of `pattern`. */
export type PatternEngine = (pattern: string, flags: string) => { test(text: string): boolean };

/** The engine of Node, which can take exponential time: for patterns that come with the program and are tested. */
export const nativeEngine: PatternEngine = (pattern, flags) => new RegExp(pattern, flags);

/** For schemas without a pattern. One that comes here all the same must not run in the engine of Node. */
const noEngine: PatternEngine = () => {
  throw new Error('a pattern needs an engine');
};

let made: Ajv | undefined;
let engine: PatternEngine;

/** Asks for the engine when a schema is compiled. The code is what schemas that are compiled ahead have. */
const regExp = Object.assign<PatternEngine, { code: string }>((pattern, flags) => engine(pattern, flags), {
  code: 'new RegExp',
});

/**
 * The compiler of conditions: draft-07 with this program's keywords. Only answers are wanted, not messages.
 *
 * @param patterns what runs the patterns of the schemas that are compiled before the next call
 */
export function compiler(patterns: PatternEngine = noEngine): Ajv {
  engine = patterns;
  made ??= addKeywords(
    new Ajv({
      messages: false,
      allowUnionTypes: true,
      strictTypes: false,
      code: { source: true, esm: true, regExp },
    }),
  );
  return made;
}
