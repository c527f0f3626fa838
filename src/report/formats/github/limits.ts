/** GitHub shows so many annotations of a severity for a step, and drops the others without a word. */
export const MOST_ANNOTATIONS = 10;
