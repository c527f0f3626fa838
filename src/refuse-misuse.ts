import { UsageError } from './model/error.js';
import type { Policy } from './model/rule.js';
import { type FailOn, severities } from './model/severity.js';

/** What decides whether a run passes. */
interface Judgement {
  readonly failOn: FailOn;
  readonly failOnOpen: boolean;
}

const thresholds: readonly unknown[] = [...severities, 'never'];

/**
 * Refuses what a program without types can ask for and what nothing would fail at: a threshold that there is not, or
 * a policy whose rules were taken out.
 *
 * @throws UsageError
 */
export function refuseMisuse({ failOn, failOnOpen }: Judgement, { rules }: Policy): void {
  if (!thresholds.includes(failOn)) throw badOption('failOn', failOn, thresholds.join(', '));
  if (typeof failOnOpen !== 'boolean') throw badOption('failOnOpen', failOnOpen, 'true, false');
  if (rules.length > 0) return;
  throw new UsageError({
    code: 'no-rules',
    message: 'this policy has no rule, so nothing would be checked',
    hint: 'Hand on what loadPolicy gives, unchanged.',
  });
}

function badOption(name: string, value: unknown, known: string): UsageError {
  return new UsageError({
    code: 'bad-option',
    message: `the option ${name} cannot be ${JSON.stringify(String(value).slice(0, 60))}`,
    hint: `It can be one of: ${known}.`,
  });
}
