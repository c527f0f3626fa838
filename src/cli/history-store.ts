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
 * Refuses a part of the accounts, which does not show how the organisation is doing.
 *
 * @throws UsageError
 */
export function refuseShard(shard: string | undefined): void {
  if (shard === undefined) return;
  throw new UsageError({
    code: 'conflicting-options',
    message: '--history has to see every account, and --shard takes a part of them',
    hint: 'Leave one of the two out.',
  });
}
