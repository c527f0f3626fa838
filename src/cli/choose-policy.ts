import { relative } from 'node:path';
import type { Policy } from '../model/rule.js';
import { tell } from './terminal.js';

/** The pack for those who have no policy yet. */
const FALLBACK = 'recommended';

/** The policies named, else the one found here or in a folder above, else a pack. Says what it chose. */
export async function choosePolicy(names: readonly string[], cwd: string): Promise<Policy> {
  const { loadPolicy } = await import('../policy/load.js');
  if (names.length > 0) return loadPolicy(names, cwd);
  const { findPolicy } = await import('../policy/find.js');
  const found = findPolicy(cwd);
  if (found !== undefined) {
    tell(`note: the policy is ${relative(cwd, found)}`);
    return loadPolicy([found], cwd);
  }
  tell(`note: no --policy, and no registry-lint.yaml here or above: the pack ${FALLBACK} is the policy`);
  return loadPolicy([FALLBACK], cwd);
}
