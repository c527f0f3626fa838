/** The same function, with its last answer kept: rules that ask about one field of a registry follow each other. */
export function rememberLast<T>(compute: (text: string) => T): (text: string) => T {
  // Two variables, not an object with both: it would be made anew for nearly every record.
  let lastText: string | undefined;
  let lastAnswer: T | undefined;
  return (text) => {
    if (lastText !== text || lastAnswer === undefined) {
      lastAnswer = compute(text);
      lastText = text;
    }
    return lastAnswer;
  };
}

/** A power of two: enough for the entries of a common whitelist. */
const SLOTS = 32;

/**
 * The same function, with its last few answers kept: two rules ask about the same texts of one registry. Each
 * text has one slot, chosen by its length and last characters. A map of all texts would take longer to fill than
 * to compute the answers anew, as most texts never come again.
 */
export function rememberRecent<T>(compute: (text: string) => T): (text: string) => T {
  const texts = new Array<string>(SLOTS).fill('');
  // Made at the first question: most functions are never asked one.
  let answers: T[] | undefined;
  return (text) => {
    answers ??= new Array<T>(SLOTS).fill(compute(''));
    const { length } = text;
    // Beyond the ends `charCodeAt` is NaN, which counts as 0.
    const slot = (length * 5 + text.charCodeAt(length - 4) * 3 + text.charCodeAt(length - 6)) & (SLOTS - 1);
    if (texts[slot] === text) return answers[slot] as T;
    const answer = compute(text);
    texts[slot] = text;
    answers[slot] = answer;
    return answer;
  };
}

/** Answers kept by the function below, a few megabytes at most. */
const MOST = 65_536;

/** The same function, with its answers kept: for what comes again and again. */
export function rememberAll<Key, T extends string>(compute: (key: Key) => T): (key: Key) => T {
  const answers = new Map<Key, T>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute(key);
    if (answers.size >= MOST) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}
