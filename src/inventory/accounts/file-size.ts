import { type Stats, statSync } from 'node:fs';
import { InventoryError } from '../../model/error.js';
import { whyUnreadable } from '../../model/unreadable.js';
import { defaultLimits } from '../security-center/limits.js';

/**
 * Refuses a file that is not to be held in memory as a whole: an account counts only once all of it has been read.
 *
 * @throws InventoryError
 */
export function checkSize(file: string): void {
  const stats = statsOf(file);
  const most = defaultLimits.maxAnswerBytes;
  if (stats.isFile() && stats.size <= most) return;
  throw new InventoryError({
    code: stats.isFile() ? 'inventory-too-large' : 'unreadable',
    message: stats.isFile()
      ? `the inventory ${file} has more than ${most / 1024 / 1024} MiB, which is more than an account can have`
      : `the inventory ${file} cannot be read: ${stats.isDirectory() ? 'it is a folder' : 'it is not a regular file'}`,
    hint: 'Check a file of that size by itself, with --inventory.',
  });
}

function statsOf(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    throw new InventoryError({
      code: 'unreadable',
      message: `the inventory ${file} cannot be read: ${whyUnreadable(error)}`,
      hint: 'Check the path in the accounts file: it is relative to that file.',
    });
  }
}
