import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a policy is called when nobody says. */
export const policyFileNames = ['registry-lint.yaml', 'registry-lint.yml'] as const;

/** The policy of this folder, or of the nearest one above it. */
export function findPolicy(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = policyFileNames.map((name) => join(folder, name)).find(existsSync);
    if (file !== undefined || folder === dirname(folder)) return file;
  }
}
