import leven from 'leven';
import { UsageError } from '../../model/error.js';
import { regions } from '../../model/regions.js';

/** The first parts that a region's name can have: what comes before them decides which centre is asked. */
const areas = new Set(['cn', 'ap', 'us', 'na', 'sa', 'eu', 'me', 'af']);

const shape = /^[a-z]{2}(?:-[a-z0-9]+){1,4}$/;

/** Letters that two names may differ in and still be taken for one name misspelt. */
const TYPO = 2;

/**
 * Refuses what is no region, with a suggestion. A misspelt region must not pass: another centre would
 * be asked, its empty list would come back, and the check would be green. New regions do pass, as long
 * as they do not look like a known one misspelt.
 *
 * @param source where the name was given, for people: `--region`, or the environment variable
 * @throws UsageError
 */
export function checkRegion(region: string, source: string): string {
  if (regions.includes(region)) return region;
  const nearest = nearestOf(region.toLowerCase(), regions);
  const area = region.split('-')[0] ?? '';
  const isNew = shape.test(region) && areas.has(area) && isNewName(region);
  if (isNew) return region;
  throw new UsageError({
    code: 'unknown-region',
    message: `${JSON.stringify(region.slice(0, 60))} (from ${source}) is not a region of Alibaba Cloud`,
    hint: `Did you mean ${nearest}? For a region that this version does not know, give the endpoint itself with --endpoint.`,
  });
}

/** Whether a name differs from all known ones by a number alone, or by more than a slip of the hand. */
function isNewName(region: string): boolean {
  const stem = withoutNumber(region);
  return regions.every((name) => {
    const distance = leven(stem, withoutNumber(name));
    return distance === 0 || distance > TYPO;
  });
}

const withoutNumber = (region: string): string => region.replace(/-\d+$/, '');

/** The candidate that takes the fewest edits to reach. */
export function nearestOf(word: string, candidates: readonly string[]): string {
  const ranked = candidates.map((name) => ({ name, distance: leven(word, name) }));
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? '';
}
