import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { registryIdentity } from '../model/identity.js';
import type { Registry } from '../model/registry.js';
import type { PolicyFindingCode, Waiver } from '../model/waiver.js';

/**
 * What tells a finding from all others, over runs and over moves in a file: the rule and the registry. The
 * values found are no part of it, so a finding stays the same one while it gets better or worse.
 *
 * SHA-256, so that nobody can give a registry a name that makes its findings look like accepted ones. Loading the
 * one of Node takes longer than hashing the findings of a small inventory.
 *
 * @returns 32 hexadecimal digits
 */
export function fingerprint(ruleId: string, registry: Registry): string {
  return digest([ruleId, registryIdentity(registry), registry.occurrence ?? 1]);
}

/** The same for a finding about a waiver: what is wrong, and which findings it was to accept. */
export function waiverFingerprint(code: PolicyFindingCode, { rule, registry }: Waiver): string {
  return digest([code, rule, registry.map(({ field, patterns }) => [field, patterns])]);
}

/** The same for what a rule across registries found: its identity is what it says, not where it was found. */
export function acrossFingerprint(ruleId: string, ...identity: readonly unknown[]): string {
  return digest([ruleId, 'across', ...identity]);
}

function digest(identity: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(identity))).subarray(0, 16));
}
