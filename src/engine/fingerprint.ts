import { createHash } from 'node:crypto';
import { registryIdentity } from '../model/identity.js';
import type { Registry } from '../model/registry.js';

/**
 * What tells a finding from all others, over runs and over moves in a file: the rule and the registry. The
 * values found are no part of it, so a finding stays the same one while it gets better or worse.
 *
 * @returns 32 hexadecimal digits
 */
export function fingerprint(ruleId: string, registry: Registry): string {
  const identity = JSON.stringify([ruleId, registryIdentity(registry), registry.occurrence ?? 1]);
  return createHash('sha256').update(identity).digest('hex').slice(0, 32);
}
