/**
 * The worst of however many things, in bounded memory: at most `limit` of them, ties in the order in which
 * they came. What does not find a place is counted.
 */
export class Worst<T> {
  readonly #limit: number;
  readonly #ranks: T[][];
  #kept = 0;
  #seen = 0;

  constructor(limit: number, ranks: number) {
    this.#limit = limit;
    this.#ranks = Array.from({ length: ranks }, () => []);
  }

  /** Rank 0 is worst. */
  add(rank: number, item: T): void {
    this.#seen++;
    if (this.#kept === this.#limit && !this.#makeRoom(rank)) return;
    this.#ranks[rank]?.push(item);
    this.#kept++;
  }

  /** Drops the last of what is least bad, where that is less bad than `rank`. */
  #makeRoom(rank: number): boolean {
    const least = this.#ranks.findLast((items, at) => at > rank && items.length > 0);
    if (!least) return false;
    least.pop();
    this.#kept--;
    return true;
  }

  /** How many were added, kept or not. */
  get seen(): number {
    return this.#seen;
  }

  /** How many are kept. */
  get kept(): number {
    return this.#kept;
  }

  /** The kept ones, worst first. */
  *[Symbol.iterator](): IterableIterator<T> {
    for (const items of this.#ranks) yield* items;
  }
}
