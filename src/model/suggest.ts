import leven from 'leven';

/** Longer words are not worth comparing: nobody mistypes them, and hostile ones would cost time. */
const LONGEST = 100;

/**
 * What the writer of a misspelt word most likely meant: the candidate that takes the fewest edits, if they are
 * few for its length, upper and lower case being the same.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const folded = candidate.toLowerCase();
    const distance = folded === wanted ? 0 : leven(wanted, folded);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** `Did you mean X?`, or undefined when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const nearest = suggest(word, candidates);
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}
