import { accessSync, constants } from 'node:fs';
import { appendRun } from '../history/append.js';
import { Reader } from '../history/read.js';
import { HistoryRecorder } from '../history/recorder.js';
import { UsageError } from '../model/error.js';
import { unwritable } from '../model/unwritable.js';
import { makeFolder } from './make-folder.js';
import { note } from './terminal.js';

/** The history that a check is to be added to. */
export class HistoryStore {
  /** To be told of the check, and to watch its inventory. */
  readonly recorder = new HistoryRecorder();
  readonly #folder: string;
  readonly #isNew: boolean;

  /**
   * Makes the folder where there is none.
   *
   * @throws UsageError where nothing can be added to it, before any work is lost
   */
  constructor(folder: string) {
    this.#folder = folder;
    try {
      makeFolder(folder);
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw unwritable(`the history ${folder}`, error, 'Check the folder given to --history.');
    }
    this.#isNew = new Reader(folder).names.length === 0;
  }

  /**
   * Adds the check, once everything else that it has to say is out.
   *
   * @throws UsageError when it cannot be added
   */
  append(): void {
    appendRun(this.#folder, this.recorder.run);
    if (this.#isNew) note(`began a history in ${this.#folder}`);
  }
}

/**
 * Refuses several threads beside a history: they leave out what passes, and of an account of which nothing was seen
 * no finding counts as fixed.
 *
 * @throws UsageError
 */
export function refuseThreads(threads: number | undefined): void {
  if (threads === undefined || threads === 1) return;
  throw new UsageError({
    code: 'conflicting-options',
    message: '--history has to see every registry, and --threads leaves out those that pass',
    hint: 'Leave one of the two out.',
  });
}
