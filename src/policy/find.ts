import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a policy is called when nobody says. */
export const policyFileNames = ['registry-lint.yaml', 'registry-lint.yml'] as const;

/** The policy of this folder, or of the nearest one above it. */
export function findPolicy(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = policyFileNames.map((name) => join(folder, name)).find(stands);
    if (file !== undefined || folder === dirname(folder)) return file;
  }
}

/**
 * Whether there is something of that name, be it a link that leads nowhere or what may not be looked at. Reading
 * it fails then; to take another policy in its place could let everything through.
 */
function stands(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
