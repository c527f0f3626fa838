import { type History, readHistory } from '../../../history/read.js';
import { HistoryRecorder } from '../../../history/recorder.js';
import type { HistoryStore } from '../../../history/store.js';
import { type RunView, viewOf } from '../../../history/view.js';
import { UsageError } from '../../../model/error.js';
import { openHistoryStore } from '../../history-store.js';

/** What the command line says of a history. */
export interface HistoryOptions {
  /** The folder of the history. */
  readonly history?: string;
  readonly append: boolean;
}

/** The history that a report is compared with, and that its run is added to. */
export class ReportHistory {
  /** To be told of the run, and to watch its inventory. */
  readonly recorder: HistoryRecorder;
  readonly #store: HistoryStore | undefined;
  readonly #before: History;

  /**
   * Reads what there is. Where the run is to be added, makes the folder if there is none.
   *
   * @throws UsageError where the history cannot be read, or nothing can be added to it, before any work is lost
   */
  constructor(folder: string, append: boolean) {
    this.#store = append ? openHistoryStore(folder) : undefined;
    this.recorder = this.#store?.recorder ?? new HistoryRecorder();
    this.#before = readHistory(folder);
  }

  /** What earlier runs say of this one, once it has ended. */
  view(): RunView {
    return viewOf(this.#before, this.recorder.run);
  }

  /** Adds the run, if it is to be added. */
  append(): void {
    this.#store?.append(this.#before);
  }
}

/** @throws UsageError where nothing could come of an option, or of the history */
export function reportHistory({ history, append }: HistoryOptions): ReportHistory | undefined {
  if (history !== undefined) return new ReportHistory(history, append);
  if (append) return undefined;
  throw new UsageError({
    code: 'missing-history',
    message: '--no-append leaves a history as it is, and no history is named',
    hint: 'Name its folder with --history, or leave --no-append out.',
  });
}
