import { at, readEvent } from './event.js';

/**
 * Whose pull request this run is for, if GitHub gives it neither secrets nor an ID token for that reason. Anyone
 * can open a pull request from a fork, so its run must not get at the account.
 */
export function strangerOf(env: NodeJS.ProcessEnv): string | undefined {
  if (env['GITHUB_EVENT_NAME'] !== 'pull_request') return undefined;
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'Dependabot';
  const pull = at(readEvent(env), 'pull_request');
  const base = at(pull, 'base', 'repo', 'full_name');
  // The repository of a head is null once the fork was deleted.
  return base !== undefined && at(pull, 'head', 'repo', 'full_name') !== base ? 'a fork' : undefined;
}
