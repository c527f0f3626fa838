/** How many answers are kept. Whitelists of one account repeat; a hostile inventory must not fill the memory. */
const MOST = 1000;

/** The same function, with its last answers kept: two rules of one registry ask about the same text. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
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
