import type { LatePass } from '../model/across.js';
import { isBad } from '../model/gate.js';
import type { Outcome, Result } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import { severities } from '../model/severity.js';

/** The rules of a policy, each with what the floor requires of it. */
export function everyRule(rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) => (rule.required ? [rule, rule.required] : [rule]));
}

/**
 * What a rule comes to for one registry: results if there are any to show, or the outcome alone; undefined if only all
 * registries together decide.
 */
export type Verdict = readonly Result[] | 'pass' | 'notApplicable' | undefined;

/** The verdict on a registry of a rule that both the policy and the floor have. */
export function worseVerdict(own: Verdict, required: Verdict): Verdict {
  const results = [own, required].flatMap(resultsOf);
  // A pass counts once all registries have been seen if one of the two has to wait for them.
  if ((own === undefined || required === undefined) && !results.some(({ outcome }) => isBad(outcome)))
    return undefined;
  if (results.length > 0) return worseOf(resultsOf(own), resultsOf(required));
  return own === 'pass' || required === 'pass' ? 'pass' : 'notApplicable';
}

const resultsOf = (verdict: Verdict): readonly Result[] => (typeof verdict === 'object' ? verdict : []);

/** What a result or a finding is judged by. */
type Judged = Pick<Result, 'rule' | 'outcome' | 'fingerprint'>;

const order: readonly Outcome[] = ['fail', 'open', 'pass', 'notApplicable'];

/**
 * What a rule comes to that both the policy and the floor have: one result for each thing found, and the worse of two.
 * A finding keeps the higher of both severities, so that adding a floor makes no gate weaker.
 */
export function worseOf<T extends Judged>(own: readonly T[], required: readonly T[]): readonly T[] {
  if (required.length === 0) return own;
  if (own.length === 0) return required;
  const all = [...own, ...required];
  const bad = all.filter(({ outcome }) => isBad(outcome));
  if (bad.length === 0) return [all.toSorted(byOutcome)[0]].filter((one) => one !== undefined);
  const found = new Map<string, T>();
  for (const one of bad) {
    const other = found.get(one.fingerprint);
    found.set(one.fingerprint, other ? worse(other, one) : one);
  }
  return [...found.values()];
}

function worse<T extends Judged>(own: T, required: T): T {
  const [first, second] = [required, own].toSorted((a, b) => byOutcome(a, b) || bySeverity(a, b));
  if (!first || !second) return required;
  const { severity } = bySeverity(first, second) <= 0 ? first.rule : second.rule;
  return { ...first, rule: { ...first.rule, severity, floor: true } };
}

const byOutcome = (a: Judged, b: Judged): number => order.indexOf(a.outcome) - order.indexOf(b.outcome);

const bySeverity = (a: Judged, b: Judged): number =>
  severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity);

/** What passes late passes both. */
export function bothPass(own: LatePass, required: LatePass): LatePass {
  const registries = own.registries.filter(({ index }) =>
    required.registries.some((other) => other.index === index),
  );
  return { rule: own.rule, passed: Math.min(own.passed, required.passed), registries };
}
