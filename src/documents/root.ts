import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, sep } from 'node:path';

/** Variables in which a CI service names the directory of the checkout. */
const WORKSPACES = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BUILD_SOURCESDIRECTORY'];

/**
 * The root of a run, as a real path: the CI service's checkout if it contains the working directory, else the nearest
 * directory at or above it with a `.git` (a directory, or a file as in worktrees and submodules), else the working
 * directory. What is under the root is not trusted, and paths in reports are relative to it.
 */
export function findRoot(workingDirectory: string, env: NodeJS.ProcessEnv): string {
  return findCheckout(workingDirectory, env) ?? realPath(workingDirectory);
}

/** The same, but undefined if neither a CI service nor a `.git` shows that the working directory is part of a checkout. */
export function findCheckout(workingDirectory: string, env: NodeJS.ProcessEnv): string | undefined {
  const start = realPath(workingDirectory);
  for (const name of WORKSPACES) {
    const workspace = env[name];
    if (!workspace || !isAbsolute(workspace)) continue;
    const real = realPath(workspace);
    if (isInside(start, real)) return real;
  }
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(`${directory}${sep}.git`)) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

/** Whether a path is a directory or something below it. Both must be real paths. */
export function isInside(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
