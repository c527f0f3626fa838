import type { Argument, Option } from 'commander';

/** Values that can be given, where they are known. What is slow to find out is asked for only when needed. */
export type Choices = readonly string[] | (() => Promise<readonly string[]>);

/** Kept beside commander's own list, which would repeat in the help what the descriptions say. */
const known = new WeakMap<Option | Argument, Choices>();

/** Notes which values an option or an argument takes, for the completions of shells. */
export function offering<T extends Option | Argument>(to: T, choices: Choices): T {
  known.set(to, choices);
  return to;
}

/** The values noted; undefined where any may be given. */
export async function choicesOf(of: Option | Argument): Promise<readonly string[] | undefined> {
  const choices = known.get(of);
  return typeof choices === 'function' ? choices() : choices;
}
