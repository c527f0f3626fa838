import { en } from '../../messages/en.js';
import type { Summary } from '../../model/result.js';
import type { FailOn } from '../../model/severity.js';
import { verdictLine } from '../../report/describe/verdict.js';
import { tell } from './terminal.js';

/** What the command line says of the gate. */
interface GateOptions {
  readonly failOn?: FailOn;
  readonly allowOpen?: boolean;
}

/** Says why the exit code is 1 where nobody reads it in a report. Like all of standard error, it is in English. */
export function tellVerdict(counts: Summary['counts'], { failOn = 'error', allowOpen }: GateOptions): void {
  tell(verdictLine(counts, { failOn, failOnOpen: allowOpen !== true }, en));
}
