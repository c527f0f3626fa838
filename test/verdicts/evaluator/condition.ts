import { type CelParams, celTruth } from './cel.js';
import type { Fields } from './decode.js';
import { isMapping, list } from './mapping.js';
import type { Quirks } from './quirks.js';
import { holds } from './schema.js';
import { allOf, anyOf, not, type Truth } from './truth.js';

/** What a condition is of a registry: "a mapping from field to value …; all of it must hold". */
export function conditionOf(condition: unknown, fields: Fields, params: CelParams, quirks: Quirks): Truth {
  if (!isMapping(condition)) throw new Error('a condition is a mapping');
  const of = (part: unknown): Truth => conditionOf(part, fields, params, quirks);
  return allOf(
    Object.entries(condition).map(([key, wanted]) => {
      if (key === 'allOf') return allOf(list(wanted).map(of));
      if (key === 'anyOf') return anyOf(list(wanted).map(of));
      if (key === 'not') return not(of(wanted));
      if (key === 'cel') return celTruth(String(wanted), fields, params, quirks);
      return holds(key, wanted, fields[key] ?? { is: 'absent' }, quirks);
    }),
  );
}
