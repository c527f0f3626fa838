import { regions } from '../../model/regions.js';
import type { Condition } from '../../model/rule.js';
import { suggest } from '../../model/suggest.js';

/**
 * The region that a condition may have meant, where it names one that is not known. New regions open, so one that is not
 * known is no mistake by itself: this is told only where the condition turns out to hold for no registry.
 */
export function regionMeant(conditions: readonly Condition[]): string | undefined {
  for (const written of conditions.flatMap(regionsIn)) {
    const meant = regions.includes(written) ? undefined : suggest(written, regions);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function regionsIn(condition: Condition): readonly string[] {
  if (condition.kind === 'not') return regionsIn(condition.of);
  if (condition.kind === 'cel') return [];
  if (condition.kind !== 'field') return condition.of.flatMap(regionsIn);
  const { field, schema } = condition;
  if (field !== 'RegionId' || typeof schema !== 'object') return [];
  return [schema['const'], schema['enum']].flat().filter((value) => typeof value === 'string');
}
