/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list. The first are chosen more often, as in life. */
export function pick<Item>(list: readonly Item[], next: () => number): Item {
  const item = list[Math.floor(next() ** 1.6 * list.length)];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

/** The day that many days after 2026-10-25. */
export function dayNumber(days: number): string {
  return new Date(Date.UTC(2026, 9, 25) + days * 86_400_000).toISOString().slice(0, 10);
}
