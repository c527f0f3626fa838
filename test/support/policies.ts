import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
