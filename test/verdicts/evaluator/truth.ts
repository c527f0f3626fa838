/** What a condition is of a registry, as docs/policies.md has it: true, false, or open where it cannot be decided. */
export type Truth = 'true' | 'false' | 'open';

export const truth = (holds: boolean): Truth => (holds ? 'true' : 'false');

/** "false if one is false, else open if one is open". */
export function allOf(parts: readonly Truth[]): Truth {
  if (parts.includes('false')) return 'false';
  return parts.includes('open') ? 'open' : 'true';
}

/** "true if one is true, else open if one is open". */
export function anyOf(parts: readonly Truth[]): Truth {
  if (parts.includes('true')) return 'true';
  return parts.includes('open') ? 'open' : 'false';
}

/** "open if it is open". */
export function not(part: Truth): Truth {
  if (part === 'open') return 'open';
  return truth(part === 'false');
}
