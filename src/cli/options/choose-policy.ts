import { relative } from 'node:path';
import type { Policy } from '../../model/rule.js';
import type { PolicyOptions } from '../../policy/load.js';
import { note } from '../terminal/terminal.js';

/** The pack for those who have no policy yet. */
const FALLBACK = 'recommended';

/**
 * The policy of a run, loaded. Says what it chose.
 *
 * @param options files of waivers, beside those that the policy names, and directories that it may read from
 */
export async function choosePolicy(
  names: readonly string[],
  cwd: string,
  options: PolicyOptions = {},
): Promise<Policy> {
  const { loadPolicy } = await import('../../policy/load.js');
  return loadPolicy(await policyNames(names, cwd), cwd, options);
}

/** The policies named, else the one found here or in a folder above, else a pack. Says what it chose. */
export async function policyNames(names: readonly string[], cwd: string): Promise<readonly string[]> {
  if (names.length > 0) return names;
  const { findPolicy } = await import('../../policy/find.js');
  const found = findPolicy(cwd);
  if (found !== undefined) {
    note(`the policy is ${relative(cwd, found)}`);
    return [found];
  }
  note(
    `no policy is named, and there is no registry-lint.yaml here or above: the pack ${FALLBACK} is the policy`,
  );
  return [FALLBACK];
}
