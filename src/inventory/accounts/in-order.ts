/** How many things are done at once, and how much may wait for its turn. */
export interface Bounds {
  readonly concurrency: number;
  /** Above this no further work is begun, but for the one that all others wait for. */
  readonly waiting: number;
}

/**
 * Does many things at once and tells what came of them in their order, whatever the order in which they end. What
 * has ended early waits, and so much of it that memory stays bounded however long the first one takes.
 *
 * Each is begun in a turn of the event loop of its own. Begun all at once, the first request would go out only when
 * the last one has been made, and everybody would wait for that.
 *
 * @param work must not reject
 * @param weigh what a result counts for among those that wait
 */
export async function* inOrder<T>(
  works: readonly (() => Promise<T>)[],
  { concurrency, waiting: most }: Bounds,
  weigh: (result: T) => number,
): AsyncGenerator<T> {
  const results = new Map<number, Promise<T>>();
  let next = 0;
  let running = 0;
  let waiting = 0;
  let head = 0;
  let stopped = false;
  const begin = (): void => {
    if (stopped || running >= concurrency || (waiting > most && next !== head)) return;
    const work = works[next];
    if (!work) return;
    running++;
    results.set(
      next++,
      work().then((result) => {
        running--;
        waiting += weigh(result);
        begin();
        return result;
      }),
    );
    setImmediate(begin);
  };
  try {
    for (; head < works.length; head++) {
      begin();
      const result = await results.get(head);
      results.delete(head);
      if (result === undefined) throw new TypeError('a work came to nothing');
      yield result;
      waiting -= weigh(result);
    }
  } finally {
    stopped = true;
  }
}
