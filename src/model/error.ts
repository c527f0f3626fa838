import { redactUnmistakable } from '../secret-scan/redact.js';
import { formatLocation, type Location } from './location.js';

/** Exit codes of the program. There is no path from an inventory that could not be read to 0. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, inventory: 3 } as const;

/** How a run ends. Nothing that was found outweighs that something could not be read. */
export function exitCodeOf(summary: {
  readonly failed: boolean;
  readonly unread?: readonly unknown[] | undefined;
}): 0 | 1 | 3 {
  if (summary.unread !== undefined && summary.unread.length > 0) return exitCodes.inventory;
  return summary.failed ? exitCodes.findings : exitCodes.clean;
}

/** What every error of this program tells: what happened, where, and what to do. */
export interface ErrorDetails {
  /** Stable, for programs: `no-permission`, `unknown-field`, … */
  readonly code: string;
  /** One sentence: what happened. Free of secrets. */
  readonly message: string;
  /** What to do about it. May have several lines. */
  readonly hint?: string;
  readonly location?: Location;
  /** The lines around `location`, with a marker. Never made of an inventory file: it could hold secrets. */
  readonly frame?: string;
}

/** An error that is meant for people, with the exit code that it ends in. */
export abstract class RegistryLintError extends Error {
  abstract readonly exitCode: 2 | 3;
  readonly code: string;
  readonly hint: string | undefined;
  readonly location: Location | undefined;
  readonly frame: string | undefined;

  constructor(told: ErrorDetails) {
    const details = withoutCredentials(told);
    super(details.message);
    this.code = details.code;
    this.hint = details.hint;
    this.location = details.location;
    this.frame = details.frame;
  }

  /** The whole error as plain text: where, what, the frame, what to do. */
  describe(): string {
    const where = this.location ? `${formatLocation(this.location)}: ` : '';
    return [`${where}${this.message}`, this.frame, this.hint].filter(Boolean).join('\n');
  }
}

/** Errors quote what people wrote, on the command line and in files, and may be told to services. */
function withoutCredentials(details: ErrorDetails): ErrorDetails {
  const { message, hint } = details;
  return {
    ...details,
    message: redactUnmistakable(message),
    ...(hint !== undefined && { hint: redactUnmistakable(hint) }),
  };
}

/** The command line, a policy or a waiver file is wrong: exit code 2. */
export class UsageError extends RegistryLintError {
  override readonly name = 'UsageError';
  override readonly exitCode = exitCodes.usage;
}

/** One or more mistakes in a policy, all of them told at once: exit code 2. */
export class PolicyError extends RegistryLintError {
  override readonly name = 'PolicyError';
  override readonly exitCode = exitCodes.usage;
  readonly problems: readonly ErrorDetails[];
  /** Whether more can be wrong, for which one can look only once these are mended. */
  readonly mayBeMore: boolean;

  constructor(problems: readonly [ErrorDetails, ...ErrorDetails[]], mayBeMore = false) {
    super(problems[0]);
    this.problems = problems.map(withoutCredentials);
    this.mayBeMore = mayBeMore;
  }
}

/** The inventory could not be read whole: exit code 3. */
export class InventoryError extends RegistryLintError {
  override readonly name = 'InventoryError';
  override readonly exitCode = exitCodes.inventory;
}

/** A notification could not be sent: exit code 2, unless the run itself ends in a worse one. */
export class NotificationError extends RegistryLintError {
  override readonly name = 'NotificationError';
  override readonly exitCode = exitCodes.usage;
}
