/** Kleene's three truth values. Undefined is open: it cannot be decided. */
export type Truth = boolean | undefined;

/** The opposite; what is open stays open. */
export function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Whether something holds for every item. One that fails decides; otherwise one that is open leaves it open. */
export function every<Item>(items: readonly Item[], holds: (item: Item) => Truth): Truth {
  return quantify(items, holds, false);
}

/** Whether something holds for at least one item. One that holds decides; otherwise one that is open leaves it open. */
export function some<Item>(items: readonly Item[], holds: (item: Item) => Truth): Truth {
  return quantify(items, holds, true);
}

function quantify<Item>(items: readonly Item[], holds: (item: Item) => Truth, decisive: boolean): Truth {
  let truth: Truth = !decisive;
  for (const item of items) {
    const one = holds(item);
    if (one === decisive) return decisive;
    if (one === undefined) truth = undefined;
  }
  return truth;
}
