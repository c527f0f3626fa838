import { type Leaf, leavesOf } from '../../model/condition.js';
import { regions } from '../../model/regions.js';
import type { Condition, Narrowing } from '../../model/rule.js';
import { suggest } from '../../model/suggest.js';

/**
 * A region that a condition names and that is not known, and the one that it may have meant. New regions open, so one that is not
 * known is no mistake by itself: this is told only where the condition turns out to hold for no registry.
 */
export function regionMeant(conditions: readonly Condition[]): Narrowing['region'] {
  for (const written of conditions.flatMap(leavesOf).flatMap(regionsIn)) {
    const meant = regions.includes(written) ? undefined : suggest(written, regions);
    if (meant !== undefined) return { written, meant };
  }
  return undefined;
}

function regionsIn(leaf: Leaf): readonly string[] {
  if (leaf.kind === 'cel') return [];
  const { field, schema } = leaf;
  if (field !== 'RegionId' || typeof schema !== 'object') return [];
  return [schema['const'], schema['enum']].flat().filter((value) => typeof value === 'string');
}
