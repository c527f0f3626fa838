import { readFileSync } from 'node:fs';

/**
 * Whose pull request this run is for, if GitHub gives it neither secrets nor an ID token for that reason. Anyone
 * can open a pull request from a fork, so its run must not get at the account.
 */
export function strangerOf(env: NodeJS.ProcessEnv): string | undefined {
  if (env['GITHUB_EVENT_NAME'] !== 'pull_request') return undefined;
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') return 'Dependabot';
  const pull = member(readEvent(env['GITHUB_EVENT_PATH']), 'pull_request');
  const base = repository(pull, 'base');
  // The repository of a head is null once the fork was deleted.
  return base !== undefined && repository(pull, 'head') !== base ? 'a fork' : undefined;
}

const repository = (pull: unknown, side: 'base' | 'head'): unknown =>
  member(member(member(pull, side), 'repo'), 'full_name');

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function readEvent(file: string | undefined): unknown {
  try {
    return file ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
