/** A power of two: enough for the entries of a common whitelist, few enough to look through at every call. */
const RECENT = 8;

/**
 * The same function, with its last few answers kept: two rules ask about the same texts of one registry. A ring
 * and not a map, since most texts never come again and filling a map takes longer than computing them.
 */
export function rememberRecent<T>(compute: (text: string) => T): (text: string) => T {
  const texts = new Array<string>(RECENT).fill('');
  const answers = new Array<T>(RECENT).fill(compute(''));
  let next = 0;
  return (text) => {
    for (let at = 0; at < RECENT; at++) if (texts[at] === text) return answers[at] as T;
    const answer = compute(text);
    texts[next] = text;
    answers[next] = answer;
    next = (next + 1) & (RECENT - 1);
    return answer;
  };
}

/** Answers kept by the function below, a few megabytes at most. */
const MOST = 65_536;

/** The same function, with its answers kept: for texts that come again and again. */
export function rememberAll<T extends string>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (answers.size >= MOST) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
