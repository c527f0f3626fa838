import type { Policy } from './evaluator/policy.js';
import type { Quirk } from './evaluator/quirks.js';

/**
 * Bugs that are known, each with a small example. verdicts.test.ts fails where an example no longer differs: then take
 * the entry away, and its quirk out of the evaluator.
 */
export interface KnownDifference {
  readonly quirk: Quirk;
  /** What is wrong. */
  readonly issue: string;
  readonly policy: Policy;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

const asserting = (assert: unknown): Policy => ({ version: 1, rules: { one: { assert } } });

export const knownDifferences: readonly KnownDifference[] = [
  {
    quirk: 'double-division-by-zero',
    issue: 'division by zero is open for doubles too',
    policy: asserting({ cel: 'double(PersistenceDay) / double(TransPerHour) > 1.0' }),
    records: [{ PersistenceDay: 30, TransPerHour: 0 }],
  },
  {
    quirk: 'address-ranges',
    issue: "addresses follow IANA's special-purpose registries instead of a library's range names",
    policy: asserting({ RegistryHostIp: { addressScope: 'public' } }),
    records: [{ RegistryHostIp: '192.31.196.1' }],
  },
  {
    quirk: 'zero-range',
    issue: '`0.0.0.0/16` is as narrow as `0.1.0.0/16`',
    policy: asserting({ WhiteList: { eachEntry: { minPrefix: { ipv4: 16 } } } }),
    records: [{ WhiteList: '0.0.0.0/16' }],
  },
  {
    quirk: 'mapped-leading-zeros',
    issue: '`::ffff:010.0.0.1` is treated like `010.0.0.1`',
    policy: asserting({ RegistryHostIp: { addressOrRange: true } }),
    records: [{ RegistryHostIp: '::ffff:010.0.0.1' }],
  },
  {
    quirk: 'numeric-secrets',
    issue: 'a text field given as a number is not guessed back into text, and facts about it are open',
    policy: asserting({ 'Password.wellKnown': false }),
    records: [{ Password: 0 }],
  },
  {
    quirk: 'password-length',
    issue: 'lengths are in code points',
    policy: asserting({ 'Password.short': false }),
    records: [{ Password: '😀😀😀😀😀😀' }],
  },
  {
    quirk: 'empty-jenkins-object',
    issue: '`JenkinsEnv` as an empty object and as the text `{}` are the same',
    policy: asserting({ 'JenkinsEnv.set': true }),
    records: [{ JenkinsEnv: '{}' }],
  },
  {
    quirk: 'unique-behind-open-when',
    issue: '`unique` behind an open `when` is open for the second registry, not a pass',
    policy: { version: 1, rules: { one: { when: { NetType: 'VPC' }, unique: 'DomainName' } } },
    records: [{ DomainName: 'a.example.com' }, { DomainName: 'a.example.com', NetType: 2 }],
  },
];
