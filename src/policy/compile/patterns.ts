import type { JsonSchema } from '../../model/rule.js';
import { isMapping } from '../keywords/keyword.js';
import type { Reporter } from './problems.js';
import { hasPattern } from './schemas.js';

/** Reports the regular expressions of a schema that cannot be run. */
export async function checkPatterns(schema: JsonSchema, reporter: Reporter): Promise<void> {
  if (!hasPattern(schema)) return;
  const { patternMistake } = await import('./linear-pattern.js');
  for (const [pattern, at] of patternsIn(schema, reporter)) {
    const mistake = patternMistake(pattern);
    if (mistake) at.report({ code: 'bad-pattern', ...mistake });
  }
}

function* patternsIn(schema: unknown, reporter: Reporter): Iterable<readonly [string, Reporter]> {
  if (Array.isArray(schema)) {
    for (const [index, inner] of schema.entries()) yield* patternsIn(inner, reporter.at(index));
  } else if (isMapping(schema)) {
    for (const [key, inner] of Object.entries(schema)) {
      if (key === 'pattern' && typeof inner === 'string') yield [inner, reporter.at(key)];
      else yield* patternsIn(inner, reporter.at(key));
    }
  }
}
