import { relative } from 'node:path';
import type { Policy } from '../../model/rule.js';
import { findPolicy } from '../../policy/find.js';
import type { PolicyOptions } from '../../policy/load.js';
import { note } from '../terminal/terminal.js';

/** The pack for those who have no policy yet. */
const FALLBACK = 'recommended';

/**
 * The policy of a run, loaded. Says what it chose, and whether the floor can be changed with what is checked.
 *
 * @param options files of waivers, beside those that the policy names, a floor, and directories that may be read from
 */
export async function choosePolicy(
  names: readonly string[],
  cwd: string,
  options: PolicyOptions = {},
): Promise<Policy> {
  const { loadPolicy } = await import('../../policy/load.js');
  const policy = await loadPolicy(await policyNames(names, cwd), cwd, options);
  if (policy.floor?.inCheckout) {
    note(
      `the floor ${policy.floor.name} is part of the checkout that it guards, so a pull request can change it: read it from a checkout of its own`,
    );
  }
  return policy;
}

/** The policies named, else the one found here or in a folder above, else a pack. Says what it chose. */
export async function policyNames(names: readonly string[], cwd: string): Promise<readonly string[]> {
  if (names.length > 0) return names;
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
