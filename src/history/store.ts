import { accessSync, constants } from 'node:fs';
import { makeFolder } from '../documents/make-folder.js';
import { unwritable } from '../model/unwritable.js';
import { appendRun } from './append.js';
import { type History, Reader } from './read.js';
import { HistoryRecorder } from './recorder.js';

/** What a history says to those who use it. */
export interface HistoryTexts {
  /** What to do where nothing can be written into the folder. */
  readonly hint: string;
  /** Called once the first run of all is added. */
  readonly onBegin?: () => void;
}

/** The history that a run is to be added to. */
export class HistoryStore {
  /** To be told of the run, and to watch its inventory. */
  readonly recorder = new HistoryRecorder();
  readonly #folder: string;
  readonly #isNew: boolean;
  readonly #onBegin: (() => void) | undefined;

  /**
   * Makes the folder where there is none.
   *
   * @throws UsageError where nothing can be added to it, before any work is lost
   */
  constructor(folder: string, { hint, onBegin }: HistoryTexts) {
    this.#folder = folder;
    this.#onBegin = onBegin;
    try {
      makeFolder(folder);
      accessSync(folder, constants.W_OK);
    } catch (error) {
      throw unwritable(`the history ${folder}`, error, hint);
    }
    this.#isNew = new Reader(folder).names.length === 0;
  }

  /**
   * Adds the run, once everything else that it has to say is out. One that could read no account says nothing of
   * how the organisation stands, and is not added.
   *
   * @param before the history, where it was read for something else
   * @throws UsageError when it cannot be added
   */
  append(before?: History): void {
    const { run } = this.recorder;
    if (run.unread.length > 0 && run.accounts.length === 0) return;
    appendRun(this.#folder, run, before);
    if (this.#isNew) this.#onBegin?.();
  }
}
