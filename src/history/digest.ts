import { createHash } from 'node:crypto';
import type { Policy, Rule } from '../model/rule.js';

/** What tells one definition of a rule from another, as far as its results depend on it: 16 hexadecimal digits. */
export function ruleDigest(rule: Rule): string {
  return digest(JSON.stringify(definitionOf(rule), (_, value: unknown) => plain(value)));
}

/** Every rule that is on with its digest, in the order of their names. */
export function ruleDigests({ rules }: Policy): Readonly<Record<string, string>> {
  const digests = rules.map((rule) => [rule.id, ruleDigest(rule)] as const);
  return Object.fromEntries(digests.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same for all rules that were in force. */
export function policyDigest(rules: Readonly<Record<string, string>>): string {
  return digest(JSON.stringify(Object.entries(rules)));
}

/** A rule without what can change and leave its results as they are. What a later rule may have more counts. */
function definitionOf(rule: Rule): object {
  const { title, message, why, fix, zh, tags, references, location, builtin, narrowed, ...rest } = rule;
  const { severity, securitySeverity, floor, required, overrides = [], ...definition } = rest;
  const others = overrides.map(({ match, rule: other }) => ({ match, rule: other && definitionOf(other) }));
  return { ...definition, overrides: others, ...(required && { required: definitionOf(required) }) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** JSON knows neither expressions nor collections, and would write all of them as the same `{}`. */
function plain(value: unknown): unknown {
  if (value instanceof RegExp || typeof value === 'bigint') return String(value);
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}
