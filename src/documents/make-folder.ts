import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../model/unreadable.js';

/**
 * Makes a folder and those above it. Node's own `recursive` never ends where the system says ENOENT of a folder
 * that is there, as Linux does in /proc.
 *
 * @throws what the system says of the folder that cannot be made
 */
export function makeFolder(folder: string, mode?: number): void {
  const said = make(folder, mode);
  if (said === undefined) return;
  const above = dirname(folder);
  if (systemCode(said) !== 'ENOENT' || above === folder) throw said;
  makeFolder(above, mode);
  const still = make(folder, mode);
  if (still !== undefined) throw still;
}

/** What the system says, unless the folder is there now. */
function make(folder: string, mode: number | undefined): unknown {
  try {
    mkdirSync(folder, { mode });
    return undefined;
  } catch (error) {
    return systemCode(error) === 'EEXIST' ? undefined : error;
  }
}
