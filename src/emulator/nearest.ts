/** The name most like a misspelt one, if any is like it at all. */
export function nearest(misspelt: string, names: readonly string[]): string | undefined {
  // A longer text is no slip of the finger, and would only take long to compare.
  if (misspelt.length > 40) return undefined;
  const ranked = names
    .map((name) => ({ name, distance: editDistance(misspelt.toLowerCase(), name) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.ceil(best.name.length / 2) ? best.name : undefined;
}

/** How many letters have to be put in, taken out or changed to make one word of the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
