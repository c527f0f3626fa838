import { UsageError } from '../../model/error.js';

/** What is said of a text that is no such number. */
interface Refusal {
  readonly code: string;
  /** What the number is, to stand behind `is not`. */
  readonly wanted: string;
}

/**
 * The whole number from 1 to `most` that an option or an input gives.
 *
 * @throws UsageError for anything else
 */
export function wholeNumber(text: string, most: number, { code, wanted }: Refusal): number {
  if (/^[1-9]\d{0,5}$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError({
    code,
    message: `${JSON.stringify(text.slice(0, 60))} is not ${wanted}`,
    hint: `Give a whole number from 1 to ${most}.`,
  });
}
