import { accessSync, constants } from 'node:fs';
import { appendRun } from '../history/append.js';
import { type History, Reader } from '../history/read.js';
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
   * Adds the check, once everything else that it has to say is out. One that could read no account says nothing of
   * how the organisation stands, and is not added.
   *
   * @param before the history, where it was read for something else
   * @throws UsageError when it cannot be added
   */
  append(before?: History): void {
    const { run } = this.recorder;
    if (run.unread.length > 0 && run.accounts.length === 0) return;
    appendRun(this.#folder, run, before);
    if (this.#isNew) note(`began a history in ${this.#folder}`);
  }
}

/**
 * Refuses what leaves registries unseen: of an account of which nothing was seen no finding counts as fixed, and a
 * part of the accounts is not how the organisation stands.
 *
 * @throws UsageError
 */
export function refusePartial(threads: number | undefined, shard: string | undefined): void {
  if (threads !== undefined && threads > 1) {
    throw conflict('--history has to see every registry, and --threads leaves out those that pass');
  }
  if (shard !== undefined)
    throw conflict('--history has to see every account, and --shard takes a part of them');
}

function conflict(message: string): UsageError {
  return new UsageError({ code: 'conflicting-options', message, hint: 'Leave one of the two out.' });
}
