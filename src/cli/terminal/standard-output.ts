import { systemCode } from '../../model/unreadable.js';
import { unwritable } from '../../model/unwritable.js';
import { listenToErrors, writeNow } from './terminal.js';

/** Up to here, a run that fails in the end has written nothing. */
const HELD = 1024 * 1024;

/** Once text flows, it goes out in pieces of this size. */
const PIECE = 64 * 1024;

/**
 * Standard output, held back until the run has ended or more has come than is kept in memory. Writing waits
 * for the reader, so a slow one makes the run slow and not large.
 */
export class StandardOutput {
  #held = '';
  #limit = HELD;
  #gone = false;
  readonly #beforeText: () => void;

  /** @param beforeText called before anything is written, as a progress line may stand in the way */
  constructor(beforeText: () => void = () => {}) {
    this.#beforeText = beforeText;
  }

  readonly write = (text: string): void => {
    this.#held += text;
    if (this.#held.length > this.#limit) this.release();
  };

  /** Lets out what is held, and from here on holds no more than a piece. */
  release(): void {
    const text = this.#held;
    this.#held = '';
    this.#limit = PIECE;
    if (text === '' || this.#gone) return;
    this.#beforeText();
    try {
      writeNow('stdout', text);
    } catch (error) {
      refuseUnwritable(error);
      this.#gone = true;
    }
  }

  /** Forgets what is held: the run has failed. */
  discard(): void {
    this.#held = '';
  }
}

/** For text that others write to `process.stdout`, whose errors come later than the text. */
export function expectErrors(): void {
  listenToErrors('stdout', refuseUnwritable);
}

/**
 * Does nothing where the reader (`head`, a pager) has seen enough: the run goes on to the exit code that it is
 * asked for.
 *
 * @throws UsageError for everything else that the system says
 */
function refuseUnwritable(error: unknown): void {
  if (systemCode(error) === 'EPIPE') return;
  throw unwritable('standard output', error, 'Nobody has seen all of it: run the command again.');
}

/** Writes a text of which nothing can fail any more. */
export function print(text: string): void {
  const output = new StandardOutput();
  output.write(text);
  output.release();
}
