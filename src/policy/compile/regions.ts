import { type Leaf, leavesOf } from '../../model/condition.js';
import { regions } from '../../model/regions.js';
import type { Condition } from '../../model/rule.js';
import { suggest } from '../../model/suggest.js';

/**
 * The region that a condition may have meant, where it names one that is not known. New regions open, so one that is not
 * known is no mistake by itself: this is told only where the condition turns out to hold for no registry.
 */
export function regionMeant(conditions: readonly Condition[]): string | undefined {
  for (const written of conditions.flatMap(leavesOf).flatMap(regionsIn)) {
    const meant = regions.includes(written) ? undefined : suggest(written, regions);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function regionsIn(leaf: Leaf): readonly string[] {
  if (leaf.kind === 'cel') return [];
  const { field, schema } = leaf;
  if (field !== 'RegionId' || typeof schema !== 'object') return [];
  return [schema['const'], schema['enum']].flat().filter((value) => typeof value === 'string');
}
