import { UsageError } from '../../model/error.js';

/** What is said of an option that may not be given here. */
interface Refusal {
  readonly code: string;
  /** @param option as it is written on the command line */
  readonly message: (option: string) => string;
  readonly hint: string;
}

/**
 * Refuses the first of these options that is given: one that would do nothing is a misunderstanding, and must not
 * look as if it had worked.
 *
 * @param options by the names that commander has for them
 * @throws UsageError
 */
export function refuseGiven(
  options: Readonly<Record<string, unknown>>,
  { code, message, hint }: Refusal,
): void {
  const [name] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return;
  const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError({ code, message: message(option), hint });
}
