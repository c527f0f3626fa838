import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkoutOf, headCommit } from '../documents/git.js';
import { UsageError } from '../model/error.js';
import { findPolicy } from '../policy/find.js';
import { at, readEvent } from './event.js';
import type { Inputs } from './inputs.js';

/**
 * Refuses to use credentials where the files that decide what is checked may be a stranger's. On these events GitHub
 * gives a run the secrets of the repository although anyone can cause one, and by itself checks out the base branch.
 * Whoever checks out the pull request instead would let it say whose registries are listed, and what of them passes.
 *
 * Every file of the run has to be of a checkout whose commit is the base's. Any other commit is refused: the head of the
 * pull request, its merge commit, and one of which nothing is known. The floor is not looked at: it may well be of
 * another repository, which the workflow names.
 *
 * @throws UsageError
 */
export function refuseUntrustedCheckout(inputs: Inputs, env: NodeJS.ProcessEnv, cwd: string): void {
  if (inputs.source.inventory !== undefined) return;
  const base = baseCommits(env);
  if (base === undefined) return;
  const files = filesOf(inputs, cwd);
  for (const path of [env['GITHUB_WORKSPACE'] || cwd, cwd, ...files]) {
    const checkout = checkoutOf(path);
    // Without a checkout, as where the policy is a built-in pack, there is no file of anyone's.
    if (!checkout && !files.includes(path)) continue;
    const commit = checkout && headCommit(checkout);
    if (commit === undefined || !base.has(commit)) throw untrusted(env, checkout?.directory ?? path, commit);
  }
}

/** The commits that are not the pull request's; undefined where the event is not one that a stranger can cause. */
function baseCommits(env: NodeJS.ProcessEnv): ReadonlySet<unknown> | undefined {
  const event = readEvent(env);
  const name = env['GITHUB_EVENT_NAME'];
  if (name === 'pull_request_target') {
    return without(event, [env['GITHUB_SHA'], at(event, 'pull_request', 'base', 'sha')]);
  }
  if (name !== 'workflow_run') return undefined;
  const here = at(event, 'repository', 'full_name');
  const isOwn = here !== undefined && at(event, 'workflow_run', 'head_repository', 'full_name') === here;
  return isOwn ? undefined : without(event, [env['GITHUB_SHA']]);
}

/** In no case the head itself, whatever else has the same name. */
function without(event: unknown, commits: readonly unknown[]): ReadonlySet<unknown> {
  const heads = [
    at(event, 'pull_request', 'head', 'sha'),
    at(event, 'pull_request', 'merge_commit_sha'),
    at(event, 'workflow_run', 'head_sha'),
  ];
  return new Set(commits.filter((commit) => commit !== undefined && !heads.includes(commit)));
}

/** The files that decide what is checked, as far as they are there; that one is not is told when it is read. */
function filesOf({ policy, waivers, baseline, source }: Inputs, cwd: string): readonly string[] {
  const named = [...policy, ...waivers, baseline, source.accounts].filter((file) => file !== undefined);
  const found = policy.length === 0 ? findPolicy(cwd) : undefined;
  const files = named.map((file) => resolve(cwd, file)).filter((file) => existsSync(file));
  return found === undefined ? files : [...files, found];
}

function untrusted(env: NodeJS.ProcessEnv, place: string, commit: string | undefined): UsageError {
  const event = env['GITHUB_EVENT_NAME'];
  const is =
    commit === undefined
      ? `the commit of ${place} cannot be found out`
      : `${place} is at ${commit.slice(0, 12)}, which is not the base commit of this run`;
  return new UsageError({
    code: 'untrusted-checkout',
    message: `${is}: on ${event} anyone's pull request runs with this repository's credentials, and its files would decide what is checked`,
    hint: [
      'Use the event pull_request, with OIDC for the branches of this repository;',
      'or keep the event and check out the base branch, which actions/checkout does without `ref`;',
      'or check a saved snapshot with the input inventory, which needs no credentials.',
    ].join('\n'),
  });
}
