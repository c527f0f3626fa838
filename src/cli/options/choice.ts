import { UsageError } from '../../model/error.js';
import { didYouMean } from '../../model/suggest.js';

/** The value, if it is one of those that there are. Throws a `UsageError` with a suggestion otherwise. */
export function choose<T extends string>(what: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new UsageError({
    code: `unknown-${what.replaceAll(' ', '-')}`,
    message: `there is no ${what} ${JSON.stringify(value.slice(0, 60))}`,
    hint: [didYouMean(value, choices), `There are ${listOf(choices)}.`].filter(Boolean).join(' '),
  });
}

/** `a, b and c` */
export function listOf(names: readonly string[], word = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}
