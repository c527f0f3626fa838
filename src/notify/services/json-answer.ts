import type { Answer, Refusal } from './service.js';

/** What a code of a service means. */
export type Codes = ReadonlyMap<number, Refusal>;

/**
 * Reads the answer of a service that says by a code in JSON whether it took the notification, and answers HTTP 200
 * also where it did not.
 *
 * @param codeOf the code in an answer; 0 is success
 * @param codes what the others mean, as far as the service's documents say
 */
export function refusalByCode(
  { status, body }: Answer,
  codeOf: (answer: Readonly<Record<string, unknown>>) => unknown,
  codes: Codes,
): Refusal | undefined {
  const answer = parse(body);
  const code = answer && codeOf(answer);
  if (typeof code !== 'number') return foreign(status);
  if (code === 0) return status === 200 ? undefined : foreign(status);
  const known = codes.get(code);
  return known
    ? { ...known, reason: `${known.reason} (code ${code})` }
    : { reason: `it answered with the code ${code}` };
}

/** What answers there is not the service: a wrong address, or a portal on the way. */
function foreign(status: number): Refusal {
  return {
    reason: `its answer is not one that the service gives (HTTP ${status})`,
    hint: 'Check the address, and whether something on the way answers in its place.',
  };
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}
