import { isCount, isText, keyword, ofText } from './keyword.js';

/** Keywords for texts. */
export const textKeywords = {
  minLength: keyword('a count', isCount, (limit) => ofText((text) => length(text) >= limit)),
  maxLength: keyword('a count', isCount, (limit) => ofText((text) => length(text) <= limit)),
  pattern: keyword('a regular expression', isText, (pattern, compiling) => {
    const matcher = compiling.pattern(pattern);
    return ofText((text) => matcher.test(text));
  }),
} as const;

/** Characters, of which some are two UTF-16 code units (JSON Schema Validation, section 6.3). */
function length(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
