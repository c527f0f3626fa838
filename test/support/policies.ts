import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ErrorDetails, PolicyError } from '../../src/model/error.js';
import type { Policy } from '../../src/model/rule.js';
import { loadPolicy } from '../../src/policy/load.js';

/** Writes files into a folder of their own. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-lint-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Loads a policy from its text, with other files beside it. */
export function policyOf(text: string, others: Readonly<Record<string, string>> = {}): Promise<Policy> {
  return loadPolicy(['policy.yaml'], folderWith({ ...others, 'policy.yaml': text }));
}

/** What is wrong with a policy that has mistakes. */
export async function mistakesIn(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<readonly ErrorDetails[]> {
  try {
    await policyOf(text, others);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  throw new Error('the policy has no mistake');
}
