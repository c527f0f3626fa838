import { HistoryStore } from '../history/store.js';
import { UsageError } from '../model/error.js';
import { note } from './terminal/terminal.js';

/** @throws UsageError where nothing can be added to the history, before any work is lost */
export function openHistoryStore(folder: string): HistoryStore {
  return new HistoryStore(folder, {
    hint: 'Check the folder given to --history.',
    onBegin: () => note(`began a history in ${folder}`),
  });
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
