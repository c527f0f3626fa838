/** Compares names as people sort them: `harbor-2` before `harbor-10`. */
const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

/** The place that each text has when all are sorted; equal texts have the same. */
export function ranksOf(texts: readonly string[]): Uint32Array {
  const order = Array.from(texts, (_, index) => index);
  order.sort((a, b) => compare(texts[a] ?? '', texts[b] ?? ''));
  const ranks = new Uint32Array(texts.length);
  let rank = 0;
  for (const [place, index] of order.entries()) {
    if (place > 0 && texts[index] !== texts[order[place - 1] ?? 0]) rank++;
    ranks[index] = rank;
  }
  return ranks;
}

/** What is costly and always the same, made when it is first asked for. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
